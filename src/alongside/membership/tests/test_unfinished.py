"""Applications that are left unfinished or taken back, and who comes back after leaving."""

import pytest

from alongside.foundation.access.errors import DomainError, NotFound
from alongside.foundation.messages.models import Message
from alongside.foundation.workflow.clock import at, later, today
from alongside.membership import actions
from alongside.membership.models import Application, Organisation
from alongside.membership.queries import applications, find_application

from .test_joining import applicant, begin, office, read, send

__all__ = ["office"]
pytestmark = pytest.mark.django_db


def typed_of(application):
    fields = [name for names in actions.joining.PAGES.values() for name in names]
    return [getattr(application, name) for name in (*fields, "contact_email", "plain_name", "pages_done")]


def told(email):
    return Message.objects.filter(template="joining", to=email).count()


@pytest.mark.parametrize("how", ["expired", "withdrawn"])
def test_what_was_never_sent_is_read_by_nobody_and_forgotten(alliance, office, how):
    one = begin(alliance)
    begun = told("jo@cup.example")
    if how == "withdrawn":
        actions.withdraw_application(one, by=applicant(one))
    else:
        with at(later(days=62)):
            assert actions.expire_applications(alliance) == 1
    one = Application.objects.get(pk=one.pk)
    assert one.state == how and not any(typed_of(one))
    assert told("jo@cup.example") == begun + 1
    assert one not in applications(by=office["gemma"])
    with pytest.raises(NotFound):
        find_application(one.pk, by=office["gemma"])


def test_a_question_is_waited_for_from_the_day_that_it_was_asked(alliance, office):
    one = send(begin(alliance))
    with at(later(days=70)):
        read(one, office, "ann", "ben")
        actions.ask_applicant(one, question="Who insures you?", by=office["gemma"])
    for days, ended in ((71, 0), (130, 0), (131, 1)):
        with at(later(days=days)):
            assert actions.expire_applications(alliance) == ended, days
    one = Application.objects.get(pk=one.pk)
    assert one.state == "expired" and one.name and one.contact_email, "the panel had it"
    assert find_application(one.pk, by=office["gemma"]).pk == one.pk


def test_a_second_look_and_a_second_application_are_not_both_let_in(alliance, office):
    one, other = send(begin(alliance)), begin(alliance, "other@cup.example")
    read(one, office, "ann", "ben", advice="decline")
    actions.decide(one, yes=False, reason="Not yet.", by=office["gemma"])
    other = send(other)
    with pytest.raises(DomainError, match="already"):
        actions.appeal(one, reason="We are ready.", by=applicant(one))
    actions.withdraw_application(other, by=applicant(other))
    actions.appeal(one, reason="We are ready.", by=applicant(one))
    assert one.state == "appealed"


def test_what_is_sent_is_what_was_checked(alliance, office):
    """A page saved while it is being sent, in another window, is not sent unchecked."""
    send(begin(alliance))
    stale = begin(alliance, "other@cup.example", name="Elsewhere", number="7654321")
    actions.save_page(stale, page="about", values={"name": "Second Cup"}, by=applicant(stale))
    stale.name = "Elsewhere"
    with pytest.raises(DomainError, match="already"):
        send(stale)


def test_who_left_may_ask_to_join_again(alliance, office):
    def joins():
        one = send(begin(alliance))
        read(one, office, "ann", "ben")
        return actions.decide(one, yes=True, reason="They fit.", by=office["gemma"]).organisation

    first = joins()
    with pytest.raises(DomainError, match="already"):
        send(begin(alliance))
    Organisation.objects.filter(pk=first.pk).update(left_on=today())
    second = joins()
    assert second.pk != first.pk and second.slug != first.slug and second.left_on is None
