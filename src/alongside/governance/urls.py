"""Addresses of governance: groups, meetings, proposals, elections, decisions, interests, one's own actions and calendar."""

from django.urls import path

from .views import elections, groups, meetings, proposals, records, room

app_name = "governance"
urlpatterns = [
    path("groups/", groups.groups, name="groups"),
    path("groups/new/", groups.new_group, name="new_group"),
    path("groups/decisions/", records.decisions, name="decisions"),
    path("groups/decisions/<uuid:decision_id>/", records.decision, name="decision"),
    path("groups/interests/", records.interests, name="interests"),
    path("groups/interests/new/", records.new_interest, name="new_interest"),
    path("groups/interests/<uuid:interest_id>/end/", records.end_interest, name="end_interest"),
    path("groups/my-actions/", records.my_actions, name="my_actions"),
    path("groups/my-actions/<uuid:point_id>/", records.finish, name="finish"),
    path("groups/actions/<uuid:point_id>/move/", records.hand_on, name="hand_on"),
    path("groups/calendar/", records.calendar, name="calendar"),
    path("groups/<uuid:group_id>/", groups.group, name="group"),
    path("groups/<uuid:group_id>/change/", groups.edit_group, name="edit_group"),
    path("groups/<uuid:group_id>/table/", groups.table, name="table"),
    path("groups/<uuid:group_id>/meetings/", groups.meetings, name="meetings"),
    path("groups/<uuid:group_id>/plan/", meetings.plan, name="plan"),
    path("groups/<uuid:group_id>/propose/", proposals.new, name="propose"),
    path("seats/<uuid:seat_id>/fill/", groups.fill_seat, name="fill_seat"),
    path("seats/<uuid:seat_id>/end/", groups.end_seat, name="end_seat"),
    path("seats/<uuid:seat_id>/election/", elections.call, name="call_election"),
    path("terms/<uuid:term_id>/end/", groups.end_term, name="end_term"),
    path("meetings/<uuid:meeting_id>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/move/", meetings.move, name="move"),
    path("meetings/<uuid:meeting_id>/items/new/", room.new_item, name="new_item"),
    path("meetings/<uuid:meeting_id>/room/", meetings.presence, name="presence"),
    path("meetings/<uuid:meeting_id>/apologies/", meetings.apologies, name="apologies"),
    path("meetings/<uuid:meeting_id>/why/<slug:event>/", meetings.with_reason, name="with_reason"),
    path("meetings/<uuid:meeting_id>/do/<slug:event>/", meetings.act, name="act"),
    path("items/<uuid:item_id>/", room.edit_item, name="edit_item"),
    path("items/<uuid:item_id>/place/", room.place_item, name="place_item"),
    path("items/<uuid:item_id>/aside/", room.stand_aside, name="item_aside"),
    path("items/<uuid:item_id>/write/<slug:what>/", room.write, name="write"),
    path("proposals/<uuid:proposal_id>/", proposals.proposal, name="proposal"),
    path("proposals/<uuid:proposal_id>/change/", proposals.change, name="change_proposal"),
    path("proposals/<uuid:proposal_id>/withdraw/", proposals.withdraw, name="withdraw"),
    path("proposals/<uuid:proposal_id>/do/<slug:what>/", proposals.act, name="proposal_act"),
    path("elections/<uuid:election_id>/", elections.election, name="election"),
    path("elections/<uuid:election_id>/cancel/", elections.cancel, name="cancel_election"),
    path("elections/<uuid:election_id>/do/<slug:what>/", elections.act, name="election_act"),
    path("calendar/<str:token>.ics", records.calendar_feed, name="feed"),
]
