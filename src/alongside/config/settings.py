"""Django settings. Everything that differs between installations comes from the environment."""

import os
import sys
from pathlib import Path

from django.urls import reverse_lazy
from django.utils.translation import gettext_noop as _

from .environment import ROOT, database, flag, secret_key

# Before anything brings in numpy: a request has one thread, and more of them would only spin beside it.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
DEMO = flag("ALONGSIDE_DEMO")
TESTING = "pytest" in sys.modules
DEBUG = False
SECRET_KEY = secret_key(
    relaxed=TESTING
    or flag("ALONGSIDE_AS_OWNER")
    or bool({"check", "understand", "learn_words"} & set(sys.argv))
    or "mypy" in sys.modules
)
ALLOWED_HOSTS = [h for h in os.environ.get("ALONGSIDE_HOSTS", "").split(",") if h]
if DEMO or TESTING:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", ".localhost", "testserver"]
SECURE = not (DEMO or TESTING)

# --- what is installed ---------------------------------------------------------------------------
FOUNDATION = ["tenancy", "accounts", "access", "audit", "workflow", "messages", "design"]
SLICES = [
    "places",
    "membership",
    "people",
    "directory",
    "upkeep",
    "training",
    "governance",
    "news",
    "referrals",
    "home",
    "founding",
    "demo",
]
SOURCE = Path(__file__).resolve().parents[1]
_PRESENT = [
    *(f"foundation.{name}" for name in FOUNDATION if (SOURCE / "foundation" / name / "__init__.py").exists()),
    *(name for name in SLICES if (SOURCE / name / "__init__.py").exists()),
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "allauth.account",  # allauth.mfa stands on it; its own pages and tables are not used
    "allauth.mfa",
    *(f"alongside.{name}" for name in _PRESENT),
]
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["alongside.foundation.accounts.backends.AllianceBackend"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # e-mail is unique inside an alliance, not across them

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "alongside.foundation.tenancy.middleware.AllianceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "alongside.foundation.design.errors.KindErrors",
]
ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"

# --- the database: the runtime role, or the owner for migrations and test set-up --------------------
RUNTIME_URL = os.environ.get("DATABASE_URL", "postgresql://alongside_web@/alongside")
OWNER_URL = os.environ.get("DATABASE_OWNER_URL", "postgresql://alongside_owner@/alongside")
WEB_ROLE = database(RUNTIME_URL)["USER"] or "alongside_web"
OWNER_DATABASE = database(OWNER_URL)
OWNER_ROLE = OWNER_DATABASE["USER"] or "alongside_owner"
DATABASES = {"default": database(OWNER_URL if flag("ALONGSIDE_AS_OWNER") or TESTING else RUNTIME_URL)}
if not (TESTING or flag("ALONGSIDE_AS_OWNER")):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}

