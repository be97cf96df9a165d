"""Courses, their sessions, who booked, and what they hold afterwards. Nothing here is about a person supported."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from alongside.foundation.access.permissions import role_choices
from alongside.foundation.tenancy.models import AllianceKey, AllianceModel
from alongside.foundation.workflow.clock import now
from alongside.foundation.workflow.models import Stateful, Step
from alongside.membership.models import Organisation

from .states import BOOKING, SESSION
from .vocabulary import COULD_TAKE_PART, FORMATS, USEFUL

MOST_PLACES = 500
WAITING_OR_BOOKED = Q(state__in=BOOKING.open_states())


class Course(AllianceModel):
    """Something that can be learned, offered by an organisation to all the others."""

    title = models.CharField(max_length=120)
    learn = models.TextField(help_text="What you will be able to do, in plain words.")
    for_whom = models.CharField(max_length=300)
    organisation = AllianceKey("membership.Organisation", related_name="+", help_text="Who offers it.")
    needs = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    priorities = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(help_text="How long it takes in all.")
    format = models.CharField(max_length=10, choices=FORMATS)
    access = models.TextField(blank=True, help_text="Steps, hearing loop, breaks, captions, quiet room.")
    cost = models.DecimalField(max_digits=7, decimal_places=2, default=0, help_text="Pounds; usually none.")
    gives_certificate = models.BooleanField(default=True)
    valid_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: it does not run out."
    )
    ended_on = models.DateField(null=True, blank=True, help_text="No longer offered from this day.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "title"], name="course_title_once")]

    def __str__(self) -> str:
        return self.title


class Facilitator(AllianceModel):
    """Someone named who gives a course. Experts by experience are marked, because it is the point."""

    course = AllianceKey(Course, models.CASCADE, related_name="facilitators")
    name = models.CharField(max_length=100)
    lived_experience = models.BooleanField(default=False)
    user = AllianceKey("accounts.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "name"], name="facilitator_once")]

    def __str__(self) -> str:
        return self.name


class Session(Stateful):
    """A course on a day. Places are shared fairly until ``fair_until``, and then open to everyone (rules.py)."""

    course = AllianceKey(Course, related_name="sessions", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    more_days = ArrayField(models.DateField(), default=list, blank=True, help_text="The same hours again.")
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(blank=True, help_text="Shown to those who have a place, and to nobody else.")
    places = models.PositiveSmallIntegerField()
    held_places = models.PositiveSmallIntegerField(default=0, help_text="Held for small organisations.")
    most_each = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="People from one organisation."
    )
    fair_until = models.DateField(help_text="From this day every place is open to everyone.")
    reminded_days = models.PositiveSmallIntegerField(
        null=True, help_text="The last reminder: 7 or 1 days before."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="session_state_known", condition=Q(state__in=[state.name for state in SESSION.states])
            ),
            models.CheckConstraint(
                name="session_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            ),
            models.CheckConstraint(
                name="session_places_make_sense",
                condition=Q(places__gte=1, places__lte=MOST_PLACES, held_places__lte=F("places")),
            ),
        ]
        indexes = [
            models.Index(fields=["alliance", "state", "starts_at", "id"], name="session_programme"),
            models.Index(fields=["course", "starts_at"], name="session_course"),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} on {self.starts_at:%Y-%m-%d}"


class SessionStep(Step):
    """One thing that happened to a session."""

    session = AllianceKey(Session, models.CASCADE, related_name="steps", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "number"], name="session_step_once")]


class SessionNote(AllianceModel):
    """What a trainer wants everyone who comes to know. The message about it holds only a link to it."""

    session = AllianceKey(Session, models.CASCADE, related_name="notes")
    words = models.TextField()
    by = models.CharField(max_length=400)
    at = models.DateTimeField(default=now)

    def __str__(self) -> str:
        return f"Note of {self.at:%Y-%m-%d}"


class Booking(Stateful):
    """Someone's place in the line of a session, and what came of it."""

    session = AllianceKey(Session, related_name="bookings", db_index=False)
    user = AllianceKey("accounts.User", models.CASCADE, related_name="+", db_index=False)
    organisation = AllianceKey("membership.Organisation", related_name="+", help_text="Whom they come from.")
    from_small = models.BooleanField(help_text="Whether that was a small organisation when they booked.")
    line = models.PositiveIntegerField(help_text="Their number in the line: strictly as they came.")
    booked_by = models.CharField(max_length=400)
    feedback_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="booking_state_known", condition=Q(state__in=[state.name for state in BOOKING.states])
            ),
            models.UniqueConstraint(fields=["session", "line"], name="booking_line_once"),
            models.UniqueConstraint(
                fields=["session", "user"], name="booking_open_once", condition=WAITING_OR_BOOKED
            ),
        ]
        indexes = [
            models.Index(fields=["session", "state", "line"], name="booking_in_line"),
            models.Index(fields=["user", "state"], name="booking_user"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}, number {self.line}"


class BookingStep(Step):
    """One thing that happened to a booking."""

    booking = AllianceKey(Booking, models.CASCADE, related_name="steps", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["booking", "number"], name="booking_step_once")]


class Certificate(AllianceModel):
    """What someone who came can show, in the words of that day. ``code`` lets anyone check it."""

    booking = AllianceKey(Booking, related_name="certificates", db_index=False)
    user = AllianceKey("accounts.User", models.CASCADE, related_name="+", db_index=False)
    course = AllianceKey(Course, related_name="certificates")
    name = models.CharField(max_length=200)
    course_title = models.CharField(max_length=120)
    given_by = models.CharField(max_length=200)
    given_on = models.DateField()
    runs_out_on = models.DateField(null=True)
    code = models.CharField(max_length=12)
    withdrawn_at = models.DateTimeField(null=True)
    reminded_days = models.PositiveSmallIntegerField(
        null=True, help_text="The last reminder: 60 or 14 days before."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "code"], name="certificate_code_once"),
            models.UniqueConstraint(
                fields=["booking"], name="certificate_standing_once", condition=Q(withdrawn_at__isnull=True)
            ),
        ]
        indexes = [
            models.Index(fields=["user", "course"], name="certificate_holder"),
            models.Index(fields=["alliance", "runs_out_on"], name="certificate_runs_out"),
        ]

    def __str__(self) -> str:
        return self.code


class Feedback(AllianceModel):
    """What someone said of a session. No key leads to who it was, and its id, by chance, says no time either."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = AllianceKey(Session, models.CASCADE, related_name="feedback")
    useful = models.PositiveSmallIntegerField(choices=USEFUL)
    took_part = models.CharField(max_length=10, choices=COULD_TAKE_PART)
    will_do = models.TextField(blank=True, help_text="What they will do differently.")
    change = models.TextField(blank=True, help_text="What would make it better.")

    def __str__(self) -> str:
        return f"Answer about {self.session_id}"


class Requirement(AllianceModel):
    """Everyone with a role at a kind of organisation needs a course. Empty: every role, every kind."""

    course = AllianceKey(Course, models.CASCADE, related_name="requirements")
    role = models.CharField(max_length=30, choices=role_choices(), blank=True)
    kind = models.CharField(max_length=20, choices=Organisation.Kind.choices, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "role", "kind"], name="required_once")]

    def __str__(self) -> str:
        return f"{self.course_id} for {self.role or 'everyone'}"
