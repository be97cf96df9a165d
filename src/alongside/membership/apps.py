from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "alongside.membership"
    label = "membership"
