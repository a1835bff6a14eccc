"""Pages of packages: signing in (allauth) and the technical administration (admin).

A name may be a pattern: every name of the URLconf still matches one row for each method. Being
administrator of the site opens the technical pages and nothing in a body.
"""

from tests.access.rows import GET, POST, Row

# fmt: off
SIGNING_IN = [
    Row(route="account_login", method=GET, public="200", everywhere="302 *"),
    Row(route="account_login", method=POST, public="200", everywhere="302 *"),
    Row(route="account_logout", method=GET, public="302", everywhere="200 *"),
    Row(route="account_logout", method=POST, public="302", everywhere="302 *"),
    Row(route="account_inactive", method=GET, public="200", everywhere="200 *"),
    Row(route="account_signup", method=GET, public="200", everywhere="302 *"),
    Row(route="account_signup", method=POST, public="200", everywhere="302 *"),
    Row(route="account_reauthenticate", method=GET, everywhere="200 *"),
    Row(route="account_reauthenticate", method=POST, everywhere="200 *"),
    Row(route="account_email", method=GET, everywhere="200 *"),
    Row(route="account_email", method=POST, everywhere="302 *"),
    Row(route="account_email_verification_sent", method=GET, public="200", everywhere="200 *"),
    Row(route="account_change_password", method=GET, everywhere="200 *"),
    Row(route="account_change_password", method=POST, everywhere="200 *"),
    Row(route="account_set_password", method=GET, everywhere="302 *"),
    Row(route="account_set_password", method=POST, everywhere="302 *"),
    Row(route="account_reset_password", method=GET, public="200", everywhere="200 *"),
    Row(route="account_reset_password", method=POST, public="200", everywhere="200 *"),
    Row(route="account_reset_password_done", method=GET, public="200", everywhere="200 *"),
    Row(
        route="account_reset_password_from_key", method=GET,
        path="accounts/password/reset/key/1-k/", public="200", everywhere="200 *",
    ),
    Row(
        route="account_reset_password_from_key", method=POST,
        path="accounts/password/reset/key/1-k/", public="200", everywhere="200 *",
    ),
    Row(route="account_reset_password_from_key_done", method=GET, public="200", everywhere="200 *"),
    Row(route="account_confirm_login_code", method=GET, everywhere="302 *"),
    Row(route="account_confirm_login_code", method=POST, everywhere="302 *"),
    Row(
        route="account_confirm_email", method=GET, path="accounts/confirm-email/k/", public="200",
        everywhere="200 *",
    ),
    Row(
        route="account_confirm_email", method=POST, path="accounts/confirm-email/k/", public="404",
    ),
]

# Everybody's own second factor; changing one asks who one is first.
SECOND_FACTOR = [
    Row(route="mfa_index", method=GET, everywhere="200 *"),
    Row(route="mfa_authenticate", method=GET, everywhere="302 *"),
    Row(route="mfa_authenticate", method=POST, everywhere="302 *"),
    Row(route="mfa_reauthenticate", method=GET, everywhere="302 *"),
    Row(route="mfa_reauthenticate", method=POST, everywhere="302 *"),
    Row(route="mfa_activate_totp", method=GET, everywhere="302 *"),
    Row(route="mfa_activate_totp", method=POST, everywhere="302 *"),
    Row(route="mfa_deactivate_totp", method=GET, everywhere=""),
    Row(route="mfa_deactivate_totp", method=POST, everywhere=""),
    Row(route="mfa_view_recovery_codes", method=GET, everywhere=""),
    Row(route="mfa_download_recovery_codes", method=GET, everywhere=""),
    Row(route="mfa_download_recovery_codes", method=POST, everywhere=""),
    Row(route="mfa_generate_recovery_codes", method=GET, everywhere="302 *"),
    Row(route="mfa_generate_recovery_codes", method=POST, everywhere="302 *"),
    Row(route="mfa_list_webauthn", method=GET, everywhere="200 *"),
    Row(route="mfa_add_webauthn", method=GET, everywhere="302 *"),
    Row(route="mfa_add_webauthn", method=POST, everywhere="302 *"),
    Row(route="mfa_reauthenticate_webauthn", method=GET, everywhere="302 *"),
    Row(route="mfa_reauthenticate_webauthn", method=POST, everywhere="302 *"),
    Row(
        route="mfa_edit_webauthn", method=GET, path="accounts/2fa/webauthn/keys/1/edit/",
        everywhere="302 *",
    ),
    Row(
        route="mfa_edit_webauthn", method=POST, path="accounts/2fa/webauthn/keys/1/edit/",
        everywhere="302 *",
    ),
    Row(
        route="mfa_remove_webauthn", method=GET, path="accounts/2fa/webauthn/keys/1/remove/",
        everywhere="302 *",
    ),
    Row(
        route="mfa_remove_webauthn", method=POST, path="accounts/2fa/webauthn/keys/1/remove/",
        everywhere="302 *",
    ),
    Row(route="mfa_login_webauthn", method=GET, everywhere="302 *"),
    Row(route="mfa_login_webauthn", method=POST, everywhere="302 *"),
]

