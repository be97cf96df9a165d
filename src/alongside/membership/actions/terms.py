"""Writing the terms in versions, and signing them by someone who may."""

from datetime import date, timedelta
from uuid import UUID

from alongside.foundation.access.actor import Actor
from alongside.foundation.access.errors import Missing, NotAllowed, Stale
from alongside.foundation.access.gate import action
from alongside.foundation.access.models import AccessRole
from alongside.foundation.access.permissions import Permission, Role
from alongside.foundation.design.formats import long_date
from alongside.foundation.workflow.clock import now, today

from ..models import Application, Organisation, Representative, TermsAcceptance, TermsVersion
from ..texts import current_version
from ..vocabulary import AUTHORITIES, SIGNED, WARNED_DAYS
from .standing import welcome_if_complete

LEAD_SIGNS = "Only a lead of your organisation can sign here, in their own name."
NAMED_SIGNS = (
    "Only a representative of your organisation can sign, or who was named when it asked to join."
    " Write the name as we hold it, or ring us."
)


@action(Permission.MEMBER_EDIT, records="Terms drafted")
def draft_terms(*, paper: str, text: str, what_changed: str, by: Actor) -> TermsVersion:
    """Write the next version, or change the draft of it. Nobody is asked to sign a draft."""
    if paper not in SIGNED:
        raise Missing("Choose which text this is.", field="paper")
    if not text.strip():
        raise Missing("Write the text first.", field="text")
    draft = TermsVersion.objects.filter(paper=paper, published_on__isnull=True).first()
    last = (
        TermsVersion.objects.filter(paper=paper).order_by("-number").values_list("number", flat=True).first()
    )
    draft = draft or TermsVersion(alliance_id=by.alliance_id, paper=paper, number=(last or 0) + 1)
    draft.text, draft.what_changed = _tidy(text), what_changed.strip()[:500]
    draft.written_by = by.label[:400]
    draft.save()
    return draft


@action(Permission.MEMBER_EDIT, records="Terms published")
def publish_terms(version: TermsVersion, *, accept_by: date, by: Actor) -> TermsVersion:
    """From today this is what is signed. Whoever signed an earlier version signs again by a day."""
    soonest = today() + timedelta(days=WARNED_DAYS)
    if accept_by < soonest:
        raise Missing(
            f"Give everyone time to read it: choose {long_date(soonest)} or later.", field="accept_by"
        )
    waiting = TermsVersion.objects.filter(pk=version.pk, published_on__isnull=True)
    if not waiting.update(published_on=today(), accept_by=accept_by):
        raise Stale("It was published already. Nothing was changed.")
    version.refresh_from_db()
    return version


@action(Permission.TERMS_ACCEPT, records="Terms accepted")
def accept_terms(
    organisation: Organisation,
    *,
    version_id: UUID,
    signatory: str,
    signatory_role: str,
    authority: str,
    by: Actor,
) -> TermsAcceptance:
    """Sign the version in force for an organisation. Dated, and never changed.

    Raises Missing without a name, a role or an authority; Stale for a version that is not the one in force; and
    NotAllowed where the signer neither leads the organisation, speaks for it, nor is named on its application.
    """
    version = TermsVersion.objects.filter(pk=version_id, published_on__isnull=False).first()
    newest = current_version(version.paper) if version else None
    if version is None or newest is None or newest.pk != version.pk:
        raise Stale("There is a newer version of this. Read that one, then sign it.")
    if authority not in dict(AUTHORITIES):
        raise Missing("Say what lets you sign for your organisation.", field="authority")
    if not signatory_role.strip():
        raise Missing("Say your role there.", field="signatory_role")
    name = signatory.strip()
    if not name:
        raise Missing("Type your name.", field="signatory")
    if not may_sign(organisation, name, by=by):
        raise NotAllowed(NAMED_SIGNS if by.user_id is None else LEAD_SIGNS)
    made = TermsAcceptance.objects.create(
        alliance_id=by.alliance_id,
        organisation=organisation,
        version=version,
        paper=version.paper,
        signatory=name[:200],
        signatory_role=signatory_role.strip()[:200],
        authority=authority,
        user_id=by.user_id,
        by=by.label[:400],
        accepted_on=today(),
        accepted_at=now(),
    )
    welcome_if_complete(organisation)
    return made


def may_sign(organisation: Organisation, name: str, *, by: Actor) -> bool:
    """Whether this actor, giving this name, may sign for an organisation. By link a name must be one that we hold."""
    if by.user_id is not None:
        leads = AccessRole.objects.filter(
            user=by.user_id, organisation=organisation, role=Role.ORGANISATION_LEAD, ended_at__isnull=True
        )
        return _same(name, by.name) and leads.exists()
    named = Application.objects.filter(organisation=organisation).values_list("signatory", flat=True)
    speakers = Representative.objects.filter(
        organisation=organisation, starts_on__lte=today(), part=Representative.Part.REPRESENTATIVE
    ).exclude(ends_on__lt=today())
    return any(_same(name, one) for one in [*named, *speakers.values_list("name", flat=True)])


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold() != ""


def _tidy(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\n\n".join(" ".join(part.split()) for part in lines.split("\n\n") if part.strip())
