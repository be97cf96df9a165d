"""Pages about the alliance as a whole."""
