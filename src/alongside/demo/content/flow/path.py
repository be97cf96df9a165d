"""What happens to a referral, and how soon: the chances of the demo."""

from datetime import timedelta

from ..words import replies
from .history import CheckIn
from .referral import EXPIRY, Life


def live(life: Life) -> None:
    """Walk from draft to wherever today finds it."""
    roll = life.roll
    if roll.random() < 0.015:
        if life.do("withdraw", life.wait(1), **_withdrawal(life)):
            _close(life)
        return
    if not send(life, life.wait(0.05, 1.2, 3)):
        return
    sent = life.clock
    if roll.random() < 0.12 and not ask_and_answer(life):
        return
    if life.state == "expired":
        _close_or_wait(life)
        return
    fate = roll.random()
    if fate < 0.055:
        if life.do("expire", max(sent + EXPIRY - life.clock, 0.5)):
            _close_or_wait(life)
    elif fate < 0.25:
        if decline(life, life.wait(1.5 if life.urgent else 3.5, 0.6, 9.5)):
            _close_or_wait(life)
    elif fate < 0.275:
        if life.do("withdraw", life.wait(3, 0.5, 9), **_withdrawal(life)):
            _close(life)
    else:
        accepted(life)


def send(life: Life, after: float) -> bool:
    roll = life.roll
    way = roll.choices([w for w, _ in replies.CONSENT_WAYS], [n for _, n in replies.CONSENT_WAYS])[0]
    basis = roll.choice(replies.LAWFUL_BASES) if life.urgent and roll.random() < 0.06 else ""
    note = roll.choice(replies.SEND_NOTES)
    return life.do("send", after, consent="" if basis else way, lawful_basis=basis, note=note)


def ask_and_answer(life: Life) -> bool:
    """A question and mostly its answer; False when today comes first. May end expired."""
    question, answer = life.roll.choice(replies.QUESTIONS)
    if not life.do("ask", life.wait(1.5, 0.6, 6), note=question):
        return False
    if life.roll.random() < 0.1:
        return life.do("expire", EXPIRY)
    return life.do("answer", life.wait(1.2, 0.9, 8), note=answer)


def decline(life: Life, after: float) -> bool:
    roll = life.roll
    reason = roll.choices(list(replies.DECLINES), [weight for weight, _, _ in replies.DECLINES.values()])[0]
    suggestion = ""
    if replies.DECLINES[reason][1] == "provider" and roll.random() < 0.45:
        suggestion = roll.choice(replies.SUGGESTIONS)
    return life.do(
        "decline", after, reason=reason, note=roll.choice(replies.DECLINES[reason][2]), suggestion=suggestion
    )


def accept(life: Life, after: float, begins: float) -> bool:
    """Accept, promising the next contact: when support begins or in four weeks, whichever is sooner."""
    promise = min(begins, 5 if life.urgent else 20)
    promised = life.days.on(min(life.clock + after + promise, len(life.days.days) - 1))
    return life.do("accept", after, next_contact=promised, note=life.roll.choice(replies.ACCEPTS))


def accepted(life: Life) -> None:
    """From acceptance on: waiting well, support, its end, and the person told."""
    roll = life.roll
    begins = life.wait(2.5, 0.5) if life.urgent else life.wait(30 if life.slow else 8.5, 0.7, 180)
    if not accept(life, life.wait(1 if life.urgent else 4, 0.55, 9.5), begins):
        return
    fate = roll.random()
    if fate < 0.07:
        after = life.wait(10, 0.4)
        check_in(life, after)
        if life.do("no contact", after, note=roll.choice(replies.NO_CONTACT)):
            _close(life)
        return
    if fate < 0.11:
        after = life.wait(8, 0.6)
        check_in(life, after)
        if life.do("withdraw", after, **_withdrawal(life)):
            _close(life)
        return
    check_in(life, begins)
    if not life.do("begin support", begins, note=roll.choice(replies.BEGINS)):
        return
    if finish(life, life.wait(90 if life.slow else 45, 0.5)):
        _close(life)


def finish(life: Life, after: float) -> bool:
    roll = life.roll
    outcome = roll.choices(list(replies.OUTCOMES), [weight for weight, _ in replies.OUTCOMES.values()])[0]
    return life.do("finish", after, outcome=outcome, note=roll.choice(replies.OUTCOMES[outcome][1]))


def check_in(life: Life, length: float) -> None:
    """Somebody rings while they wait: weekly when urgent, four-weekly otherwise; one in eight is missed."""
    cadence = 5 if life.urgent else 20
    moment, life.checked = life.clock + cadence, life.clock
    feelings = replies.CHECK_INS
    while moment < min(life.clock + length, life.days.now):
        if life.roll.random() < 0.88:
            feeling, _, note = life.roll.choices(feelings, [weight for _, weight, _ in feelings])[0]
            when = life.days.at(moment) + timedelta(minutes=life.roll.randrange(30))
            life.checks.append(CheckIn(when, life.sent_by, feeling, note))
            life.checked = moment
        moment += cadence


def _close(life: Life) -> None:
    if not life.do("close the loop", life.wait(2.5, 0.9, 25), **life.told()):
        return
    # Some come back within the thirty days that a closed referral can be reopened.
    reopens = life.closed_from in ("finished", "unable to contact") and life.roll.random() < 0.03
    if reopens and life.do("reopen", life.wait(6, 0.5, 18), reason=life.roll.choice(replies.REOPENS)):
        life.do("close the loop", life.wait(6, 0.5, 25), **life.told())


def _close_or_wait(life: Life) -> None:
    """After a refusal or silence: the person's choice closes it; otherwise the next referral does."""
    if life.ends_by_choice() or life.roll.random() < 0.14:
        life.do("close the loop", life.wait(1.5, 0.8, 10), **life.told())


def _withdrawal(life: Life) -> dict[str, str]:
    return {
        "side": "person" if life.roll.random() < 0.4 else "referrer",
        "reason": life.roll.choice(replies.WITHDRAWS),
    }
