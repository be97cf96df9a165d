"""Offering a course."""

from decimal import Decimal
from typing import Any

from django import forms

from alongside.directory.queries import need_choices
from alongside.foundation.design.forms import OnceForm

from ..vocabulary import FORMATS, PRIORITIES

# Fields of the form that are fields of a course, as they are.
AS_THEY_ARE = (
    "title", "learn", "for_whom", "format", "access", "cost", "needs", "priorities", "valid_months",
)  # fmt: skip
MOST_FACILITATORS = 3
CERTIFICATES = [
    ("none", "No certificate"),
    ("lasting", "A certificate that does not run out"),
    ("months", "A certificate that runs out"),
]


def _long(label: str, hint: str = "", *, needed: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=needed, max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class CourseForm(OnceForm):
    """A course, with the people who give it in numbered rows: facilitators() puts them together."""

    small = ("format", "certificate", "needs", "priorities", "lived_1", "lived_2", "lived_3")
    widths = {"hours": 4, "cost": 5, "valid_months": 3}
    conditional = {"certificate": {"months": "valid_months"}}

    title = forms.CharField(label="What is it called?", max_length=120)
    learn = _long("What will people be able to do afterwards?")
    for_whom = forms.CharField(label="Who is it for?", max_length=300, help_text="Say who is welcome, too.")
    format = forms.ChoiceField(label="How is it given?", choices=FORMATS, widget=forms.RadioSelect)
    hours = forms.DecimalField(
        label="How many hours does it take?", min_value=Decimal("0.5"), max_value=100, decimal_places=2
    )
    access = _long(
        "How can everyone take part?", "Steps, hearing loop, breaks, captions, a quiet room.", needed=False
    )
    cost = forms.DecimalField(
        label="What does a place cost, in pounds?", min_value=0, max_value=9999, decimal_places=2, initial=0
    )
    certificate = forms.ChoiceField(
        label="What do people get?", choices=CERTIFICATES, widget=forms.RadioSelect, initial="lasting"
    )
    valid_months = forms.IntegerField(label="After how many months?", min_value=1, max_value=120)
    needs = forms.MultipleChoiceField(
        label="Which needs does it help with?", required=False, widget=forms.CheckboxSelectMultiple
    )
    priorities = forms.MultipleChoiceField(
        label="Which of our priorities does it serve?",
        choices=PRIORITIES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, course: Any = None, **kwargs: Any) -> None:
        if course is not None:
            kwargs["initial"] = {**_initial(course), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = need_choices(staff=True)  # type: ignore[attr-defined]

    def get_fields_of(self, number: int) -> list[Any]:
        """The drawn fields of one facilitator."""
        return [self[f"{name}_{number}"] for name in ("name", "email", "lived")]

    @property
    def rows(self) -> list[list[Any]]:
        return [self.get_fields_of(number) for number in range(1, MOST_FACILITATORS + 1)]

    def about(self) -> dict[str, Any]:
        """What the actions call ``about``."""
        said = self.cleaned_data
        return {
            **{name: said[name] for name in AS_THEY_ARE},
            "minutes": int(said["hours"] * 60),
            "gives_certificate": said["certificate"] != "none",
        }

    def facilitators(self) -> list[dict[str, Any]]:
        said = self.cleaned_data
        return [
            {
                "name": said[f"name_{number}"],
                "email": said[f"email_{number}"],
                "lived_experience": said[f"lived_{number}"],
            }
            for number in range(1, MOST_FACILITATORS + 1)
        ]


for _number in range(1, MOST_FACILITATORS + 1):
    CourseForm.base_fields |= {  # type: ignore[misc]
        f"name_{_number}": forms.CharField(label=f"Name of person {_number}", required=False, max_length=100),
        f"email_{_number}": forms.EmailField(
            label=f"Their email, if person {_number} signs in here and takes the register", required=False
        ),
        f"lived_{_number}": forms.BooleanField(
            label=f"Person {_number} is an expert by experience", required=False
        ),
    }


def _initial(course: Any) -> dict[str, Any]:
    certificate = "none" if not course.gives_certificate else "months" if course.valid_months else "lasting"
    initial = {name: getattr(course, name) for name in AS_THEY_ARE}
    initial |= {"hours": Decimal(course.minutes) / 60, "certificate": certificate}
    for number, one in enumerate(list(course.facilitators.all())[:MOST_FACILITATORS], 1):
        initial |= {f"name_{number}": one.name, f"lived_{number}": one.lived_experience}
        initial[f"email_{number}"] = one.user.email if one.user_id else ""
    return initial
