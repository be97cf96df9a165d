"""Pages of keeping the directory true."""
