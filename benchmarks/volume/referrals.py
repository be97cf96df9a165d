"""Referrals by the million: people, what they agreed, their requests, referrals and steps, over 18 months."""

import sys
import time
from typing import Any

from benchmarks.database import Connection
from benchmarks.volume.alliance import ORGANISATIONS, SERVICES
from benchmarks.volume.filling import insert, laid_open

# Six requests in ten are closed, with their referrals; of the other referrals the states below.
STATE = """CASE WHEN n % 10 < 6 THEN 'closed' WHEN lot < 50 THEN 'sent' WHEN lot < 70 THEN 'accepted'
  WHEN lot < 88 THEN 'in_support' WHEN lot < 92 THEN 'finished' WHEN lot < 96 THEN 'declined' ELSE 'expired' END"""
NEEDS = "(ARRAY['sleep', 'mood_anxiety', 'loneliness', 'debt_money', 'bereavement', 'housing_homelessness'])"
WORDS = (
    "'I have not been sleeping and it has got worse since the autumn. I would like someone to talk to, in the"
    " evenings if that can be, and not at home. Written by person ' || n"
)


def make_referrals(owner: Connection, alliance: Any, size: int) -> None:
    """Make ``size`` referrals for three people to every five of them, each person with one request."""
    began = time.monotonic()
    from alongside.foundation.tenancy.models import PersonAccess
    from alongside.people.models import Consent, Person
    from alongside.referrals.models import HelpRequest, HelpRequestStep, Referral, ReferralStep

    people = max(1, size * 3 // 5)
    mine = f"'{alliance.pk}'::uuid"
    by_person = f"""(SELECT n, {_registrar("n")} AS door, {_ago("n", people)} AS at
      FROM generate_series(0, {people - 1}::bigint) AS n) p"""
    # A person's second referral goes to another service than the first.
    by_referral = f"""(SELECT *, {STATE} AS state, {_registrar("n")} AS referrer, place % {ORGANISATIONS} AS receiver,
      {_ago("i", size)} AS at FROM (SELECT i, i % {people} AS n, {_lot("i", 100)} AS lot,
      ({_lot(f"i % {people}", SERVICES)} + i / {people} * 11) % {SERVICES} AS place
      FROM generate_series(0, {size - 1}::bigint) AS i) numbers) r"""
    fenced = {"alliance_id": mine, "person_id": "bench_id('person', n)"}
    with laid_open(
        owner, alliance, Person, PersonAccess, Consent, HelpRequest, HelpRequestStep, Referral, ReferralStep
    ):
        insert(
            owner, Person, by_person, id="bench_id('person', n)", alliance_id=mine,
            given_name="(ARRAY['Susan', 'Kevin', 'Ewa', 'Imran', 'Chloe', 'Gary', 'Elena', 'Ryan'])[n % 8 + 1]",
            family_name="'Person' || n", age_said="(18 + n % 70)", age_said_on="at::date",
            postcode="'ZZ' || n % 90 + 10 || ' ' || n % 9 + 1 || 'AA'",
            telephone="'+447700' || lpad((n % 1000000)::text, 6, '0')", safe_ways="ARRAY['text', 'phone']",
            registered_by_id="bench_id('organisation', door)", registered_at="at",
        )  # fmt: skip
        insert(
            owner, HelpRequest, by_person, **fenced, id="bench_id('request', n)",
            state="CASE WHEN n % 10 < 6 THEN 'closed' ELSE 'taken_on' END", state_since="at",
            reference="'BN-' || lpad(n::text, 8, '0')", words=WORDS, needs=f"ARRAY[{NEEDS}[n % 6 + 1]]",
            channel="'online'", asked_of_id="bench_id('organisation', door)", asked_at="at",
            owner_id="CASE WHEN n % 10 >= 6 THEN bench_id('organisation', door) END",
            owner_user_id="CASE WHEN n % 10 >= 6 THEN bench_id('user', door) END",
            next_step="CASE WHEN n % 10 < 6 THEN '' ELSE 'Chase for an answer' END",
            next_step_on="CASE WHEN n % 10 >= 6 THEN current_date + (n % 20)::int - 5 END",
        )  # fmt: skip
        insert(
            owner, HelpRequestStep, by_person, **fenced, **_step("door", "take_on", "new", "taken_on"),
            id="bench_id('request step', n)", request_id="bench_id('request', n)",
        )  # fmt: skip
        insert(
            owner, Consent, by_referral, **fenced, id="bench_id('consent', i)", given_how="'spoken'",
            organisation_id="bench_id('organisation', receiver)", recorded_by="'Worker ' || referrer",
            starts_at="at", until="now() + interval '90 days'",
        )  # fmt: skip
        insert(
            owner, Referral, by_referral, **fenced, id="bench_id('referral', i)", state="state", state_since="at",
            request_id="bench_id('request', n)", chain="bench_id('referral', i)", need=f"{NEEDS}[i % 6 + 1]",
            service_id="bench_id('service', place)", service_name="'Service ' || place",
            referrer_id="bench_id('organisation', referrer)", referrer_user_id="bench_id('user', referrer)",
            receiver_id="bench_id('organisation', receiver)", consent_id="bench_id('consent', i)",
            note="'They would rather come with a friend the first time.'",
            owner_id="""CASE WHEN state IN ('sent', 'accepted', 'in_support') THEN bench_id('organisation', receiver)
              WHEN state <> 'closed' THEN bench_id('organisation', referrer) END""",
            next_step="CASE state WHEN 'closed' THEN '' WHEN 'sent' THEN 'Answer' ELSE 'Check in' END",
            next_step_on="CASE WHEN state <> 'closed' THEN current_date + (i % 20)::int - 5 END",
            sent_at="at", answer_due_at="now() + interval '3 days'", expires_at="now() + interval '10 days'",
            closed_at="CASE WHEN state = 'closed' THEN at + interval '40 days' END",
            outcome="CASE WHEN state = 'closed' THEN 'helped' ELSE '' END",
        )  # fmt: skip
        insert(
            owner, ReferralStep, by_referral, **fenced, **_step("referrer", "send", "draft", "sent"),
            id="bench_id('referral step', i)", referral_id="bench_id('referral', i)",
        )  # fmt: skip
        known = f"""(SELECT DISTINCT n, {_registrar("n")} AS known_to, 'registered' AS reason FROM {by_person}
          UNION SELECT n, receiver, 'consent' FROM {by_referral} WHERE receiver <> referrer) k"""
        insert(
            owner, PersonAccess, known, **fenced, id="bench_id('access' || known_to, n)",
            organisation_id="bench_id('organisation', known_to)", reason="reason",
            until="CASE WHEN reason = 'registered' THEN '9999-01-01'::timestamptz ELSE now() + interval '90 days' END",
        )  # fmt: skip
    print(f"Filled in {time.monotonic() - began:.0f} seconds.", file=sys.stderr, flush=True)


def _registrar(number: str) -> str:
    return _lot(f"({number} + 7)", ORGANISATIONS)


def _lot(number: str, most: int) -> str:
    """SQL: a whole number under ``most`` that looks drawn by lot and is the same each time (Knuth's multiplier)."""
    return f"((({number}) * 2654435761 & 4294967295) >> 11) % {most}"


def _ago(number: str, most: int) -> str:
    """SQL: a moment of the last 550 days, the later the higher the number."""
    return f"now() - interval '550 days' * (1 - {number}::float8 / {most})"


def _step(actor: str, event: str, source: str, target: str) -> dict[str, str]:
    return {
        "number": "1",
        "event": f"'{event}'",
        "from_state": f"'{source}'",
        "to_state": f"'{target}'",
        "side": "'referrer'",
        "at": "at",
        "user_id": f"bench_id('user', {actor})",
        "organisation_id": f"bench_id('organisation', {actor})",
        "by": f"'Worker ' || {actor}",
    }
