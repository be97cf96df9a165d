"""Addresses of joining, papers and terms. Members themselves are shown by home, which joins what is known of each."""

from django.urls import path

from .views import importing, join, panel, papers

app_name = "membership"
urlpatterns = [
    path("join/", join.join, name="join"),
    path("join/leave/", join.leave, name="join_leave"),
    path("join/check/", join.check, name="join_check"),
    path("join/status/", join.status, name="join_status"),
    path("join/link/<str:token>/", join.link, name="join_link"),
    path("join/page/<str:step>/", join.join_step, name="join_page"),
    path("join/act/<str:event>/", join.act, name="join_act"),
    path("applications/", panel.application_list, name="applications"),
    path("applications/<uuid:application_id>/", panel.application, name="application"),
    path("applications/<uuid:application_id>/<str:act>/", panel.application_act, name="application_act"),
    path("papers/", papers.papers, name="papers"),
    path("papers/mine/", papers.papers_mine, name="papers_mine"),
    path("papers/mine/sign/<uuid:version_id>/", papers.sign_mine, name="sign_mine"),
    path("papers/mine/<slug:paper>/", papers.paper_mine, name="paper_mine"),
    path("papers/sign/<uuid:version_id>/", papers.sign, name="sign"),
    path("papers/renew/<str:token>/", papers.papers_link, name="papers_link"),
    path("papers/<slug:paper>/", papers.paper, name="paper"),
    path("members/requirements/", papers.requirements_page, name="requirements"),
    path("members/import/", importing.import_page, name="import"),
    path("members/parties/", papers.parties_page, name="parties"),
    path("terms/", papers.terms, name="terms"),
    path("terms/draft/", papers.terms_draft, name="terms_draft"),
    path("terms/<uuid:version_id>/", papers.terms_version, name="terms_version"),
]
