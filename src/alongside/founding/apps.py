from django.apps import AppConfig


class FoundingConfig(AppConfig):
    name = "alongside.founding"
    label = "founding"
