"""The code of a person's own page: how many wrong ones are borne, and where. ADR 8 has the arithmetic.

Whoever holds a link may guess, or may only want its owner shut out. So wrong codes are counted for each link and
each network address as well as for the person, and what they shut, a fresh link still opens.
"""

from django.utils.translation import gettext_noop

from alongside.foundation.access.errors import TooMany
from alongside.foundation.access.links import code_is_right, has_own_try, use_own_try
from alongside.foundation.access.models import AccessLink

from .limits import count, forget_tries, is_spent, one_at_a_time

TOO_MANY = gettext_noop(
    "That was too many wrong codes. Press “Send me a new code” and open the link that comes with it, or ring us: "
    "either lets you in today. Or wait and try again here"
)


def opens(link: AccessLink, typed: str, *, address: str) -> bool:
    """Whether a code opens a person's page, counting it if it does not. Raises TooMany."""
    person = link.subject_id
    limits: dict[str, tuple[object, ...]] = {
        "own page": (person,),
        "own page link": (link.pk,),
        "own page address": (person, address),
        "own page here": (link.pk, address),
    }
    one_at_a_time("own page", person)
    shut = any(is_spent(kind, *key) for kind, key in limits.items())
    if shut and not has_own_try(link):
        raise TooMany(TOO_MANY)
    if code_is_right(link, typed):
        forget_tries("own page here", link.pk, address)
        return True
    if shut:
        use_own_try(link)
    else:
        for kind, key in limits.items():
            count(kind, *key)
    return False
