"""Applications, papers and terms in words and links. They never query."""
