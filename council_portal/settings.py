"""Settings: everything that differs between machines comes from the environment.

Safe by default: a forgotten variable never opens anything. docs/reference/environment.md lists the variables.
"""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from council_portal import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = environment.folder("PORTAL_VAR", BASE_DIR / "var")

DEBUG = environment.flag("DEBUG")
# A demo has invented people in it, and only a demo offers to sign in as one of them.
PORTAL_DEMO = environment.flag("PORTAL_DEMO")
# Where people reach the portal: links in mail, allowed host, secure cookies follow from it.
PORTAL_ADDRESS = environment.text("PORTAL_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
SECRET_KEY = environment.secret_key(VAR)

_address = urlsplit(PORTAL_ADDRESS)
_local = _address.hostname in {"127.0.0.1", "localhost"}
_secure = _address.scheme == "https"
# Whom to ask, in the same place of every page.
PORTAL_HELP_PHONE = environment.text("PORTAL_HELP_PHONE")
PORTAL_HELP_EMAIL = environment.text(
    "PORTAL_HELP_EMAIL", "help@demo.example" if PORTAL_DEMO else f"portal@{_address.hostname}"
)
if not (_secure or _local or DEBUG or PORTAL_DEMO):
    raise ImproperlyConfigured("PORTAL_ADDRESS of a portal that others reach begins with https://")

ALLOWED_HOSTS = [_address.hostname or "", *environment.words("ALLOWED_HOSTS")]
if _local:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [PORTAL_ADDRESS]

# Rooms --------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "council_portal",
    "councils",
    "associations",
    "cases",
    "minutes",
    "meetings",
    "bodies",
    "records",
    "accounts",
    "council_portal.admin.TechnicalAdmin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "guardian",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "accounts.middleware.SignInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "council_portal.urls"
WSGI_APPLICATION = "council_portal.wsgi.application"
ASGI_APPLICATION = "council_portal.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.notifications",
                "council_portal.context.navigation",
                *(["council_portal.demo.context.entries"] if PORTAL_DEMO else []),
            ],
        },
    },
]

# Forms are drawn by templates/django/forms/
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database -----------------------------------------------------------------------------------

DATABASES = {
    "default": environment.database(
        environment.text("DATABASE_URL") or f"sqlite:///{VAR / 'db.sqlite3'}"
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    # First the one that finds people again by their session.
    "allauth.account.auth_backends.AuthenticationBackend",
    "bodies.backends.OfficeBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.validators.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "accounts.validators.NotAboutYou"},
    {"NAME": "accounts.validators.NotCommon"},
    {"NAME": "accounts.validators.NotOnlyDigits"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60  # an invitation waits a week

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "reauthenticate": "accounts.forms.PasswordAgainForm",
    "add_email": "accounts.forms.ChangeEmailForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited by e-mail: the invitation verifies it
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_CHANGE_EMAIL = True  # one address at a time; a new one counts when it is confirmed
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = (  # a class's name, not a secret
    "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
)
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _address.scheme
# A hundred people of one hall share one address and sign in within a minute: wrong tries are
# counted for the account, and the address only stops a machine.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "300/m/ip,5/300s/key",
    "reset_password": "300/m/ip,5/m/key",
    "reset_password_from_key": "600/m/ip",
    "signup": "20/m/ip",
    "verify_file": "60/m/ip",
}
ACCOUNT_SESSION_REMEMBER = True

# A second factor, for whoever wants one: an app's codes, passkeys, and codes for a rainy day.
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _local and not _secure
MFA_TOTP_ISSUER = "Council Portal"
MFA_TOTP_TOLERANCE = 1  # phones' clocks differ by half a minute
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}  # a hall shares one address, as above
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.SecondFactorAgainForm",
    "activate_totp": "accounts.forms.AppForm",
    "add_webauthn": "accounts.forms.PasskeyForm",
    "edit_webauthn": "accounts.forms.PasskeyNameForm",
}

# What does not follow from an office is granted with dates and a basis.
GUARDIAN_USER_OBJ_PERMS_MODEL = "bodies.Grant"
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
# guardian's own backend ignores dates; bodies.backends reads the grants instead.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

# Pages of rooms below that only the front door draws whole.
ABSOLUTE_URL_OVERRIDES = {
    "bodies.body": lambda body: reverse("body_detail", args=[body.pk]),
    "bodies.compositionchange": lambda change: reverse("change_detail", args=[change.pk]),
}

# Languages ----------------------------------------------------------------------------------

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [
    BASE_DIR / "locale",
    # What Django's own Kazakh catalogue lacks or has wrong; `locale` holds only our own words.
    BASE_DIR / "council_portal" / "formats" / "catalogue",
]
FORMAT_MODULE_PATH = "council_portal.formats"
TIME_ZONE = "Asia/Almaty"
USE_TZ = True
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Files --------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
_fonts = VAR / "fonts"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    *([("fonts", _fonts)] if _fonts.is_dir() else []),  # made by build_fonts
]
# What people upload is never served by address, only through a view that asks for permission.
MEDIA_ROOT = environment.folder("MEDIA_ROOT", VAR / "media")
PORTAL_MAX_UPLOAD_MB = int(environment.text("PORTAL_MAX_UPLOAD_MB", "20"))
STORAGES = {
    "default": {"BACKEND": "records.models.whole_files.WholeFiles"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        ),
    },
}

# Work after the answer ----------------------------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", f"portal@{_address.hostname}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_HOST = environment.text("EMAIL_HOST")
EMAIL_PORT = int(environment.text("EMAIL_PORT", "587"))
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = not environment.flag("EMAIL_WITHOUT_TLS")
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)

# The portal's own signature under documents (docs/signing.md): a PKCS#12 file and its passphrase.
PORTAL_SIGNING_KEY = environment.text("PORTAL_SIGNING_KEY") or VAR / "keys" / "portal.p12"
PORTAL_SIGNING_PASSPHRASE = environment.text("PORTAL_SIGNING_PASSPHRASE")
# A time-stamping service (RFC 3161) that vouches for the moment of each signature; off when empty.
PORTAL_TSA = environment.text("PORTAL_TSA")
PORTAL_TSA_SECONDS = 10.0
# A service that checks personal digital signatures (ЭЦҚ) as NCANode does; off when empty.
PORTAL_NCANODE = environment.text("PORTAL_NCANODE")
PORTAL_NCANODE_SECONDS = 15.0
# Where a signer's own machine offers its keys to the page; never anybody else's address.
PORTAL_NCALAYER = "wss://127.0.0.1:13579"

# The live room ------------------------------------------------------------------------------

# Seconds. A screen that hears nothing for two and a half beats asks by itself, every `POLL`.
LIVE_BEAT = 15.0
LIVE_POLL = 3.0
# How soon somebody whose right has ended stops receiving.
LIVE_RECHECK = 60.0
# How often the watcher looks: on SQLite for any commit, on PostgreSQL for ballots.
LIVE_WATCH = 0.05
LIVE_BALLOTS = 0.1
# At most one message in this time for those who listen instead of looking (WCAG 4.1.3).
LIVE_SAY = 5.0

# Safety -------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = _secure
SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked from inside, without a certificate
SESSION_COOKIE_SECURE = _secure
CSRF_COOKIE_SECURE = _secure
LANGUAGE_COOKIE_SECURE = _secure
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _secure
SECURE_HSTS_PRELOAD = _secure
if environment.flag("BEHIND_PROXY"):  # only a proxy that always sets this header
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
