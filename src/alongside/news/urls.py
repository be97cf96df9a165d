"""Addresses of news."""

from django.urls import path

from . import views

app_name = "news"
urlpatterns = [
    path("news/", views.news, name="list"),
    path("news/write/", views.write, name="write"),
    path("news/thank/", views.thank, name="thank"),
    path("news/messages/", views.digest, name="digest"),
    path("news/<uuid:update_id>/", views.update, name="update"),
    path("updates/", views.public_news, name="public"),
    path("updates/feed.atom", views.feed, name="feed"),
    path("updates/told/<str:token>/", views.told, name="told"),
]
