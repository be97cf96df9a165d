from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "alongside.foundation.design"
    label = "design"
