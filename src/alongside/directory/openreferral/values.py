"""From a cell or JSON value to ours. Each function takes trimmed, non-empty text and returns the value;
it raises ValueError with the reason, in words that fit after "The <column> was left out: "."""

from __future__ import annotations

import html
import re
from datetime import date, datetime, time
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from .limits import NAME_CHARACTERS, TEXT_CHARACTERS

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--.*?-->", re.DOTALL)
_BREAK = re.compile(r"<\s*(?:br|/p|/li|/div|/h[1-6]|/tr)\b[^<>]*>", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s<>,;:\"()]{1,64}@[^@\s<>,;:\"()]{1,250}\.[A-Za-z0-9-]{2,63}")
_SAFE = "%/?:@!$&'()*+,;=-._~"
_HOST = re.compile(r"(?=.{1,253}$)[\w-]{1,63}(?:\.[\w-]{1,63})+", re.ASCII)
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})")
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2}))?(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?(?:Z|[+-]\d{2}:?\d{2})?", re.I
)
_DAYS = {"mo": "MO", "tu": "TU", "we": "WE", "th": "TH", "fr": "FR", "sa": "SA", "su": "SU"}
_NUMBERED_DAYS = dict(zip("1234567", _DAYS.values(), strict=True))
_STATUSES = {
    "active": "active",
    "inactive": "inactive",
    "defunct": "defunct",
    "temporarily closed": "temporarily_closed",
    "temporarily_closed": "temporarily_closed",
}


def line(value: str) -> str:
    """One line of text up to NAME_CHARACTERS, inner spaces joined."""
    joined = " ".join(plain(value).split())
    if len(joined) > NAME_CHARACTERS:
        raise ValueError(f"it is {len(joined)} characters long; the most is {NAME_CHARACTERS}")
    return joined


def text(value: str) -> str:
    """Running text up to TEXT_CHARACTERS, markup taken out."""
    result = plain(value)
    if len(result) > TEXT_CHARACTERS:
        raise ValueError(f"it is {len(result)} characters long; the most is {TEXT_CHARACTERS}")
    return result


def plain(value: str) -> str:
    """HTML tags and written-out line breaks (a backslash and an n) become plain text."""
    if "\\" in value:
        value = value.replace("\\r\\n", "\n").replace("\\n", "\n")
    if "<" in value and _TAG.search(value):
        value = html.unescape(_TAG.sub("", _BREAK.sub("\n", value))).replace("\x00", "")
    return value.strip()


def email(value: str) -> str:
    if value.lower().startswith("mailto:"):
        value = value[7:].strip()
    if len(value) > 254 or not _EMAIL.fullmatch(value):
        raise ValueError("it is not an e-mail address")
    return value


def url(value: str) -> str:
    """A web address; one without a scheme gets http. Anything that is not http or https is refused.

    Letters that an address may not hold (RFC 3986) are written as it may: a name in punycode, the rest in percents.
    """
    address = value if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value) and "://" in value else f"http://{value}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        parts.port  # noqa: B018 - raises for a port that is no number
    except ValueError:
        raise ValueError("it is not a web address") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise ValueError("it is not an http or https address")
    name = _ascii_host(unquote(host))
    if len(address) > 1000 or re.search(r"[\s<>\"'\\]", address) or not _HOST.fullmatch(name):
        raise ValueError("it is not a web address")
    if parts.username or parts.password:
        raise ValueError("it holds a user name or password")
    if not address.isascii() or "%" in host:
        at = f"{name}:{parts.port}" if parts.port else name
        address = urlunsplit((parts.scheme, at, *(quote(part, safe=_SAFE) for part in parts[2:])))
    if len(address) > 1000:
        raise ValueError("it is not a web address")
    return address


def _ascii_host(host: str) -> str:
    try:
        return host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return ""


def postcode(value: str) -> str:
    """A UK postcode as OUTWARD INWARD; any other country's is kept as it was written."""
    joined = " ".join(value.upper().split())
    match = _POSTCODE.fullmatch(joined.replace(" ", ""))
    if match:
        return f"{match[1]} {match[2]}"
    if len(joined) > 20:
        raise ValueError("it is too long for a postcode")
    return joined


def phone(value: str) -> str:
    """A telephone number as it was written, without the quotation marks that some exports wrap round it."""
    number = " ".join(value.strip("\"' ").split())
    if not any(character.isdigit() for character in number):
        raise ValueError("it holds no digits")
    if len(number) > 60:
        raise ValueError("it is too long for a telephone number")
    return number


def latitude(value: str) -> float:
    return _between(value, -90, 90, "latitude")


def longitude(value: str) -> float:
    return _between(value, -180, 180, "longitude")


def _between(value: str, low: int, high: int, what: str) -> float:
    try:
        number = float(value)
    except ValueError:
        raise ValueError("it is not a number") from None
    if not low <= number <= high:
        raise ValueError(f"a {what} lies between {low} and {high}")
    return number


def age(value: str) -> int:
    """Whole years; 17.5 counts as 17."""
    try:
        number = float(value)
    except ValueError:
        raise ValueError("it is not a number of years") from None
    if not 0 <= number <= 150:
        raise ValueError("an age lies between 0 and 150")
    return int(number)


def amount(value: str) -> str:
    """A price with two decimals, as text for a numeric column."""
    try:
        number = float(value.lstrip("£$€ ").replace(",", ""))
    except ValueError:
        raise ValueError("it is not an amount of money") from None
    if not 0 <= number < 10_000_000:
        raise ValueError("it is not an amount of money")
    return f"{number:.2f}"


def day(value: str) -> date:
    """A date: ISO 8601 (a time after it is dropped) or day/month/year."""
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        pass
    try:
        return datetime.strptime(value, "%d/%m/%Y").date()
    except ValueError:
        raise ValueError("it is not a date (year-month-day)") from None


def clock(value: str) -> time:
    """A time of day: 09:00, 9am, 9:30 p.m., 17:00:00. Midnight at the end of a day (24:00) is 23:59."""
    match = _CLOCK.fullmatch(value)
    if match:
        hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        half = (match[4] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        if (hour, minute, second) == (24, 0, 0):
            return time(23, 59)
        if hour < 24 and minute < 60 and second < 60 and (half or match[2]):
            return time(hour, minute, second)
    raise ValueError("it is not a time of day")


def days(value: str) -> str:
    """Weekdays as iCalendar writes them ("MO,TU"), from names, numbers (Monday is 1) or codes ("1MO")."""
    found = []
    for part in re.split(r"[,;\s]+", value.strip()):
        code = _NUMBERED_DAYS.get(part) or _DAYS.get(re.sub(r"^[+-]?\d+", "", part).lower()[:2])
        if not code:
            raise ValueError("it names no day of the week")
        ordinal = re.match(r"[+-]?\d+(?=[A-Za-z])", part)
        found.append((ordinal[0] if ordinal else "") + code)
    return ",".join(found)


def status(value: str) -> str:
    try:
        return _STATUSES[value.lower()]
    except KeyError:
        raise ValueError("it is not active, inactive, temporarily closed or defunct") from None


def truth(value: str) -> bool:
    return value.lower() in ("true", "1", "yes", "y", "t")


def place_kind(value: str) -> str:
    if value.lower() not in ("physical", "postal", "virtual"):
        raise ValueError("it is not physical, postal or virtual")
    return value.lower()
