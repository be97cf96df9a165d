"""Addresses of what is true of the whole alliance."""

from django.urls import path

from . import views

app_name = "founding"
urlpatterns = [
    path("alliance/", views.overview, name="overview"),
    path("alliance/details/", views.details, name="details"),
    path("alliance/crisis/", views.crisis, name="crisis"),
    path("alliance/front-door/", views.front_door, name="front_door"),
    path("alliance/clocks/", views.clocks, name="clocks"),
    path("alliance/colours/", views.colours, name="colours"),
    path("theme/<slug:name>.css", views.theme, name="theme"),
]
