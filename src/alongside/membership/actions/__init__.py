"""Every write about organisations, their papers and terms, and who asks to join."""

from .importing import Imported, import_members
from .joining import (
    answer_panel,
    appeal,
    expire_application,
    expire_applications,
    save_page,
    send_application,
    start_application,
    withdraw_application,
)
from .organisations import know_organisation
from .panel import advise, ask_applicant, decide, declare, name_readers
from .people import add_representative, end_representative, offer_places, remove_contact, set_contact
from .reminding import remind, remind_by_clock, run_reminders
from .standing import (
    add_evidence,
    check_evidence,
    end_pause,
    end_requirement,
    end_suspension,
    pause,
    record_leaving,
    refuse_evidence,
    set_requirement,
    suspend,
)
from .terms import accept_terms, draft_terms, publish_terms

__all__ = [
    "Imported",
    "accept_terms",
    "add_evidence",
    "add_representative",
    "advise",
    "answer_panel",
    "appeal",
    "ask_applicant",
    "check_evidence",
    "decide",
    "declare",
    "draft_terms",
    "end_pause",
    "end_representative",
    "end_requirement",
    "end_suspension",
    "expire_application",
    "expire_applications",
    "import_members",
    "know_organisation",
    "name_readers",
    "offer_places",
    "pause",
    "publish_terms",
    "record_leaving",
    "refuse_evidence",
    "remind",
    "remind_by_clock",
    "remove_contact",
    "run_reminders",
    "save_page",
    "send_application",
    "set_contact",
    "set_requirement",
    "start_application",
    "suspend",
    "withdraw_application",
]
