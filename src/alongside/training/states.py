"""What can happen to a booking and to a session. Data only."""

from alongside.foundation.access.permissions import Permission as P
from alongside.foundation.workflow.states import Side, State, StateTable, Transition

LEARNER, TRAINER, CLOCK = Side.LEARNER, Side.TRAINER, Side.CLOCK

# Everyone joins the line, and the line is given places in its order: so a booking begins by waiting, if only for
# a moment, and whoever waits longer is served in the very same way.
BOOKING = StateTable(
    name="booking",
    initial="waiting",
    states=(
        State("waiting", "On the waiting list", "wait", CLOCK),
        State("booked", "Has a place", "go", TRAINER),
        State("attended", "Came", "go"),
        State("did_not_come", "Did not come", ""),
        State("cancelled", "Gave up the place", ""),
        State("session_cancelled", "The session was called off", ""),
        State("no_place", "No place came free", ""),
    ),
    transitions=(
        Transition("give_place", ("waiting",), "booked", (CLOCK,), P.TRAINING_BOOK, "", "Place given"),
        Transition(
            "give_up", ("waiting", "booked"), "cancelled", (LEARNER, TRAINER), P.TRAINING_BOOK, "I can’t come",
            "Place given up",
        ),
        Transition(
            "attend", ("booked", "did_not_come"), "attended", (TRAINER,), P.TRAINING_OFFER, "Came", "Came",
        ),
        Transition(
            "miss", ("booked", "attended"), "did_not_come", (TRAINER,), P.TRAINING_OFFER, "Did not come", "Did not come",
        ),
        Transition(
            "call_off", ("waiting", "booked"), "session_cancelled", (TRAINER,), P.TRAINING_OFFER, "Call it off",
            "Session called off",
        ),
        Transition("end_wait", ("waiting",), "no_place", (CLOCK,), P.TRAINING_BOOK, "", "No place came free"),
    ),
)  # fmt: skip

# The bookings that take up one of a session's places.
TAKES_A_PLACE = ("booked", "attended", "did_not_come")

SESSION = StateTable(
    name="session",
    initial="planned",
    states=(
        State("planned", "Not open for booking yet", "you", TRAINER),
        State("open", "Open for booking", "go", TRAINER),
        State("held", "It took place", ""),
        State("cancelled", "Called off", "late"),
    ),
    transitions=(
        Transition("open", ("planned",), "open", (TRAINER,), P.TRAINING_OFFER, "Open it for booking", "Open for booking"),
        Transition(
            "call_off", ("planned", "open"), "cancelled", (TRAINER,), P.TRAINING_OFFER, "Call it off", "Called off",
            needs=("reason",),
        ),
        Transition("hold", ("open",), "held", (TRAINER,), P.TRAINING_OFFER, "Finish the register", "Register finished"),
    ),
)  # fmt: skip
