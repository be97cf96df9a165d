"""Training in words and links."""
