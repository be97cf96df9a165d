"""What can happen to a referral and to a request for help. Data only; domain.md section 3."""

from alongside.foundation.access.permissions import Permission as P
from alongside.foundation.workflow.states import STAYS, Side, State, StateTable, Transition

REFERRER, RECEIVER, PERSON, CLOCK = Side.REFERRER, Side.RECEIVER, Side.PERSON, Side.CLOCK

REFERRAL = StateTable(
    name="referral",
    initial="draft",
    states=(
        State("draft", "Not sent yet", "you", REFERRER),
        State("sent", "Sent, waiting for an answer", "wait", RECEIVER),
        State("awaiting_information", "They asked a question", "ask", REFERRER),
        State("accepted", "Accepted", "go", RECEIVER),
        State("in_support", "Getting support", "go", RECEIVER),
        State("declined", "Declined", "late", REFERRER),
        State("expired", "No answer in time", "late", REFERRER),
        State("handed_back", "Handed back: they had to stop", "late", REFERRER),
        State("unable_to_contact", "Could not be reached", "late", REFERRER),
        State("finished", "Finished", "go", REFERRER),
        State("withdrawn", "Withdrawn", "ask", REFERRER),
        State("closed", "Closed", ""),
    ),
    transitions=(
        Transition("send", ("draft",), "sent", (REFERRER, PERSON), P.REFERRAL_SEND, "Send", "Sent"),
        Transition(
            "ask", ("sent",), "awaiting_information", (RECEIVER,), P.REFERRAL_ANSWER, "Ask a question", "Question asked",
            needs=("question",),
        ),
        Transition(
            "answer", ("awaiting_information",), "sent", (REFERRER,), P.REFERRAL_SEND, "Answer", "Question answered",
            needs=("answer",),
        ),
        Transition("accept", ("sent",), "accepted", (RECEIVER,), P.REFERRAL_ANSWER, "Accept", "Accepted"),
        Transition(
            "decline", ("sent", "awaiting_information"), "declined", (RECEIVER,), P.REFERRAL_ANSWER,
            "Decline, with a reason", "Declined", needs=("reason",),
        ),
        Transition(
            "redirect", ("declined", "expired", "handed_back"), "closed", (REFERRER,), P.REFERRAL_SEND, "Try another place",
            "Passed on to another place", needs=("service",),
        ),
        Transition(
            "expire", ("sent", "awaiting_information"), "expired", (CLOCK,), P.REFERRAL_CLOCK, "", "No answer in time",
        ),
        Transition(
            "hand_back", ("sent", "awaiting_information", "accepted", "in_support"), "handed_back", (CLOCK,),
            P.REFERRAL_CLOCK, "", "Handed back: they had to stop", needs=("reason",),
        ),
        Transition(
            "hand_on",
            (
                "draft", "sent", "awaiting_information", "accepted", "in_support", "declined", "expired",
                "handed_back", "unable_to_contact", "finished", "withdrawn",
            ),
            STAYS, (CLOCK,), P.REFERRAL_CLOCK, "", "Taken over by the front door", needs=("reason",),
        ),
        Transition(
            "withdraw", ("draft", "sent", "awaiting_information", "accepted", "in_support"), "withdrawn",
            (REFERRER, PERSON),
            P.REFERRAL_WITHDRAW, "Withdraw", "Withdrawn", needs=("reason",),
        ),
        Transition(
            "begin_support", ("accepted",), "in_support", (RECEIVER,), P.REFERRAL_REPORT, "First contact made",
            "Support began", needs=("first_contact",),
        ),
        Transition(
            "check_in", ("accepted", "in_support"), STAYS, (RECEIVER,), P.REFERRAL_REPORT, "Say how it is, with a new day",
            "Checked in", needs=("next_day",),
        ),
        Transition(
            "no_contact", ("accepted",), "unable_to_contact", (RECEIVER,), P.REFERRAL_REPORT, "Could not reach them",
            "Could not be reached", needs=("attempts",),
        ),
        Transition(
            "finish", ("in_support",), "finished", (RECEIVER,), P.REFERRAL_REPORT, "Finished", "Finished",
            needs=("outcome",),
        ),
        Transition(
            "new_day", ("draft", "declined", "expired", "handed_back", "unable_to_contact", "finished", "withdrawn"), STAYS,
            (REFERRER,), P.REFERRAL_SEND, "Not today: another day", "Put to another day", needs=("next_day", "reason"),
        ),
        Transition(
            "close", ("declined", "handed_back", "unable_to_contact", "finished", "withdrawn", "expired"), "closed",
            (REFERRER, PERSON), P.REFERRAL_CLOSE, "Close the loop", "Closed", needs=("told",),
        ),
        Transition(
            "reopen", ("closed",), None, (REFERRER,), P.REFERRAL_CLOSE, "Open again", "Opened again",
            needs=("reason",), within_days=30,
        ),
    ),
)  # fmt: skip

REQUEST = StateTable(
    name="request",
    initial="new",
    states=(
        State("new", "New", "you", REFERRER),
        State("taken_on", "Taken on", "go", REFERRER),
        State("closed", "Closed", ""),
    ),
    transitions=(
        Transition("take_on", ("new",), "taken_on", (REFERRER,), P.REQUEST_WORK, "Take this on", "Taken on"),
        Transition(
            "hand_on", ("new", "taken_on"), "new", (CLOCK,), P.REFERRAL_CLOCK, "", "Taken over by the front door",
            needs=("reason",),
        ),
        Transition(
            "close", ("new", "taken_on"), "closed", (REFERRER, PERSON), P.REQUEST_WORK, "Close", "Closed",
            needs=("reason", "told"),
        ),
        Transition(
            "reopen", ("closed",), "taken_on", (REFERRER, PERSON), P.REQUEST_WORK, "Open again", "Opened again",
            needs=("reason",), within_days=30,
        ),
    ),
)  # fmt: skip
