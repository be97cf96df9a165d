"""Addresses of what is true of the whole alliance."""

from django.urls import path

from .views import alliance, maps

app_name = "founding"
urlpatterns = [
    path("alliance/", alliance.overview, name="overview"),
    path("alliance/details/", alliance.details, name="details"),
    path("alliance/crisis/", alliance.crisis, name="crisis"),
    path("alliance/front-door/", alliance.front_door, name="front_door"),
    path("alliance/clocks/", alliance.clocks, name="clocks"),
    path("alliance/colours/", alliance.colours, name="colours"),
    path("alliance/map/", maps.area_map, name="map"),
    path("alliance/map/use/", maps.use, name="map_use"),
    path("alliance/map/remove/", maps.remove, name="map_remove"),
    path("theme/<slug:name>.css", alliance.theme, name="theme"),
]
