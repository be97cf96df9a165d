"""What the pages about the open directory say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.foundation.design.formats import plural


@dataclass(frozen=True)
class Form:
    """One form that the directory can be taken in."""

    title: str
    about: str
    label: str
    href: str


@dataclass(frozen=True)
class TakePage:
    lead: str
    forms: Sequence[Form]
    programs: str


@dataclass(frozen=True)
class Address:
    """An address of the API with its parameters, (name, about)."""

    path: str
    href: str
    about: str
    parameters: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class DocumentationPage:
    base: str
    addresses: Sequence[Address]
    everything: str
    openapi: str
    take: str


def take_page(services: int, alliance: str, whole: Mapping[str, str], programs: str) -> TakePage:
    """`whole` is where each form lies: csv, json and zip."""
    return TakePage(
        f"{plural(services, 'service')} in the directory of {alliance}. It is yours to use, and there is nobody to ask.",
        (
            Form("A sheet", "One row for each service. Opens in Excel, Numbers or LibreOffice.",
                 "Get the sheet (CSV)", whole["csv"]),
            Form("Tables", "Every place, telephone number and time in tables of their own, with a description of"
                 " each (HSDS data package). For another directory.", "Get the tables (zip)", whole["zip"]),
            Form("Records", "Each service with all that belongs to it (Open Referral UK 3.0). For a program.",
                 "Get the records (JSON)", whole["json"]),
        ),
        programs,
    )  # fmt: skip


def documentation_page(
    base: str,
    lists: Sequence[tuple[str, tuple[str, str], Sequence[tuple[str, str]]]],
    openapi: str,
    take: str,
) -> DocumentationPage:
    """`lists` are (path, its noun and its plural, parameters)."""
    addresses = [Address("/", f"{base}/", "Which standard this is, and where it is described.")]
    first, told = lists[0][0], set(lists[0][2])
    for path, (noun, nouns), parameters in lists:
        about = f"A page of {nouns}."
        if path != first and told <= set(parameters):
            parameters = [one for one in parameters if one not in told]
            about += f" It takes what /{first} takes, and these too:"
        addresses.append(Address(f"/{path}", f"{base}/{path}", about, parameters))
        addresses.append(Address(f"/{path}/{{id}}", "", f"One {noun} with all that is known of it."))
    everything = f"{base}/services?full=true&per_page=500"
    return DocumentationPage(base, addresses, everything, openapi, take)
