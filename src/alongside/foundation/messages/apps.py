from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "alongside.foundation.messages"
    label = "outbox"
