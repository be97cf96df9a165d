from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "alongside.foundation.workflow"
    label = "workflow"
