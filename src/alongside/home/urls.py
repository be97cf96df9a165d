"""Pages that join capabilities: the front page, Today, and the members with what they offer."""

from django.urls import path

from .views import about, front, member_acts, members, own_door, own_page, today

app_name = "home"
urlpatterns = [
    path("", front.front, name="front"),
    path("privacy/", about.privacy, name="privacy"),
    path("accessibility/", about.accessibility, name="accessibility"),
    path("roles/", about.roles, name="roles"),
    path("robots.txt", about.robots, name="robots"),
    path("leave/", own_door.leave, name="leave"),
    path("my/", own_door.your_page, name="your_page"),
    path("my/close/", own_door.close, name="own_close"),
    path("my/page/", own_page.own_page, name="own_page"),
    path("my/page/looks/", own_page.own_looks, name="own_looks"),
    path("my/page/copy/", own_page.own_copy, name="own_copy"),
    path("my/page/copy.json", own_page.own_copy_json, name="own_copy_json"),
    path("my/<str:token>/", own_door.own_link, name="own_link"),
    path("my/<str:token>/code/", own_door.own_code, name="own_code"),
    path("start/", members.start, name="start"),
    path("members/", members.members, name="members"),
    path("members/<uuid:organisation_id>/", members.member, name="member"),
    path("members/<uuid:organisation_id>/<slug:act>/", member_acts.member_act, name="member_act"),
    path("members/papers/<uuid:evidence_id>/check/", member_acts.evidence_check, name="evidence_check"),
    path("members/papers/<uuid:evidence_id>/refuse/", member_acts.evidence_refuse, name="evidence_refuse"),
    path("today/", today.today, name="today"),
    path("today/chosen/", today.chosen, name="today_chosen"),
    path("today/save/", today.save, name="today_save"),
    path("today/saved/<uuid:list_id>/remove/", today.forget, name="today_forget"),
    path("today/keys/", today.keys, name="today_keys"),
]
