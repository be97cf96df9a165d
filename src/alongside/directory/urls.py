from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("find/", views.find, name="find"),
    path("find/forget/", views.forget, name="forget"),
    path("service/<uuid:service_id>/", views.service, name="service"),
]
