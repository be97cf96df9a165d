"""What people type about training."""
