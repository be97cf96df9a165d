"""Permissions, roles, the action gate, and the doors by which pages are entered."""
