"""What can happen to a change that was asked for, and to what someone thought was wrong. Data only."""

from alongside.foundation.access.permissions import Permission as P
from alongside.foundation.workflow.states import Side, State, StateTable, Transition

PROPOSER, COORDINATOR = Side.PROPOSER, Side.COORDINATOR

CHANGE = StateTable(
    name="change",
    initial="proposed",
    states=(
        State("proposed", "Waiting for a second look", "wait", COORDINATOR),
        State("approved", "In the directory", "go"),
        State("declined", "Not taken", "late"),
        State("withdrawn", "Taken back", ""),
    ),
    transitions=(
        Transition(
            "approve", ("proposed",), "approved", (COORDINATOR,), P.DIRECTORY_MODERATE, "Put it in the directory",
            "Put in the directory",
        ),
        Transition(
            "decline", ("proposed",), "declined", (COORDINATOR,), P.DIRECTORY_MODERATE, "Don’t take it", "Not taken",
            needs=("reason",),
        ),
        Transition(
            "withdraw", ("proposed",), "withdrawn", (PROPOSER,), P.DIRECTORY_PROPOSE, "Take it back", "Taken back",
        ),
    ),
)  # fmt: skip

DOUBT = StateTable(
    name="doubt",
    initial="raised",
    states=(
        State("raised", "Someone should look", "wait", COORDINATOR),
        State("put_right", "Put right", "go"),
        State("dismissed", "Nothing was wrong", ""),
    ),
    transitions=(
        Transition(
            "put_right", ("raised",), "put_right", (COORDINATOR,), P.DIRECTORY_MODERATE, "It is put right", "Put right",
        ),
        Transition(
            "dismiss", ("raised",), "dismissed", (COORDINATOR,), P.DIRECTORY_MODERATE, "Nothing is wrong",
            "Found to be right", needs=("reason",),
        ),
    ),
)  # fmt: skip