# --- pages ------------------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [SOURCE / name.replace(".", "/") / "templates" for name in _PRESENT],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "alongside.foundation.design.jinja.environment",
            "context_processors": ["alongside.foundation.design.layout.context"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
if (SOURCE / "foundation/design/forms").exists():
    FORM_RENDERER = "alongside.foundation.design.forms.FormRenderer"
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "staticfiles"
STATICFILES_DIRS = [path for path in [ROOT / "build" / "static"] if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if not TESTING  # a test server serves the files where they lie, by their plain names
        and ((STATIC_ROOT / "staticfiles.json").exists() or "collectstatic" in sys.argv)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Link names that the layout shows where they resolve: (words, url name, permission or None).
ALONGSIDE_PUBLIC_NAV = [
    (_("Find help"), "home:front", None),
    (_("Your page"), "home:your_page", None),
    (_("For workers"), "home:start", None),
]
ALONGSIDE_STAFF_NAV = [
    ("Today", "home:today", "request.view"),
    ("People", "referrals:people", "request.view"),
    ("Referrals", "referrals:list", "referral.view"),
    ("Members", "home:members", "member.view"),
    ("Training", "training:programme", "training.view"),
    ("Groups", "governance:groups", "group.view"),
    ("Joining", "membership:applications", "application.decide"),
    ("Terms", "membership:terms", "member.edit"),
    ("Our papers", "membership:papers", "terms.accept"),
    ("Find a service", "directory:find", None),
    ("Words", "directory:words", "lexicon.edit"),
    ("Our services", "upkeep:entries", "directory.assure"),
    ("Keep it true", "upkeep:queue", "directory.moderate"),
    ("News", "news:list", "news.view"),
    ("Accounts", "accounts:people", "user.invite"),
    ("Alliance", "founding:overview", "alliance.edit"),
]
ALONGSIDE_FOOT_NAV = [
    (_("News"), "news:public", None),
    (_("Join the alliance"), "membership:join", None),
    (_("Open directory"), "directory:take", None),
    (_("Your privacy"), "home:privacy", None),
    (_("Accessibility"), "home:accessibility", None),
    (_("Who can do what"), "home:roles", None),
]
# The public pages that the sitemap names before the services: (url name), where they resolve.
ALONGSIDE_SITEMAP = [
    "home:front",
    "directory:find",
    "directory:take",
    "directory:documentation",
    "directory:embed",
    "news:public",
    "membership:join",
    "home:privacy",
    "home:accessibility",
    "home:roles",
]
ALONGSIDE_STATE_TABLES = [
    "alongside.referrals.states.REFERRAL",
    "alongside.referrals.states.REQUEST",
    "alongside.training.states.BOOKING",
    "alongside.training.states.SESSION",
    "alongside.governance.states.MEETING",
    "alongside.governance.states.PROPOSAL",
    "alongside.governance.states.ELECTION",
    "alongside.membership.states.APPLICATION",
    "alongside.upkeep.states.CHANGE",
    "alongside.upkeep.states.DOUBT",
]
# The local vocabulary of needs, which the directory keeps.
ALONGSIDE_NEEDS = "alongside.directory.queries.need_choices"
# What an organisation's standing unlocks: foundation asks, membership knows.
ALONGSIDE_RIGHTS = "alongside.membership.queries.rights_of"
# What the demo's sign-in page offers to those without an account.
ALONGSIDE_DEMO_DOORS = "alongside.demo.doors.DOORS"
ALONGSIDE_SEARCH = ("referrals:people", "request.view")
ALONGSIDE_EXIT_ADDRESS = "https://www.bbc.co.uk/weather"

# --- language, dates --------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
# Each language but English is a catalogue under locale/; an alliance chooses which of them it offers.
LANGUAGES = [("en-gb", "English"), ("ar", "Arabic")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [SOURCE / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# --- safety -----------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
if (
    SECURE
):  # with this mark browsers take them over https from this very host: no neighbour's name can set them
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "alongside.foundation.access.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Not "no-referrer": under it browsers send "Origin: null" with a form, and the CSRF check refuses every POST.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = SECURE and flag("ALONGSIDE_HTTPS_REDIRECT")
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("ALONGSIDE_BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "alongside.foundation.design.errors.csrf_failure"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_HANDLERS = ["alongside.foundation.access.uploads.DeclaredFiles"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "alongside.foundation.accounts.adapter.AllianceAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute out
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
LOGIN_URL = reverse_lazy("accounts:sign_in")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- messages ---------------------------------------------------------------------------------------
# In the demo nothing leaves the machine: messages stop in the outbox.
ALONGSIDE_EMAIL_TRANSPORT = os.environ.get("ALONGSIDE_EMAIL_TRANSPORT", "demo" if DEMO else "smtp")
ALONGSIDE_TEXT_TRANSPORT = os.environ.get("ALONGSIDE_TEXT_TRANSPORT", "demo" if DEMO else "notify")
EMAIL_HOST = os.environ.get("ALONGSIDE_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ALONGSIDE_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ALONGSIDE_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ALONGSIDE_SMTP_PASSWORD", "")
EMAIL_USE_TLS = flag("ALONGSIDE_SMTP_TLS")
EMAIL_TIMEOUT = 15
# Texts go by GOV.UK Notify: a key, and the id of a template whose whole text is ((message)).
ALONGSIDE_NOTIFY_API_KEY = os.environ.get("ALONGSIDE_NOTIFY_API_KEY", "")
ALONGSIDE_NOTIFY_TEMPLATE = os.environ.get("ALONGSIDE_NOTIFY_TEMPLATE", "")
ALONGSIDE_NOTIFY_ADDRESS = os.environ.get(
    "ALONGSIDE_NOTIFY_ADDRESS", "https://api.notifications.service.gov.uk"
)
DEFAULT_FROM_EMAIL = os.environ.get("ALONGSIDE_FROM_EMAIL", "alongside@alongside.example")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "alongside.config.logs.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
