"""The forms of accounts."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from alongside.foundation.design.forms import AlongsideForm

PASSWORD_HINT = "12 letters or more. Three or four words that don’t belong together work well."  # noqa: S105
NO_PASSKEY = "Your browser gave us no passkey. Try once more, or choose another way"
SAID = {
    "password_too_short": "Make the password longer: 12 letters or more",
    "password_too_common": "Choose a password that is harder to guess",
    "password_too_similar": "Choose a password that is less like your name or email address",
}


def _password(label: str, *, fresh: bool, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password" if fresh else "current-password"}),
    )


def _email(autocomplete: str = "username") -> forms.EmailField:
    return forms.EmailField(
        label="Email address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"}),
    )


def _code(label: str, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
    )


class SignInForm(AlongsideForm):
    email = _email()
    password = _password("Password", fresh=False)


class ForgottenForm(AlongsideForm):
    email = _email()


class NewPasswordForm(AlongsideForm):
    """``user``: the account, so that a password like its name is refused."""

    password = _password("New password", fresh=True, hint=PASSWORD_HINT)

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password = self.cleaned_data["password"]
        try:
            validate_password(password, self.user)
        except ValidationError as error:
            raise ValidationError(
                [SAID.get(str(part.code), part.messages[0]) for part in error.error_list]
            ) from error
        return password


class ChangePasswordForm(NewPasswordForm):
    old = _password("The password you use now", fresh=False)
    field_order = ("old", "password")
    label_size = "s"


class NewAccountForm(NewPasswordForm):
    name = forms.CharField(
        label="Your name",
        help_text="As the people you work with know you. It is shown on what you do.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    field_order = ("name", "password")


class CodeForm(AlongsideForm):
    code = _code("Code", "The 6 figures your app shows now, or one of your recovery codes.")
    widths = {"code": 10}


class AppForm(AlongsideForm):
    code = _code("The code that the app shows now", "6 figures. It changes every half minute.")
    widths = {"code": 10}


class PasskeyForm(AlongsideForm):
    name = forms.CharField(
        label="What to call it",
        help_text="So that you can tell it from others: “Work laptop”, “My phone”.",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    credential = forms.JSONField(widget=forms.HiddenInput, error_messages={"required": NO_PASSKEY})


class ShowPasskeyForm(AlongsideForm):
    credential = forms.JSONField(widget=forms.HiddenInput, error_messages={"required": NO_PASSKEY})


class InviteForm(AlongsideForm):
    """``roles`` and ``organisations`` are (value, words) of what this actor may give."""

    email = _email("off")
    role = forms.ChoiceField(label="What they will do", widget=forms.RadioSelect)
    organisation = forms.ChoiceField(label="For which organisation")
    label_size = "s"

    def __init__(
        self,
        *args: Any,
        roles: list[tuple[str, str]],
        organisations: list[tuple[str, str]],
        hints: dict[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.item_hints = {"role": hints}
        if len(organisations) == 1:
            del self.fields["organisation"]
            self.only = organisations[0][0]
        else:
            self.fields["organisation"].choices = [("", "Choose one"), *organisations]  # type: ignore[attr-defined]
            self.only = ""

    @property
    def organisation_id(self) -> str:
        """The one chosen, or the only one there is."""
        return self.only or self.cleaned_data["organisation"]


class ReasonForm(AlongsideForm):
    reason = forms.CharField(
        label="Why, and how you know that it is them",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": "3"}),
    )
    label_size = "s"
