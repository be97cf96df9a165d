"""The few ways in which an action says no. Views turn them into pages, APIs into problem documents."""


class DomainError(Exception):
    """Something cannot be done. ``message`` is one plain sentence that may be shown to anyone.

    ``field`` names the form field at fault, if one is. ``status`` is the HTTP status it answers with.
    """

    status = 400

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Missing(DomainError):
    """Something that must be supplied was not."""


class NotAllowed(DomainError):
    """This actor may not do this."""

    status = 403


class NotFound(DomainError):
    """There is no such thing, or it may not be known that there is."""

    status = 404

    def __init__(self, message: str = "There is nothing here, or it is not yours to see.") -> None:
        super().__init__(message)


class Stale(DomainError):
    """Somebody else acted first; nothing was changed by this attempt."""

    status = 409


class Ended(DomainError):
    """A link or code that was good once: used, expired or withdrawn."""

    status = 410


class TooMany(DomainError):
    """Too many tries; wait."""

    status = 429
