"""Addresses: all under /account/."""

from django.urls import path

from .views import invitations, passwords, people, second_factor, sign_in

app_name = "accounts"

urlpatterns = [
    path("account/", people.own, name="own"),
    path("account/sign-in/", sign_in.sign_in, name="sign_in"),
    path("account/sign-in/demo/<uuid:user_id>/", sign_in.demo_sign_in, name="demo_sign_in"),
    path("account/sign-in/demo/<int:place>/", sign_in.demo_door, name="demo_door"),
    path("account/sign-out/", sign_in.sign_out, name="sign_out"),
    path("account/organisation/", sign_in.switch_organisation, name="switch_organisation"),
    path("account/password/forgotten/", passwords.forgotten, name="forgotten"),
    path("account/password/new/<str:token>/", passwords.new_password, name="new_password"),
    path("account/password/", passwords.change_password, name="change_password"),
    path("account/second-step/", second_factor.second_factor, name="second_factor"),
    path("account/second-step/set-up/", second_factor.set_up, name="set_up"),
    path("account/second-step/app/", second_factor.app, name="app"),
    path("account/second-step/passkey/", second_factor.passkey, name="passkey"),
    path("account/second-step/recovery-codes/", second_factor.recovery_codes, name="recovery_codes"),
    path("account/second-step/recovery-codes/new/", second_factor.renew_codes, name="renew_codes"),
    path("account/second-step/<int:factor_id>/remove/", second_factor.remove_factor, name="remove_factor"),
    path("account/invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("account/people/", people.people, name="people"),
    path("account/people/<uuid:role_id>/end/", people.end_role, name="end_role"),
    path(
        "account/people/<uuid:role_id>/second-step/", people.reset_second_factor, name="reset_second_factor"
    ),
]
