"""Every write of news."""

from .digests import choose_digest, send_digests, stop_messages
from .updates import publish, take_back, thank

__all__ = ["choose_digest", "publish", "send_digests", "stop_messages", "take_back", "thank"]
