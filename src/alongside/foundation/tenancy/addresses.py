"""Whole addresses, for messages: pages themselves use paths."""

import os
from typing import Any

from django.conf import settings


def address(alliance: Any, path: str) -> str:
    """The full address of a path on an alliance's own host name; plain http only in the demo and tests."""
    if settings.SECURE:
        return f"https://{alliance.domain}{path}"
    return f"http://{alliance.domain}:{os.environ.get('ALONGSIDE_PORT', '8000')}{path}"
