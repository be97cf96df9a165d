"""The address that a link in a message begins with."""

from typing import Any

from django.conf import settings


def page_address(alliance: Any, path: str) -> str:
    """The full address of a path ("/r/abc/") on an alliance's own host name.

    ``ALONGSIDE_ADDRESS`` (scheme, host and port) takes the place of the host name where the pages are
    reached another way: the demo, a development machine.
    """
    return (settings.ALONGSIDE_ADDRESS or f"https://{alliance.domain}").rstrip("/") + path
