"""The password of every demo account. Anyone can read it; it opens nothing outside demo mode."""

DEMO_PASSWORD = "kind-neighbours-2026"  # noqa: S105
