"""Twenty groups with ten years of monthly meetings, in an alliance of 300 members and 5,000 accounts."""

from typing import Any

from benchmarks.database import Connection, fence
from benchmarks.volume.alliance import ORGANISATIONS
from benchmarks.volume.filling import insert

GROUPS, SEATS, MEMBERS, USERS, ITEMS = 20, 15, 300, 5_000, 6
MINE = 0  # the group that the worker of organisation 7 chairs
WORKER = 7
WORDS = "'We talked about how long people wait, and who has room. Nobody was surprised.'"


def make_groups(owner: Connection, alliance: Any, meetings: int) -> None:
    """So many meetings in all, each with its agenda, comings, a decision and two actions."""
    from alongside.foundation.accounts.models import User
    from alongside.governance.models import (
        ActionPoint,
        AgendaItem,
        Decision,
        Group,
        Interest,
        Meeting,
        Presence,
        Seat,
        Term,
    )
    from alongside.membership.models import Organisation

    mine = f"'{alliance.pk}'::uuid"
    each = max(meetings // GROUPS, 1)
    held = f"generate_series(0, {GROUPS * each - 1}) AS n"
    group_of = f"bench_id('group', n / {each})"
    when = f"now() - ({each} - 1 - n % {each}) * interval '30 days' - interval '1 day'"
    seats = f"generate_series(0, {GROUPS * SEATS - 1}) AS n"
    with owner.transaction():
        fence(owner, alliance_id=alliance.pk)
        more = f"generate_series({ORGANISATIONS}, {MEMBERS - 1}) AS n"
        insert(
            owner, Organisation, more, id="bench_id('organisation', n)", alliance_id=mine, kind="'charity'",
            name="'Organisation ' || n", slug="'organisation-' || n", is_member="true",
        )  # fmt: skip
        insert(
            owner, User, f"generate_series({ORGANISATIONS}, {USERS - 1}) AS n", id="bench_id('user', n)", alliance_id=mine,
            password="''", name="'Worker ' || n", email="'worker-' || n || '@staff.example'",
        )  # fmt: skip
        insert(
            owner, Group, f"generate_series(0, {GROUPS - 1}) AS n", id="bench_id('group', n)", alliance_id=mine,
            name="'Group ' || n", kind="'task'", purpose=WORDS,
        )  # fmt: skip
        insert(
            owner, Seat, seats, id="bench_id('seat', n)", alliance_id=mine, group_id=f"bench_id('group', n / {SEATS})",
            number=f"n % {SEATS} + 1", kind=f"CASE WHEN n % {SEATS} > 11 THEN 'lived' ELSE 'community' END",
            is_chair=f"n % {SEATS} = 0",
        )  # fmt: skip
        # The first seat of the first group is the worker's whose pages are opened.
        insert(
            owner, Term, seats, id="bench_id('term', n)", alliance_id=mine, seat_id="bench_id('seat', n)",
            user_id=f"bench_id('user', CASE WHEN n = 0 THEN {WORKER} ELSE 100 + n END)",
            organisation_id="bench_id('organisation', n % 200)", starts_on="current_date - 3650", until="current_date + 365",
        )  # fmt: skip
        insert(
            owner, Meeting, held, id="bench_id('meeting', n)", alliance_id=mine, group_id=group_of, state="'agreed'",
            state_since=when, starts_at=when, changed_at=when, began_at=when, place="'The Hall'",
        )  # fmt: skip
        insert(
            owner, AgendaItem, f"generate_series(0, {GROUPS * each * ITEMS - 1}) AS n", id="bench_id('item', n)",
            alliance_id=mine, meeting_id=f"bench_id('meeting', n / {ITEMS})", number=f"n % {ITEMS} + 1",
            title="'Something to talk about ' || n", minutes=WORDS, paper=WORDS,
        )  # fmt: skip
        insert(
            owner, Presence, f"generate_series(0, {GROUPS * each * SEATS - 1}) AS n", id="bench_id('presence', n)",
            alliance_id=mine, meeting_id=f"bench_id('meeting', n / {SEATS})",
            seat_id=f"bench_id('seat', (n / {SEATS} / {each}) * {SEATS} + n % {SEATS})", kind="'arrived'", at="now()",
        )  # fmt: skip
        insert(
            owner, ActionPoint, f"generate_series(0, {GROUPS * each * 2 - 1}) AS n", id="bench_id('point', n)",
            alliance_id=mine, group_id=f"bench_id('group', n / 2 / {each})", meeting_id="bench_id('meeting', n / 2)",
            words="'Ring the bank ' || n", owner_id=f"bench_id('user', CASE WHEN n % 9 = 0 THEN {WORKER} ELSE 100 END)",
            due_on="current_date - 10", made_at="now() - interval '40 days'",
            done_at="CASE WHEN n % 20 = 0 THEN NULL ELSE now() END",
        )  # fmt: skip
        insert(
            owner, Decision, held, id="bench_id('decision', n)", alliance_id=mine, group_id=group_of,
            meeting_id="bench_id('meeting', n)", title="'Decision ' || n", words=WORDS, method="'consent'", carried="true",
            quorate="true", by="'A group, in a meeting'", decided_at=when, sought=f"'decision ' || n || lower({WORDS})",
        )  # fmt: skip
        insert(
            owner, Interest, f"generate_series(0, {MEMBERS * 2 - 1}) AS n", id="bench_id('interest', n)", alliance_id=mine,
            user_id="bench_id('user', 100 + n)", what="'My sister works there'", subject="'training'",
            starts_on="current_date - 100", declared_at="now()",
        )  # fmt: skip
    owner.execute("ANALYZE")
