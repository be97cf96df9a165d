from django.urls import path

from .views import ask, own_page, receiver_door

app_name = "referrals"
urlpatterns = [
    path("ask/", ask.start, name="ask"),
    path("ask/done/", ask.done, name="ask_done"),
    path("ask/<str:step>/", ask.step, name="ask_step"),
    path("my/page/reach/", own_page.own_reach, name="own_reach"),
    path("my/page/stop/<uuid:consent_id>/", own_page.own_stop, name="own_stop"),
    path("my/page/end/<uuid:request_id>/", own_page.own_end, name="own_end"),
    path("my/page/answer/<uuid:referral_id>/", own_page.own_answer, name="own_answer"),
    path("answer/again/", receiver_door.start, name="receiver_start"),
    path("answer/leave/", receiver_door.leave, name="receiver_leave"),
    path("answer/again/<str:token>/", receiver_door.again, name="receiver_again"),
    path("answer/<str:token>/", receiver_door.link, name="receiver_link"),
]
