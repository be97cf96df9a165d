"""Telling the person: a neutral message by a way they said is safe, with a link to their own page."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.gate import action
from alongside.foundation.access.links import find_link, make_link, new_code, spare_code
from alongside.foundation.access.models import AccessLink
from alongside.foundation.access.permissions import Permission
from alongside.foundation.messages.outbox import queue_message
from alongside.foundation.tenancy.addresses import address
from alongside.foundation.tenancy.context import in_alliance
from alongside.foundation.tenancy.ids import uuid7
from alongside.foundation.tenancy.statements import Given, Statement
from alongside.people.models import Person

from ..models import HelpRequest

PURPOSE = "own_page"
LINK_DAYS = 180
CODE_MINUTES = 60
IN_THE_HAND = timedelta(hours=24)
LATEST_LINK = Statement(
    lambda: (
        AccessLink.objects.filter(purpose=PURPOSE, subject_id=Given("person"), ended_at__isnull=True)
        .order_by("-made_at")
        .only("code_hash", "subject_id")[:1]
    )
)


def safe_channel(person: Person) -> tuple[str, str] | None:
    """("text" or "email", where to), by a way the person said is safe; None if there is none."""
    if Person.SafeWay.TEXT in person.safe_ways and person.telephone:
        return "text", person.telephone
    if Person.SafeWay.EMAIL in person.safe_ways and person.email:
        return "email", person.email
    return None


def own_page_path(token: str) -> str:
    return f"/my/{token}/"


def tell_person(person: Person, *, by: Actor, cause: str) -> bool:
    """Queue "there is something new on your page", once for each cause. False if no message is safe."""
    channel = safe_channel(person)
    if channel is None or by.person_id == person.pk:  # who did it themselves need not be told
        return False
    latest = LATEST_LINK.first(person=person.pk)
    if latest is None:
        return False
    token = make_link(alliance_id=person.alliance_id, purpose=PURPOSE, subject_id=person.pk, days=LINK_DAYS)
    _give_code_of(latest)
    queue_message(
        alliance_id=person.alliance_id,
        key=f"your-page-{cause}",
        channel=channel[0],
        to=channel[1],
        template="your_page",
        values={"link": address(by.alliance, own_page_path(token))},
        person_id=person.pk,
    )
    return True


def _give_code_of(link: AccessLink) -> None:
    """Every link to a person's page takes the one code they were given."""
    AccessLink.objects.filter(purpose=PURPOSE, subject_id=link.subject_id, code_hash="").update(
        code_hash=link.code_hash
    )


@action(Permission.REQUEST_OPEN, records="Own page opened for a person")
def give_own_page(request: HelpRequest, *, by: Actor, send: bool = False) -> "OwnPageKey":
    """Make the link to a person's own page and the six-digit code that goes with it, shown this once.

    With ``send`` the link, never the code, also goes to them by a way they said is safe.
    """
    code, person_id = new_code(), request.person_id
    token = make_link(
        alliance_id=request.alliance_id,
        purpose=PURPOSE,
        subject_id=person_id,
        days=LINK_DAYS,
        code=code,
        own_tries_for=IN_THE_HAND,
    )
    links = AccessLink.objects.filter(purpose=PURPOSE, subject_id=person_id)
    # One code opens every link of theirs: an older one stops working.
    links.update(code_hash=links.latest("made_at").code_hash)
    sent = False
    if send:
        with in_alliance(request.alliance_id, person=person_id):
            person = Person.objects.get(pk=person_id)
            sent = tell_person(person, by=by, cause=f"asked-{request.pk}")
    return OwnPageKey(path=own_page_path(token), code=code, sent=sent)


class OwnPageKey:
    """The two things that open a person's page, and whether the link was sent as well. Never stored."""

    def __init__(self, *, path: str, code: str, sent: bool = False) -> None:
        self.path, self.code, self.sent = path, code, sent


@action(Permission.REQUEST_OPEN, records="New code asked for")
def send_fresh_code(*, token: str, by: Actor) -> bool:
    """Queue a code for one use, with a link to type it at, to a way the person said is safe; False if there is none.

    The link opens even where wrong codes have shut the others. Raises Ended for a link that opens nothing. The
    code that came with the link goes on working.
    """
    link = find_link(token, purpose=PURPOSE)
    with in_alliance(link.alliance_id, person=link.subject_id):
        person = Person.objects.filter(pk=link.subject_id).first()
        channel = safe_channel(person) if person else None
        if channel is None:
            make_password(new_code())  # as long as with one: the time says nothing either
            return False
        code = spare_code(
            alliance_id=link.alliance_id, purpose=PURPOSE, subject_id=link.subject_id, minutes=CODE_MINUTES
        )
        fresh = make_link(
            alliance_id=link.alliance_id,
            purpose=PURPOSE,
            subject_id=link.subject_id,
            days=1,
            own_tries_for=timedelta(minutes=CODE_MINUTES),
        )
        _give_code_of(link)
        queue_message(
            alliance_id=link.alliance_id,
            key=f"code-{uuid7()}",
            channel=channel[0],
            to=channel[1],
            template="your_code",
            values={"code": code, "link": address(by.alliance, own_page_path(fresh))},
            person_id=link.subject_id,
        )
    return True
