"""The pages that join capabilities: the front page, a person's own page, Today."""
