"""Counting: quorums and results. Pure, so that any result can be counted again from its ballots."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Quorum:
    """How many must be there, how many are, and the same for lived experience. All are seats."""

    needed: int
    here: int
    lived_needed: int = 0
    lived_here: int = 0

    @property
    def met(self) -> bool:
        return self.here >= self.needed and self.lived_here >= self.lived_needed

    @property
    def words(self) -> str:
        """Whether it is met, as the page says it."""
        line = f"{_seats(self.here)} here, {self.needed} needed"
        if self.lived_needed:
            line += f"; with lived experience {self.lived_here} here, {self.lived_needed} needed"
        return line


def quorum(
    *,
    kind: str,
    number: int,
    lived: int,
    filled: Mapping[UUID, str],
    here: Iterable[UUID],
    aside: Iterable[UUID] = (),
) -> Quorum:
    """The quorum of a group for one question.

    ``filled`` gives the kind of each seat that someone holds; ``here`` and ``aside`` are seats. Whoever stands
    aside counts neither as here nor, where the rule is a share, among the seats. A share is rounded up, and a
    quorum is never less than one.
    """
    away = set(aside)
    seats = {seat: of for seat, of in filled.items() if seat not in away}
    present = [seat for seat in set(here) if seat in seats]
    needed = number if kind == "count" else -(-len(seats) * number // 100)
    return Quorum(max(needed, 1), len(present), lived, sum(seats[seat] == "lived" for seat in present))


def here_at(events: Iterable[tuple[datetime, UUID, str]], moment: datetime | None = None) -> set[UUID]:
    """The seats that are in the room at a moment (or now), from (at, seat, kind) in the order they were noted."""
    last: dict[UUID, str] = {}
    for at, seat, kind in events:
        if moment is None or at <= moment:
            last[seat] = kind
    return {seat for seat, kind in last.items() if kind == "arrived"}


@dataclass(frozen=True)
class Result:
    """What the ballots come to. ``counts`` is plain JSON: it is kept on the decision."""

    carried: bool
    quorate: bool
    counts: dict[str, Any]
    words: str


def consent_result(choices: Iterable[str], *, entitled: int) -> Result:
    """Consent: it stands unless somebody objects. Silence until the deadline is consent, for everyone was asked."""
    found = Counter(choices)
    objections = found["object"]
    counts = {
        "consented": found["consent"],
        "objected": objections,
        "left it to the others": found["abstain"],
        "said nothing": max(entitled - sum(found.values()), 0),
    }
    words = "Nobody objected." if not objections else f"{_seats(objections)} objected."
    return Result(not objections, entitled > 0, counts, words)


def vote_result(choices: Iterable[str], *, entitled: int, two_thirds: bool, quorum: Quorum) -> Result:
    """A vote. Abstaining counts towards the quorum, which is of ballots, and not towards for or against.

    A majority is more for than against, so a tie falls: the chair has one vote like everyone. Two thirds are
    of those for or against.
    """
    found = Counter(choices)
    ayes, noes = found["for"], found["against"]
    carried = ayes * 3 >= (ayes + noes) * 2 and ayes > 0 if two_thirds else ayes > noes
    cast = sum(found.values())
    counts = {
        "for": ayes,
        "against": noes,
        "abstained": found["abstain"],
        "did not vote": max(entitled - cast, 0),
    }
    line = f"{ayes} for, {noes} against, {found['abstain']} abstained."
    if not quorum.met:
        line += f" {_too_few(quorum)}"
    elif ayes == noes:
        line += " A tie falls."
    return Result(carried and quorum.met, quorum.met, counts, line)


def ranked_result(
    rankings: Iterable[Sequence[int]],
    *,
    options: Mapping[int, str],
    lot: Sequence[int],
    entitled: int,
    quorum: Quorum,
) -> Result:
    """Instant run-off over ``options`` (number and words); ``rankings`` hold option numbers, the best first.

    The rule is that of the Parliamentary Voting System and Constituencies Act 2011, section 9 (rule 45A): an
    option with more votes than all others left together has won; else the one with fewest goes out, and its
    ballots go to the next option on each that is still in. Of several with fewest, the one with fewer votes in
    the rounds before goes (Schedule 10, rules 49 and 49A), and if they were equal all along, the last by ``lot``,
    the order drawn before voting opened.
    """
    papers = [list(ranking) for ranking in rankings]
    left = set(options)
    rounds: list[dict[int, int]] = []
    best = min(options)
    while left:
        tally = dict.fromkeys(sorted(left), 0)
        for paper in papers:
            first = next((number for number in paper if number in left), None)
            if first is not None:
                tally[first] += 1
        rounds.append(tally)
        best = max(tally, key=lambda number: (tally[number], -number))
        if len(left) == 1 or tally[best] * 2 > sum(tally.values()):
            break
        left.discard(_goes_out(tally, rounds, lot))
    won = best if rounds and rounds[-1].get(best) else None
    counts = {
        "rounds": [{options[number]: votes for number, votes in tally.items()} for tally in rounds],
        "chosen": options[won] if won is not None else "",
        "did not vote": max(entitled - len(papers), 0),
    }
    words = (
        f"“{options[won]}” was chosen in round {len(rounds)}."
        if won is not None
        else "Nobody ranked anything."
    )
    if not quorum.met:
        words += f" {_too_few(quorum)}"
    return Result(won is not None and quorum.met, quorum.met, counts, words)


def _goes_out(tally: Mapping[int, int], rounds: Sequence[Mapping[int, int]], lot: Sequence[int]) -> int:
    fewest = min(tally.values())
    tied = [number for number, votes in tally.items() if votes == fewest]
    for earlier in reversed(rounds[:-1]):
        least = min(earlier[number] for number in tied)
        tied = [number for number in tied if earlier[number] == least]
    places = {number: place for place, number in enumerate(lot)}
    return max(tied, key=lambda number: (places.get(number, len(places)), number))


@dataclass(frozen=True)
class Elected:
    """Who was elected (a nomination), the votes for each, and whether the lot had to decide."""

    winner: UUID | None
    votes: dict[UUID, int]
    by_lot: bool


def election_result(votes: Iterable[UUID], *, lots: Mapping[UUID, int]) -> Elected:
    """Most votes wins; of those with as many, the first by lot. ``lots`` has everyone who stands. No votes: nobody."""
    found = Counter(votes)
    counts = {nomination: found[nomination] for nomination in lots}
    most = max(counts.values(), default=0)
    if not most:
        return Elected(None, counts, False)
    tied = [nomination for nomination, number in counts.items() if number == most]
    return Elected(min(tied, key=lambda one: lots[one]), counts, len(tied) > 1)


def _too_few(quorum: Quorum) -> str:
    if quorum.here < quorum.needed:
        return f"Too few voted: {quorum.needed} were needed."
    return "Too few with lived experience voted."


def _seats(number: int) -> str:
    return "1 seat" if number == 1 else f"{number} seats"