ONLY_ADM = "sign-in *; 200 ADM"
NOT_EVEN_ADM = "sign-in *; 403 ADM"
NOTHING_THERE = "sign-in *; 302 ADM"
ADMINISTRATION = [
    Row(route="admin:index", method=GET, everywhere=ONLY_ADM),
    Row(route="admin:index", method=POST, everywhere=ONLY_ADM),
    Row(route="admin:login", method=GET, public="200", everywhere="200 *; 302 ADM"),
    Row(route="admin:login", method=POST, public="200", everywhere="200 *"),
    Row(route="admin:logout", method=GET, everywhere="302 *; 405 ADM"),
    Row(route="admin:logout", method=POST, everywhere="302 *; 200 ADM"),
    Row(route="admin:password_change", method=GET, everywhere=ONLY_ADM),
    Row(route="admin:password_change", method=POST, everywhere=ONLY_ADM),
    Row(route="admin:password_change_done", method=GET, everywhere=ONLY_ADM),
    Row(route="admin:autocomplete", method=GET, everywhere=NOT_EVEN_ADM),
    Row(route="admin:jsi18n", method=GET, everywhere=ONLY_ADM),
    Row(
        route="admin:view_on_site", method=GET, path="admin/r/1/1/",
        everywhere="sign-in *; 404 ADM",
    ),
    Row(
        route="admin:view_on_site", method=POST, path="admin/r/1/1/",
        everywhere="sign-in *; 404 ADM",
    ),
    Row(route="admin:app_list", method=GET, path="admin/records/", everywhere=ONLY_ADM),
    Row(route="admin:app_list", method=POST, path="admin/records/", everywhere=ONLY_ADM),
    Row(route="admin:*_changelist", method=GET, everywhere=ONLY_ADM),
    Row(route="admin:*_changelist", method=POST, everywhere=ONLY_ADM),
    Row(route="admin:[ar]*_history", method=GET, everywhere=ONLY_ADM),
    Row(route="admin:[ar]*_history", method=POST, everywhere=ONLY_ADM),
    Row(route="admin:[ar]*_change", method=GET, everywhere=ONLY_ADM),
    Row(route="admin:records_*_change", method=POST, everywhere=NOT_EVEN_ADM),
    Row(route="admin:records_*_add", method=GET, everywhere=NOT_EVEN_ADM),
    Row(route="admin:records_*_add", method=POST, everywhere=NOT_EVEN_ADM),
    Row(route="admin:accounts_user_change", method=POST, everywhere=ONLY_ADM),
    Row(route="admin:accounts_user_add", method=GET, everywhere=ONLY_ADM),
    Row(route="admin:accounts_user_add", method=POST, everywhere=ONLY_ADM),
    Row(route="admin:*_delete", method=GET, everywhere=NOT_EVEN_ADM),
    Row(route="admin:*_delete", method=POST, everywhere=NOT_EVEN_ADM),
    # Tasks come and go: there is none to be shown here.
    Row(route="admin:django_tasks_*_history", method=GET, everywhere=NOTHING_THERE),
    Row(route="admin:django_tasks_*_history", method=POST, everywhere=NOTHING_THERE),
    Row(route="admin:django_tasks_*_change", method=GET, everywhere=NOTHING_THERE),
    Row(route="admin:django_tasks_*_change", method=POST, everywhere=NOT_EVEN_ADM),
    Row(route="admin:django_tasks_*_add", method=GET, everywhere=NOT_EVEN_ADM),
    Row(route="admin:django_tasks_*_add", method=POST, everywhere=NOT_EVEN_ADM),
    # Old addresses of an object lead to the new one, which asks again; others are nowhere.
    Row(route="admin:*object_id>/", method=GET, everywhere=NOTHING_THERE),
    Row(route="admin:*object_id>/", method=POST, everywhere=NOTHING_THERE),
    Row(route="admin:*url>*", method=GET, path="admin/nothing/", everywhere="sign-in *; 404 ADM"),
    Row(route="admin:*url>*", method=POST, path="admin/nothing/", everywhere="sign-in *; 404 ADM"),
]
PACKAGES = SIGNING_IN + SECOND_FACTOR + ADMINISTRATION
