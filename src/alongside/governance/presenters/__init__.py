"""Governance in words and links."""
