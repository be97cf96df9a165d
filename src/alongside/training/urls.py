"""Addresses of training."""

from django.urls import path

from .views import booking, certificates, courses, mine, people, programme, required, sessions

app_name = "training"
urlpatterns = [
    path("training/", programme.programme, name="programme"),
    path("training/programme.ics", programme.calendar, name="calendar"),
    path("training/courses/", courses.courses, name="courses"),
    path("training/courses/new/", courses.offer, name="offer"),
    path("training/courses/<uuid:course_id>/", courses.course, name="course"),
    path("training/courses/<uuid:course_id>/change/", courses.change, name="change_course"),
    path("training/courses/<uuid:course_id>/end/", courses.end, name="end_course"),
    path("training/courses/<uuid:course_id>/plan/", sessions.plan, name="plan"),
    path("training/sessions/<uuid:session_id>/", booking.session, name="session"),
    path(
        "training/sessions/<uuid:session_id>/session.ics", programme.session_calendar, name="session_calendar"
    ),
    path("training/sessions/<uuid:session_id>/book/", booking.book, name="book"),
    path("training/sessions/<uuid:session_id>/change/", sessions.change, name="change_session"),
    path("training/sessions/<uuid:session_id>/open/", sessions.open_it, name="open_session"),
    path("training/sessions/<uuid:session_id>/call-off/", sessions.call_off, name="call_off"),
    path("training/sessions/<uuid:session_id>/people/", people.people, name="people"),
    path("training/sessions/<uuid:session_id>/register/", people.register, name="register"),
    path("training/sessions/<uuid:session_id>/note/", people.note, name="note"),
    path("training/bookings/<uuid:booking_id>/give-up/", booking.give_up, name="give_up"),
    path("training/bookings/<uuid:booking_id>/feedback/", mine.feedback, name="feedback"),
    path("training/my/", mine.mine, name="mine"),
    path("training/certificates/<uuid:certificate_id>/", certificates.certificate, name="certificate"),
    path("training/team/", required.team, name="team"),
    path("training/required/", required.required, name="required"),
    path("training/required/<uuid:requirement_id>/end/", required.no_longer, name="no_longer_required"),
    path("training/use/", required.use, name="use"),
    path("certificates/check/", certificates.check, name="check"),
]
