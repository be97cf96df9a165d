"""The forms of a referral's page: one for each thing that can happen to it, named by its event."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django import forms

from alongside.foundation.design.forms import DateField, OnceForm
from alongside.foundation.workflow.clock import today

from ..vocabulary import DECLINE_CHOICES, NEW_DATE_REASONS, OUTCOMES, TOLD_HOW, WITHDRAW_REASONS

HOW_AGREED = (("spoken", "Out loud, to me"), ("written", "In writing"))
Services = Callable[[], list[tuple[str, str]]]
NOT_YET = ("not_yet", "Not asked yet: keep it here until they agree")


def _text(label: str, *, needed: bool = True, hint: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, required=needed, help_text=hint, max_length=2000, widget=forms.Textarea({"rows": rows})
    )


def _choose(label: str, choices: Iterable[tuple[str, str]], blank: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", blank), *choices], error_messages={"required": blank})


class EventForm(OnceForm):
    """A form that moves a referral. ``seen`` is the state that its page showed.

    ``services`` gives the places to choose among: it is asked only by a form that has one to choose.
    """

    label_size = ""
    event: ClassVar[str] = ""
    button: ClassVar[str] = ""
    key: ClassVar[str] = ""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=30)

    def __init__(self, *args: Any, services: Services = list, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{self.event}_%s", **kwargs)
        self.use_services(services)

    def use_services(self, services: Services) -> None:
        """Give the services that may be chosen to the field that chooses one."""

    def typed(self) -> list[tuple[str, str]]:
        """(label, text) of everything that was typed, to be shown again when the form itself is gone."""
        return [
            (str(field.label), str(self[name].value()))
            for name, field in self.fields.items()
            if isinstance(field.widget, forms.Textarea) and self[name].value()
        ]


class SendForm(EventForm):
    event, button = "send", "Send it"
    small = ("given_how",)
    given_how = forms.ChoiceField(
        label="How did they agree?",
        choices=HOW_AGREED,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how they agreed to share this"},
    )
    evidence = forms.CharField(label="What they said, or where it is written", required=False, max_length=500)


class AcceptForm(EventForm):
    event, button, key = "accept", "Accept and tell them", "a"
    small = ("how",)
    conditional = {"how": {"date": "first_contact_on"}}
    how = forms.ChoiceField(
        label="What happens next",
        choices=[("date", "We will be in touch on a day"), ("list", "They go on our waiting list")],
        widget=forms.RadioSelect,
        initial="date",
    )
    first_contact_on = DateField(label="First contact on", earliest=today)
    note = _text("Anything the referrer should know", needed=False, rows=2)


class AskForm(EventForm):
    event, button, key = "ask", "Ask. The clock stops", "q"
    question = _text("Your question to the referrer")


class DeclineForm(EventForm):
    event, button, key = "decline", "Decline and hand back", "r"
    small = ("then",)
    conditional = {"then": {"suggest": "suggestion"}}
    reason = _choose("Reason", DECLINE_CHOICES, "Choose a reason")
    then = forms.ChoiceField(
        label="What happens for them instead?",
        choices=[("back", "Back to the referrer today"), ("suggest", "Back, with another place to try")],
        widget=forms.RadioSelect,
        initial="back",
    )
    suggestion = forms.ChoiceField(label="Which place would you try?")
    note = _text("A word to the referrer", needed=False, rows=2)

    def use_services(self, services: Services) -> None:
        self.fields["suggestion"].choices = [("", "Choose a service"), *services()]  # type: ignore[attr-defined]


class BeginForm(EventForm):
    event, button, key = "begin_support", "Say that it began", "b"
    first_contact = DateField(label="You met or spoke on", latest=today)


class CheckInForm(EventForm):
    event, button = "check_in", "Tell them, and keep the day"
    note = _text("How it is", needed=False, hint="Still waiting, going well, anything that changed.", rows=2)
    next_day = DateField(label="You look again, or are in touch, on", earliest=today)


class NewDayForm(EventForm):
    event, button = "new_day", "Put it to that day"
    next_day = DateField(label="On", earliest=today)
    reason = _choose("Why it changes", NEW_DATE_REASONS, "Choose a reason")


class NoContactForm(EventForm):
    event, button = "no_contact", "Hand back to the referrer"
    widths = {"attempts": 3}
    attempts = forms.IntegerField(label="How many times did you try?", min_value=1, max_value=99)
    note = _text("When and how you tried", needed=False, rows=2)


class FinishForm(EventForm):
    event, button = "finish", "Finish and tell the referrer"
    outcome = _choose("What came of it?", OUTCOMES, "Choose one")
    note = _text("In a sentence, if it helps", needed=False, rows=2)


class AnswerForm(EventForm):
    event, button, key = "answer", "Answer. Their clock starts again", "a"
    answer = _text("Your answer")


class WithdrawForm(EventForm):
    event, button = "withdraw", "Withdraw it"
    reason = _choose(
        "Why", [row for row in WITHDRAW_REASONS if row[0] != "sharing_stopped"], "Choose a reason"
    )


class RedirectForm(EventForm):
    event, button = "redirect", "Pass it on"
    small = ("service", "given_how")
    service = forms.ChoiceField(label="Which place?", widget=forms.RadioSelect)
    given_how = forms.ChoiceField(
        label="Have they agreed to share this with the new place?",
        choices=[*HOW_AGREED, NOT_YET],
        widget=forms.RadioSelect,
    )

    def use_services(self, services: Services) -> None:
        self.fields["service"].choices = services()  # type: ignore[attr-defined]


class CloseForm(EventForm):
    event, button = "close", "Close it"
    told = _choose("How do they know how it ended?", TOLD_HOW, "Choose one")
    note = _text("What they said", needed=False, rows=2)


class ReopenForm(EventForm):
    event, button = "reopen", "Open it again"
    reason = _text("Why", rows=2)


FORMS: dict[str, type[EventForm]] = {
    form.event: form
    for form in (
        SendForm, AcceptForm, AskForm, DeclineForm, BeginForm, CheckInForm, NoContactForm, FinishForm, AnswerForm,
        RedirectForm, CloseForm, NewDayForm, WithdrawForm, ReopenForm,
    )
}  # fmt: skip
