"""What the surroundings say: database addresses, mode, secrets, folders."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[3]


def flag(name: str) -> bool:
    """Whether an environment variable is set to something other than 0 or nothing."""
    return os.environ.get(name, "") not in ("", "0")


def database(url: str) -> dict[str, Any]:
    """Turn ``postgresql://user:pw@host:port/name?host=/socket`` into a Django database entry.

    Raises ImproperlyConfigured for any other kind of database: the fences need PostgreSQL.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://: Alongside needs PostgreSQL.")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": str(query.get("port") or parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
        # Statements are prepared by the server: planning through the fences costs more than running most of them.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 3},
    }


def secret_key(*, relaxed: bool) -> str:
    """The signing key; made up afresh only where nothing lasting is signed (tests, checks)."""
    key = os.environ.get("ALONGSIDE_SECRET_KEY", "")
    if key:
        return key
    stored = Path(os.environ.get("ALONGSIDE_DATA_DIR", "")) / "secret-key"
    if os.environ.get("ALONGSIDE_DATA_DIR") and stored.is_file():
        return stored.read_text().strip()
    if relaxed:
        return "not-secret-" + secrets.token_hex(24)
    raise ImproperlyConfigured("Set ALONGSIDE_SECRET_KEY to a long random text, the same for every process.")
