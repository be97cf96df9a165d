"""Pages of joining, papers and terms."""
