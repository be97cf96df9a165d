"""Every write about requests and referrals."""

from .answer import accept_referral, ask_question, decline_referral
from .ask import ask_for_help
from .clock import expire_referral, remind_receiver, run_clock
from .consent import stop_sharing
from .days import check_in, put_to_another_day
from .handover import hand_over, hand_over_now, leave_alliance, run_handovers, suspend_member
from .own_page import give_own_page, send_fresh_code, tell_person
from .reopen import reopen_referral
from .requests import (
    assign_request,
    close_request,
    open_request,
    reopen_request,
    set_next_step,
    stop_request,
    take_on_request,
)
from .send import (
    answer_question,
    prepare_referral,
    redirect_referral,
    refer,
    refer_without_consent,
    send_referral,
)
from .support import (
    begin_support,
    close_referral,
    finish_support,
    report_no_contact,
    withdraw_referral,
)
from .tell import send_fresh_link
from .together import assign_requests, move_days
from .waits import run_waits

__all__ = [
    "accept_referral",
    "answer_question",
    "ask_for_help",
    "ask_question",
    "assign_request",
    "assign_requests",
    "begin_support",
    "check_in",
    "close_referral",
    "close_request",
    "decline_referral",
    "expire_referral",
    "finish_support",
    "give_own_page",
    "hand_over",
    "hand_over_now",
    "leave_alliance",
    "move_days",
    "open_request",
    "prepare_referral",
    "put_to_another_day",
    "redirect_referral",
    "refer",
    "refer_without_consent",
    "remind_receiver",
    "reopen_referral",
    "reopen_request",
    "report_no_contact",
    "run_clock",
    "run_handovers",
    "run_waits",
    "send_fresh_code",
    "send_fresh_link",
    "send_referral",
    "set_next_step",
    "stop_request",
    "stop_sharing",
    "suspend_member",
    "take_on_request",
    "tell_person",
    "withdraw_referral",
]
