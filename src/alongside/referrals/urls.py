"""Asking for help; requests and referrals, for those at work and for those with a link."""

from django.urls import path

from .views import (
    ask,
    lists,
    new_request,
    own_page,
    receiver,
    receiver_door,
    refer,
    referral,
    request,
)

app_name = "referrals"
urlpatterns = [
    path("ask/", ask.start, name="ask"),
    path("ask/done/", ask.done, name="ask_done"),
    path("ask/<str:step>/", ask.step, name="ask_step"),
    path("my/page/reach/", own_page.own_reach, name="own_reach"),
    path("my/page/stop/<uuid:consent_id>/", own_page.own_stop, name="own_stop"),
    path("my/page/end/<uuid:request_id>/", own_page.own_end, name="own_end"),
    path("my/page/answer/<uuid:referral_id>/", own_page.own_answer, name="own_answer"),
    path("answer/", receiver.receiver, name="receiver"),
    path("answer/do/<slug:event>/", receiver.act, name="receiver_act"),
    path("answer/again/", receiver_door.start, name="receiver_start"),
    path("answer/leave/", receiver_door.leave, name="receiver_leave"),
    path("answer/again/<str:token>/", receiver_door.again, name="receiver_again"),
    path("answer/<str:token>/", receiver_door.link, name="receiver_link"),
    path("people/", lists.people, name="people"),
    path("referrals/", lists.referrals, name="list"),
    path("referrals/<uuid:referral_id>/", referral.referral, name="referral"),
    path("referrals/<uuid:referral_id>/<slug:event>/", referral.act, name="act"),
    path("requests/new/", new_request.new_request, name="new_request"),
    path("requests/<uuid:request_id>/", request.request_page, name="request"),
    path("requests/<uuid:request_id>/take-on/", request.take_on, name="take_on"),
    path("requests/<uuid:request_id>/next/", request.next_step, name="next_step"),
    path("requests/<uuid:request_id>/assign/", request.assign, name="assign"),
    path("requests/<uuid:request_id>/close/", request.close, name="close_request"),
    path("requests/<uuid:request_id>/reopen/", request.reopen, name="reopen_request"),
    path("requests/<uuid:request_id>/person/", request.person, name="edit_person"),
    path("requests/<uuid:request_id>/stop-sharing/<uuid:consent_id>/", request.stop, name="stop_sharing"),
    path("requests/<uuid:request_id>/own-page/", request.own_page, name="give_own_page"),
    path("requests/<uuid:request_id>/refer/", refer.refer_page, name="refer"),
]
