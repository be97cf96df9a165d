"""Meetings: what is on the agenda, who came and went, and what was promised."""

from django.db import models
from django.db.models import Q

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel
from alongside.foundation.workflow.models import Stateful, Step

from ..states import MEETING
from .groups import Group, Seat


class Meeting(Stateful):
    """One meeting. ``starts_at`` is a moment; it is planned and shown by London's clock."""

    group = AllianceKey(Group, models.CASCADE, related_name="meetings", db_index=False)
    title = models.CharField(max_length=120, blank=True)
    starts_at = models.DateTimeField()
    minutes_long = models.PositiveSmallIntegerField(default=120)
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True, help_text="To join from elsewhere.")
    series = models.UUIDField(null=True, help_text="Meetings that were planned in one go share it.")
    changed = models.PositiveSmallIntegerField(
        default=0, help_text="How often it moved: SEQUENCE in calendars."
    )
    changed_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="meeting_state_known", condition=Q(state__in=[state.name for state in MEETING.states])
            )
        ]
        indexes = [
            models.Index(fields=["group", "-starts_at"], name="meeting_group"),
            models.Index(fields=["alliance", "starts_at"], name="meeting_when"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} at {self.starts_at}"


class MeetingStep(Step):
    """One thing that happened to a meeting."""

    meeting = AllianceKey(Meeting, models.CASCADE, related_name="steps", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="meeting_step_once")]


class AgendaItem(AllianceModel):
    """One thing to talk about: who presents it, how long it may take, its paper, and its minutes."""

    meeting = AllianceKey(Meeting, models.CASCADE, related_name="items", db_index=False)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    presenter = models.CharField(max_length=120, blank=True)
    minutes_long = models.PositiveSmallIntegerField(default=10)
    paper = models.TextField(blank=True)
    paper_link = models.URLField(max_length=500, blank=True)
    proposal = AllianceKey("governance.Proposal", models.SET_NULL, null=True, related_name="items")
    minutes = models.TextField(blank=True)
    taken_off = models.BooleanField(default=False, help_text="Off the agenda again before the meeting.")

    class Meta:
        indexes = [models.Index(fields=["meeting", "number"], name="agenda_meeting")]

    def __str__(self) -> str:
        return self.title


class Presence(AllianceModel):
    """Someone sent apologies, arrived or left. Never changed: who is here now is the last word of each.

    A seat's own, or with ``seat`` null someone who came without one, by ``guest``.
    """

    class Kind(models.TextChoices):
        APOLOGIES = "apologies", "Sent apologies"
        COMING = "coming", "Can come after all"
        ARRIVED = "arrived", "Arrived"
        LEFT = "left", "Left"

    meeting = AllianceKey(Meeting, models.CASCADE, related_name="presences", db_index=False)
    seat = AllianceKey(Seat, models.CASCADE, null=True, related_name="+")
    user = AllianceKey("accounts.User", null=True, related_name="+")
    guest = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["meeting", "at"], name="presence_meeting")]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at}"


class ActionPoint(AllianceModel):
    """Something that someone took on at a meeting. It comes up at each meeting of the group until it is done."""

    group = AllianceKey(Group, models.CASCADE, related_name="action_points", db_index=False)
    meeting = AllianceKey(Meeting, models.CASCADE, related_name="action_points")
    item = AllianceKey(AgendaItem, models.SET_NULL, null=True, related_name="action_points")
    words = models.CharField(max_length=300)
    owner = AllianceKey("accounts.User", related_name="+", db_index=False)
    due_on = models.DateField()
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    dropped = models.BooleanField(default=False, help_text="No longer needed, rather than done.")
    note = models.CharField(max_length=500, blank=True)
    reminded_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["group", "due_on"], name="action_open", condition=Q(done_at__isnull=True)),
            models.Index(fields=["owner", "due_on"], name="action_owner"),
        ]

    def __str__(self) -> str:
        return self.words
