from django.urls import path

from .views import about, front

app_name = "home"
urlpatterns = [
    path("", front.front, name="front"),
    path("privacy/", about.privacy, name="privacy"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("roles/", about.roles, name="roles"),
    path("robots.txt", about.robots, name="robots"),
]
