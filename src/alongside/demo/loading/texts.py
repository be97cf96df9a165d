"""What the demo's members must have, and the texts that they sign, in versions."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from alongside.membership.models import (
    Application,
    ApplicationStep,
    Contact,
    Evidence,
    Organisation,
    Reminder,
    Representative,
    Requirement,
    Review,
    TermsAcceptance,
    TermsVersion,
)

from ..content.terms import SHARING, TERMS_ONE, TERMS_TWO
from .cast import FOUNDED

COMMUNITY = ["charity", "company", "other"]
NHS = ["nhs_trust", "gp_practice", "pcn", "icb"]
BOTH, RECORDS, RECEIVE = "both", "records", "receive"
# name, paper, kinds, unlocks, months
REQUIREMENTS: tuple[tuple[str, str, list[str], str, int], ...] = (
    ("Terms of reference", "terms", [], BOTH, 36),
    ("Data-sharing agreement", "data_sharing", COMMUNITY, RECORDS, 36),
    ("Public liability insurance", "insurance", [], BOTH, 12),
    ("Safeguarding policy", "safeguarding", [], BOTH, 24),
    ("DBS checks", "dbs", ["charity"], RECEIVE, 36),
    ("Data-sharing agreement with the NHS and the council", "data_sharing", [*NHS, "council"], RECORDS, 60),
)


@dataclass
class Rows:
    """What is to be saved, kind by kind."""

    requirements: list[Requirement] = field(default_factory=list)
    versions: list[TermsVersion] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    steps: list[ApplicationStep] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    acceptances: list[TermsAcceptance] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    speakers: list[Representative] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)


def write_texts(story: Any) -> None:
    newest = story.today - timedelta(days=400)
    texts = (
        ("terms", 1, TERMS_ONE, "", FOUNDED, None),
        ("terms", 2, TERMS_TWO, "Training, lived-experience seats, and nobody left when a member goes.", newest,
         newest + timedelta(days=60)),
        ("data_sharing", 1, SHARING, "", FOUNDED, None),
    )  # fmt: skip
    story.rows.versions = [
        TermsVersion(
            id=story.key(published), alliance=story.cast.alliance, paper=paper, number=number, text=text,
            what_changed=changed, published_on=published, accept_by=by, written_by=story.office.name,
        )
        for paper, number, text, changed, published, by in texts
    ]  # fmt: skip
    story.rows.requirements = [
        Requirement(
            id=story.key(FOUNDED), alliance=story.cast.alliance, name=name, paper=paper, kinds=kinds,
            unlocks=unlocks, months=months, from_on=FOUNDED,
        )
        for name, paper, kinds, unlocks, months in REQUIREMENTS
    ]  # fmt: skip
