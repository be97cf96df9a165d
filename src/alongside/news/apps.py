from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "alongside.news"
    label = "news"
