"""Rows of a sheet as members: each checked, each fault told with its line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import slugify

from ..models import Organisation
from ..numbers import charity_number, company_number
from .sheet import Problem, SheetRow

# What people call the columns, and what each is.
COLUMNS: dict[str, str] = {
    **dict.fromkeys(("name", "organisation", "organisation name", "member", "charity name", "group"), "name"),
    **dict.fromkeys(("kind", "type", "type of organisation", "organisation type", "legal form"), "kind"),
    **dict.fromkeys(("size", "size band"), "size"),
    **dict.fromkeys(("income", "annual income", "turnover", "yearly income"), "income"),
    **dict.fromkeys(("charity number", "charity no", "charity no.", "registered charity number", "reg number"), "charity"),
    **dict.fromkeys(("company number", "company no", "company no.", "cic number", "companies house number"), "company"),
    **dict.fromkeys(("email", "e-mail", "email address", "contact email"), "email"),
    **dict.fromkeys(("telephone", "phone", "phone number", "telephone number", "tel"), "telephone"),
    **dict.fromkeys(("purpose", "what they do", "description", "activities", "about"), "purpose"),
    **dict.fromkeys(("joined", "date joined", "joined on", "member since", "start date"), "joined"),
}  # fmt: skip
KNOWN = frozenset(COLUMNS)
_Kind, _Size = Organisation.Kind, Organisation.Size
KINDS: dict[str, str] = {
    **{label.lower(): value for value, label in _Kind.choices},
    **{value.replace("_", " "): value for value in _Kind.values},
    "registered charity": _Kind.CHARITY, "cio": _Kind.CHARITY, "cic": _Kind.COMPANY, "company": _Kind.COMPANY,
    "community interest company": _Kind.COMPANY, "social enterprise": _Kind.COMPANY, "group": _Kind.COMMUNITY_GROUP,
    "voluntary group": _Kind.COMMUNITY_GROUP, "faith group": _Kind.COMMUNITY_GROUP, "nhs": _Kind.NHS_TRUST,
    "trust": _Kind.NHS_TRUST, "gp": _Kind.GP_PRACTICE, "surgery": _Kind.GP_PRACTICE, "local authority": _Kind.COUNCIL,
    "primary care network": _Kind.PCN, "integrated care board": _Kind.ICB,
}  # fmt: skip
SIZES: dict[str, str] = {
    **{label.lower(): value for value, label in _Size.choices},
    **{value: value for value in _Size.values},
}
# Yearly income in pounds, below which each band lies: as the bands are drawn in Organisation.Size.
BANDS = ((10_000, _Size.MICRO), (100_000, _Size.SMALL), (1_000_000, _Size.MEDIUM))
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
PARTNERS = {_Kind.NHS_TRUST, _Kind.GP_PRACTICE, _Kind.PCN, _Kind.ICB, _Kind.COUNCIL}
FORMULA = re.compile(r"^\s*[=@]")


@dataclass(frozen=True)
class MemberRow:
    """One organisation, ready to be kept. ``fields`` are columns of Organisation; ``guessed`` are those of them that
    the list says nothing of, and that only someone new is given."""

    line: int
    slug: str
    fields: dict[str, Any]
    guessed: frozenset[str] = frozenset()


@dataclass
class Checked:
    """Every row that will do, and every reason why another will not."""

    rows: list[MemberRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def check_rows(rows: Iterable[SheetRow], *, today: date) -> Checked:
    """Check each row by itself, and the same organisation twice. Nothing is read from the database."""
    checked = Checked()
    first: dict[str, int] = {}
    for row in rows:
        found = {COLUMNS[name]: text for name, text in row.cells.items() if name in COLUMNS and text}
        problems = list(_problems(row.line, found, today))
        slug = slugify(found.get("name", ""))[:120]
        number = _number(found)
        for key in filter(None, (slug, number)):
            if key in first:
                problems.append(
                    Problem(row.line, "name", f"This is the organisation of line {first[key]} again")
                )
                break
            first[key] = row.line
        checked.problems += problems
        if not problems:
            guessed = frozenset() if "kind" in found else frozenset({"kind", "is_member"})
            checked.rows.append(MemberRow(row.line, slug, _fields(found, number), guessed))
    return checked


def _problems(line: int, found: dict[str, str], today: date) -> Iterator[Problem]:
    name = found.get("name", "")
    if not name or not slugify(name):
        yield Problem(line, "name", "There is no name")
    elif len(name) > 200:
        yield Problem(line, "name", "The name is longer than 200 letters")
    for column, text in found.items():
        if FORMULA.match(text):
            yield Problem(line, column, f"“{text[:40]}” is a formula, not words")
    if "kind" in found and found["kind"].lower() not in KINDS:
        yield Problem(line, "kind", f"We know no kind of organisation called “{found['kind'][:60]}”")
    if "size" in found and found["size"].lower() not in SIZES:
        yield Problem(line, "size", f"“{found['size'][:60]}” is none of: {', '.join(_Size.values)}")
    if "income" in found and _pounds(found["income"]) is None:
        yield Problem(line, "income", f"“{found['income'][:60]}” is not a sum of money")
    if "charity" in found and not charity_number(found["charity"]):
        yield Problem(
            line,
            "charity number",
            f"“{found['charity'][:60]}” should look like 1234567, SC012345 or NIC123456",
        )
    if "company" in found and not company_number(found["company"]):
        yield Problem(
            line, "company number", f"“{found['company'][:60]}” should look like 01234567 or OC123456"
        )
    if "email" in found and not _is_email(found["email"]):
        yield Problem(line, "email", f"“{found['email'][:60]}” is not an e-mail address")
    if "telephone" in found and not _telephone(found["telephone"]):
        yield Problem(line, "telephone", f"“{found['telephone'][:60]}” is not a telephone number")
    if "joined" in found:
        joined = _day(found["joined"])
        if joined is None:
            yield Problem(
                line, "joined", f"“{found['joined'][:60]}” is not a date like 3 November 2026 or 03/11/2026"
            )
        elif joined > today:
            yield Problem(line, "joined", "The day they joined is still to come")


def _fields(found: dict[str, str], number: str) -> dict[str, Any]:
    kind = KINDS.get(found.get("kind", "").lower()) or (
        _Kind.CHARITY if found.get("charity") else _Kind.COMPANY if found.get("company") else _Kind.OTHER
    )
    return {
        "name": found["name"],
        "kind": kind,
        "size": _size(found),
        "number": number,
        "email": found.get("email", ""),
        "telephone": _telephone(found.get("telephone", "")),
        "purpose": found.get("purpose", ""),
        "joined_on": _day(found["joined"]) if "joined" in found else None,
        "is_member": kind not in PARTNERS,
    }


def _number(found: dict[str, str]) -> str:
    return charity_number(found.get("charity", "")) or company_number(found.get("company", ""))


def _size(found: dict[str, str]) -> str:
    if "size" in found:
        return SIZES[found["size"].lower()]
    income = _pounds(found["income"]) if "income" in found else None
    if income is None:
        return ""
    return next((size for below, size in BANDS if income < below), _Size.LARGE)


def _pounds(text: str) -> float | None:
    plain = re.sub(r"[£,\s]", "", text)
    return float(plain) if re.fullmatch(r"\d{1,12}(\.\d+)?", plain) else None


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def _telephone(text: str) -> str:
    """As E.164; "" for what is no number. A zero that a spreadsheet took from the front is put back."""
    if not text:
        return ""
    for typed in (text, f"0{text}"):
        try:
            parsed = phonenumbers.parse(typed, "GB")
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(parsed):
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return ""


def _day(text: str) -> date | None:
    for form in DATES:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
