"""A person's own page, in words for them: what is next, what has happened, who can see, who looked."""
