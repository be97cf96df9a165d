"""Lists of services that an organisation keeps for its own work."""

from django.db import models
from django.db.models.functions import Lower

from alongside.foundation.tenancy.models import AllianceKey, AllianceModel
from alongside.foundation.workflow.clock import now

from .services import Service


class ServiceList(AllianceModel):
    """A named list, such as “Debt help near Grimsby”. Everyone who works for the organisation sees and changes it."""

    organisation = AllianceKey("membership.Organisation", models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=80)
    made_at = models.DateTimeField(default=now)
    made_by = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint("alliance", "organisation", Lower("name"), name="service_list_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class ListedService(AllianceModel):
    """A service on such a list."""

    service_list = AllianceKey(ServiceList, models.CASCADE, related_name="listed", db_index=False)
    service = AllianceKey(Service, models.CASCADE, related_name="+")
    listed_at = models.DateTimeField(default=now)
    listed_by = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "service_list", "service"], name="listed_service_once"
            )
        ]
        indexes = [models.Index(fields=["service_list", "id"], name="listed_service_order")]

    def __str__(self) -> str:
        return f"{self.service_id} on {self.service_list_id}"
