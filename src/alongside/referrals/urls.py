from django.urls import path, re_path

from .views import ask

app_name = "referrals"
urlpatterns = [
    path("ask/", ask.start, name="ask"),
    path("ask/done/", ask.done, name="ask_done"),
    re_path(r"^ask/(?P<step>words|reach|about|agree)/$", ask.step, name="ask_step"),
]
