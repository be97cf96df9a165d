from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "alongside.foundation.tenancy"
    label = "tenancy"
