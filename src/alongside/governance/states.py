"""What can happen to a meeting, a proposal and an election. Data only."""

from alongside.foundation.access.permissions import Permission as P
from alongside.foundation.workflow.states import STAYS, Side, State, StateTable, Transition

CHAIR, COORDINATOR, PROPOSER, CLOCK = Side.CHAIR, Side.COORDINATOR, Side.PROPOSER, Side.CLOCK
RUNS = (CHAIR, COORDINATOR)

MEETING = StateTable(
    name="meeting",
    initial="planned",
    states=(
        State("planned", "Planned", "wait", CHAIR),
        State("papers_out", "Papers are out", "you", CHAIR),
        State("under_way", "Under way", "go", CHAIR),
        State("held", "Held, minutes to agree", "ask", CHAIR),
        State("agreed", "Minutes agreed", "go"),
        State("cancelled", "Cancelled", "late"),
    ),
    transitions=(
        Transition(
            "send_papers", ("planned",), "papers_out", RUNS, P.MEETING_RUN, "Send the papers round", "Papers sent round",
        ),
        Transition(
            "move", ("planned", "papers_out"), STAYS, RUNS, P.MEETING_RUN, "Move it", "Moved", needs=("starts_at",),
        ),
        Transition("begin", ("planned", "papers_out"), "under_way", RUNS, P.MEETING_RUN, "Begin the meeting", "Begun"),
        Transition("end", ("under_way",), "held", (*RUNS, CLOCK), P.MEETING_RUN, "End the meeting", "Ended"),
        Transition("agree", ("held",), "agreed", RUNS, P.MEETING_RUN, "The minutes are agreed", "Minutes agreed"),
        Transition(
            "correct", ("agreed",), "held", RUNS, P.MEETING_RUN, "Put the minutes right", "Minutes opened again",
            needs=("reason",),
        ),
        Transition(
            "cancel", ("planned", "papers_out"), "cancelled", RUNS, P.MEETING_RUN, "Cancel it", "Cancelled",
            needs=("reason",),
        ),
    ),
)  # fmt: skip

PROPOSAL = StateTable(
    name="proposal",
    initial="draft",
    states=(
        State("draft", "Draft", "", PROPOSER),
        State("open", "Open for discussion", "ask", PROPOSER),
        State("deciding", "Being decided", "wait", CHAIR),
        State("decided", "Decided", "go"),
        State("fell", "Fell", ""),
        State("withdrawn", "Withdrawn", ""),
    ),
    transitions=(
        Transition(
            "publish", ("draft",), "open", (PROPOSER, *RUNS), P.GROUP_TAKE_PART, "Open it for discussion", "Opened",
        ),
        Transition(
            "change", ("draft", "open"), STAYS, (PROPOSER,), P.GROUP_TAKE_PART, "Change the words", "Words changed",
            needs=("words",),
        ),
        Transition(
            "ask", ("open",), "deciding", RUNS, P.MEETING_RUN, "Ask everyone to decide", "Everyone was asked",
            needs=("closes_at",),
        ),
        Transition("carry", ("deciding",), "decided", (*RUNS, CLOCK), P.MEETING_RUN, "", "Decided"),
        Transition("fall", ("deciding",), "fell", (*RUNS, CLOCK), P.MEETING_RUN, "", "Fell"),
        Transition("carry_here", ("draft", "open"), "decided", RUNS, P.MEETING_RUN, "", "Decided in a meeting"),
        Transition("fall_here", ("draft", "open"), "fell", RUNS, P.MEETING_RUN, "", "Fell in a meeting"),
        Transition(
            "withdraw", ("draft", "open", "deciding"), "withdrawn", (PROPOSER, *RUNS), P.GROUP_TAKE_PART, "Withdraw it",
            "Withdrawn", needs=("reason",),
        ),
    ),
)  # fmt: skip

ELECTION = StateTable(
    name="election",
    initial="nominating",
    states=(
        State("nominating", "Nominations are open", "you", COORDINATOR),
        State("voting", "Voting is open", "wait", COORDINATOR),
        State("elected", "Elected", "go"),
        State("nobody", "Nobody stood or voted", ""),
        State("cancelled", "Cancelled", "late"),
    ),
    transitions=(
        Transition(
            "open_voting", ("nominating",), "voting", (COORDINATOR, CLOCK), P.GROUP_EDIT, "Open the vote now",
            "Voting opened",
        ),
        Transition(
            "unopposed", ("nominating",), "elected", (COORDINATOR, CLOCK), P.GROUP_EDIT, "", "Elected unopposed",
        ),
        Transition("elect", ("voting",), "elected", (COORDINATOR, CLOCK), P.GROUP_EDIT, "", "Counted"),
        Transition(
            "end_empty", ("nominating", "voting"), "nobody", (COORDINATOR, CLOCK), P.GROUP_EDIT, "", "Ended with nobody",
        ),
        Transition(
            "cancel", ("nominating", "voting"), "cancelled", (COORDINATOR,), P.GROUP_EDIT, "Cancel the election",
            "Cancelled", needs=("reason",),
        ),
    ),
)  # fmt: skip
