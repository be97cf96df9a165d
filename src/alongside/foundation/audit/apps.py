from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "alongside.foundation.audit"
    label = "audit"
