"""Every write about organisations, their papers and terms, and who asks to join."""

from .importing import Imported, import_members
from .organisations import know_organisation
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

__all__ = [
    "Imported",
    "add_evidence",
    "check_evidence",
    "end_pause",
    "end_requirement",
    "end_suspension",
    "import_members",
    "know_organisation",
    "pause",
    "record_leaving",
    "refuse_evidence",
    "remind",
    "remind_by_clock",
    "run_reminders",
    "set_requirement",
    "suspend",
]
