"""Numbers of charities and companies, checked for form. Whether one is registered is for its register to say."""

import re

# Source: the registers' own formats. England and Wales 6 or 7 digits, Scotland SC and 6, Northern Ireland NIC and 6;
# Companies House 8 digits, or two letters and 6.
CHARITY = re.compile(r"\d{6,7}|SC\d{6}|NIC\d{6}")
COMPANY = re.compile(r"\d{8}|[A-Z]{2}\d{6}")
_SHORT_COMPANY = re.compile(r"\d{6,7}")


def charity_number(text: str) -> str:
    """The number without spaces, in capitals; "" if it has not the form of one."""
    plain = _plain(text)
    return plain if CHARITY.fullmatch(plain) else ""


def company_number(text: str) -> str:
    """The same for a company or CIC; zeros that a spreadsheet took from the front are put back."""
    plain = _plain(text)
    if _SHORT_COMPANY.fullmatch(plain):
        plain = plain.zfill(8)
    return plain if COMPANY.fullmatch(plain) else ""


def _plain(text: str) -> str:
    return re.sub(r"[\s.\-/]", "", text).upper()
