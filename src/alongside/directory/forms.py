"""Forms for finding help. Nothing is compulsory and nothing typed is refused."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.foundation.design.forms.form import AlongsideForm

FOR_WHOM = [("self", _("Me")), ("carer", _("Someone I care about")), ("worker", _("Someone I work with"))]
REASONS = [
    ("nothing_fits", _("It isn’t what I need")),
    ("too_far", _("It’s all too far")),
    ("no_room", _("They’re full, or the wait is too long")),
    ("not_for_me", _("It isn’t for someone like me")),
]
ONLY = [
    ("room", _("Has room now")),
    ("evenings", _("Evenings or weekends")),
    ("open_now", _("Open now")),
    ("remote", _("By phone or online")),
    ("in_person", _("Face to face")),
    ("free", _("Free")),
    ("self_refer", _("No referral needed")),
    ("step_free", _("Step-free")),
]


class FindForm(AlongsideForm):
    """What is going on, where, and for whom."""

    words = forms.CharField(
        label=_("In your own words"),
        required=False,
        help_text=_("A few words is fine. Like: “I can’t sleep and the bills are piling up.”"),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "true"}),
    )
    postcode = forms.CharField(
        label=_("Your postcode"),
        required=False,
        help_text=_("Or just the start."),
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "spellcheck": "false"}),
    )
    for_whom = forms.ChoiceField(
        label=_("Who is it for?"), required=False, choices=FOR_WHOM, initial="self", widget=forms.RadioSelect
    )
    widths = {"postcode": 10}
    small = ("for_whom",)


class NarrowForm(AlongsideForm):
    """Beside the results: what we heard, and what to leave out."""

    needs = forms.MultipleChoiceField(
        label=_("Did we hear you right?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    only = forms.MultipleChoiceField(
        label=_("Only show"), required=False, choices=ONLY, widget=forms.CheckboxSelectMultiple
    )
    age = forms.IntegerField(
        label=_("Age"),
        required=False,
        min_value=0,
        max_value=120,
        help_text=_("Of the person it is for"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    widths = {"age": 3}
    small = ("needs", "only")
    label_size = "s"
    says_optional = False

    def __init__(self, *args: Any, needs: list[tuple[str, str]], languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = needs  # type: ignore[attr-defined]
        spoken = [("", _("Any language")), *((name, name) for name in languages if name != "English")]
        self.fields["language"].choices = spoken  # type: ignore[attr-defined]
        if len(spoken) == 1:
            del self.fields["language"]


class TryForm(AlongsideForm):
    """A sentence to try."""

    sentence = forms.CharField(
        label="Try a sentence",
        required=False,
        help_text="As people type it. It stays in your own session and goes when you sign out.",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    says_optional = False


class TeachForm(AlongsideForm):
    """A phrase of the alliance's own, and what it means."""

    phrase = forms.CharField(
        label="Teach a phrase",
        max_length=200,
        help_text="The few words that matter. Small words between them and slips of spelling are understood.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Write the words to teach"},
    )
    means = forms.ChoiceField(
        label="These words", choices=[("yes", "mean"), ("no", "do not mean")], initial="yes"
    )
    need = forms.ChoiceField(label="Need", error_messages={"required": "Choose what these words mean"})
    says_optional = False

    def __init__(self, *args: Any, needs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need"].choices = needs  # type: ignore[attr-defined]


class KeepForm(AlongsideForm):
    """Which list of the organisation's a service goes on: one that there is, or a new one."""

    where = forms.ChoiceField(
        label="Which list?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a list, or a new one"},
    )
    name = forms.CharField(
        label="What is the new list called?",
        help_text="Like: Debt help near Grimsby. Never a person’s name.",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Give the new list a name"},
    )
    conditional = {"where": {"new": "name"}}
    says_optional = False

    def __init__(self, *args: Any, lists: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = [*lists, ("new", "A new list")]  # type: ignore[attr-defined]
        if not lists:
            del self.fields["where"]


class RenameForm(AlongsideForm):
    """What a list is called."""

    name = forms.CharField(
        label="What the list is called",
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Give the list a name"},
    )
    label_size = "s"
    says_optional = False
