"""What the person can change from their page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.referrals.queries.own_page import OwnRecord


def choices(record: OwnRecord) -> list[dict[str, str]]:
    """Ways on, in order. Where several requests are open, each is told apart by its reference."""
    several = len(record.open_requests) > 1
    ends = [
        {
            "label": _("I don’t want this help any more") + (f" ({one.reference})" if several else ""),
            "href": reverse("referrals:own_end", args=[one.pk]),
        }
        for one in record.open_requests
    ]
    return [
        *ends,
        {"label": _("Change how you reach me"), "href": reverse("referrals:own_reach")},
        {"label": _("Get a copy of my record"), "href": reverse("home:own_copy")},
        {"label": _("Get a copy for a computer"), "href": reverse("home:own_copy_json")},
    ]
