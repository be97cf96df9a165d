"""State tables: data that says what can happen next, who may do it, and what they must supply."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from alongside.foundation.access.permissions import Permission


class Side(StrEnum):
    """On which side of the thing an actor stands."""

    REFERRER = "referrer"
    RECEIVER = "receiver"
    PERSON = "person"
    APPLICANT = "applicant"
    PANEL = "panel"
    CLOCK = "clock"
    LEARNER = "learner"
    TRAINER = "trainer"
    CHAIR = "chair"
    PROPOSER = "proposer"
    COORDINATOR = "coordinator"


STAYS = "="


@dataclass(frozen=True)
class State:
    """One state. ``turn`` is the side whose move is awaited; None where everything is over."""

    name: str
    words: str
    tag: str = ""
    turn: Side | None = None

    @property
    def is_open(self) -> bool:
        return self.turn is not None


@dataclass(frozen=True)
class Transition:
    """One row. ``target`` None means the state that was held before, STAYS the state it has.

    ``needs`` name what must be supplied.
    """

    event: str
    sources: tuple[str, ...]
    target: str | None
    sides: tuple[Side, ...]
    permission: Permission
    button: str
    done: str
    needs: tuple[str, ...] = ()
    within_days: int | None = None

    def lands(self, state: str, before: str) -> str:
        """The state that this leads to from one, where ``before`` was the state before that."""
        return state if self.target == STAYS else self.target or before


@dataclass(frozen=True)
class StateTable:
    """A whole table. ``initial`` is the state a new row has."""

    name: str
    initial: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]

    def __post_init__(self) -> None:
        known = {state.name for state in self.states}
        for row in self.transitions:
            named = {*row.sources, *([row.target] if row.target and row.target != STAYS else [])}
            if not named <= known:
                raise ValueError(f"{self.name}: {row.event} names states that do not exist: {named - known}")

    def state(self, name: str) -> State:
        """Raises KeyError for a name that is not in the table."""
        for state in self.states:
            if state.name == name:
                return state
        raise KeyError(name)

    def transition(self, event: str) -> Transition:
        """Raises KeyError for an event that is not in the table."""
        for row in self.transitions:
            if row.event == event:
                return row
        raise KeyError(event)

    def open_states(self) -> list[str]:
        return [state.name for state in self.states if state.is_open]

    def choices(self) -> list[tuple[str, str]]:
        return [(state.name, state.words) for state in self.states]

    def possible(self, state: str, sides: Iterable[Side]) -> Iterator[Transition]:
        """The rows that an actor on these sides could use from a state: the buttons of a page."""
        standing = set(sides)
        for row in self.transitions:
            if state in row.sources and standing & set(row.sides):
                yield row
