"""Addresses of keeping the directory true."""

from django.urls import path

from .views import doubts, merging, ours, queue

app_name = "upkeep"
urlpatterns = [
    path("our-services/", ours.entries, name="entries"),
    path("our-services/link/", ours.link_start, name="link_start"),
    path("our-services/link/<str:token>/", ours.link, name="link"),
    path("our-services/mine/", ours.entries_mine, name="entries_mine"),
    path("our-services/mine/<uuid:service_id>/right/", ours.right_mine, name="right_mine"),
    path("our-services/mine/<uuid:service_id>/room/", ours.room_mine, name="room_mine"),
    path("our-services/mine/<uuid:service_id>/change/", ours.change_mine, name="change_mine"),
    path("our-services/changes/<uuid:change_id>/take-back/", ours.withdraw, name="withdraw"),
    path("our-services/<uuid:service_id>/", ours.entry, name="entry"),
    path("our-services/<uuid:service_id>/right/", ours.right, name="right"),
    path("our-services/<uuid:service_id>/room/", ours.room, name="room"),
    path("our-services/<uuid:service_id>/change/", ours.change, name="change"),
    path("keep-true/", queue.queue, name="queue"),
    path("keep-true/changes/<uuid:change_id>/", queue.decide, name="decide"),
    path("keep-true/doubts/<uuid:doubt_id>/", queue.doubt, name="doubt"),
    path("keep-true/services/<uuid:service_id>/source/", queue.conflict, name="conflict"),
    path("keep-true/services/<uuid:service_id>/ask/", queue.ask, name="ask"),
    path("keep-true/services/<uuid:service_id>/same/", merging.same, name="same"),
    path("keep-true/services/<uuid:service_id>/difference/", merging.difference, name="difference"),
    path("keep-true/alike/", merging.pairs, name="pairs"),
    path("keep-true/alike/<uuid:keep_id>/<uuid:fold_id>/", merging.pair, name="pair"),
    path("keep-true/parts/<uuid:part_id>/", merging.part, name="part"),
    path("keep-true/sources/", merging.sources, name="sources"),
    path("service/<uuid:service_id>/wrong/", doubts.wrong, name="wrong"),
]
