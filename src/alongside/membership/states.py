"""What can happen to an application to join. Data only."""

from alongside.foundation.access.permissions import Permission as P
from alongside.foundation.workflow.states import Side, State, StateTable, Transition

APPLICANT, PANEL, CLOCK = Side.APPLICANT, Side.PANEL, Side.CLOCK

APPLICATION = StateTable(
    name="application",
    initial="draft",
    states=(
        State("draft", "Not sent yet", "you", APPLICANT),
        State("sent", "With the panel", "wait", PANEL),
        State("asked", "A question for you", "ask", APPLICANT),
        State("declined", "Not this time", "late"),
        State("appealed", "Being looked at again", "wait", PANEL),
        State("approved", "Approved", "go"),
        State("refused", "Not this time, after a second look", "late"),
        State("withdrawn", "Taken back", ""),
        State("expired", "Left unfinished", ""),
    ),
    transitions=(
        Transition(
            "send", ("draft",), "sent", (APPLICANT,), P.APPLICATION_WRITE, "Send it to the panel", "Sent to the panel",
            needs=("signatory",),
        ),
        Transition(
            "ask", ("sent",), "asked", (PANEL,), P.APPLICATION_DECIDE, "Ask them something", "The panel asked something",
            needs=("question",),
        ),
        Transition(
            "answer", ("asked",), "sent", (APPLICANT,), P.APPLICATION_WRITE, "Send the answer", "Question answered",
            needs=("answer",),
        ),
        Transition(
            "approve", ("sent", "appealed"), "approved", (PANEL,), P.APPLICATION_DECIDE, "Say yes", "Approved",
            needs=("reason",),
        ),
        Transition(
            "decline", ("sent",), "declined", (PANEL,), P.APPLICATION_DECIDE, "Say not this time", "Declined",
            needs=("reason",),
        ),
        Transition(
            "appeal", ("declined",), "appealed", (APPLICANT,), P.APPLICATION_WRITE, "Ask for a second look",
            "A second look asked for", needs=("reason",), within_days=28,
        ),
        Transition(
            "refuse", ("appealed",), "refused", (PANEL,), P.APPLICATION_DECIDE, "Say not this time",
            "Declined after a second look", needs=("reason",),
        ),
        Transition(
            "withdraw", ("draft", "sent", "asked", "appealed"), "withdrawn", (APPLICANT,), P.APPLICATION_WRITE,
            "Take it back", "Taken back",
        ),
        Transition("expire", ("draft", "asked"), "expired", (CLOCK,), P.MEMBERSHIP_CLOCK, "", "Left unfinished"),
    ),
)  # fmt: skip
