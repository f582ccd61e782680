"""Settings. Everything that differs between installations comes from the environment; docs/running.md lists it."""

from __future__ import annotations

import base64
import hashlib
import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from celery.schedules import crontab
from csp.constants import NONE, SELF

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("FLEXCASE_VAR", ROOT / "var"))

#: "production" refuses demo users, default keys and the demo identity provider (flexcase/base/checks.py).
ENVIRONMENT = os.environ.get("FLEXCASE_ENV", "demo")
PRODUCTION = ENVIRONMENT == "production"
DEBUG = False

# --- Keys. The defaults serve the demo and the tests only. ---------------------------------------------------------------
DEMO_KEY = base64.b64encode(b"flexcase demo key: never for real").decode()
SECRET_KEY = os.environ.get("FLEXCASE_SECRET_KEY", "demo-" + DEMO_KEY)
HASH_KEY = os.environ.get("FLEXCASE_HASH_KEY", "demo-" + DEMO_KEY).encode()


def _master_keys(text: str) -> dict[int, bytes]:
    """``1:<base64>,2:<base64>``: the highest number wraps new data keys, the others still open old ones."""
    pairs = (pair.partition(":") for pair in text.split(","))
    return {int(version): base64.b64decode(key) for version, _, key in pairs}


DEMO_MASTER_KEY = "1:" + base64.b64encode(b"flexcase-demo-master-key-32bytes").decode()
DEMO_MASTER_KEYS = _master_keys(DEMO_MASTER_KEY)
MASTER_KEYS = _master_keys(os.environ.get("FLEXCASE_MASTER_KEYS", DEMO_MASTER_KEY))

#: The demo's own identity provider stands in for the municipality's broker (MitID), never in production.
DEMO_IDENTITY = os.environ.get("FLEXCASE_DEMO_IDENTITY", "0" if PRODUCTION else "1") == "1"

# --- The house ------------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "guardian",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *(["allauth.idp.oidc"] if DEMO_IDENTITY else []),
    "django_htmx",
    "flexcase.base",
    "cases",
    "resourceprofile",
    "rehab_team",
    "decisions",
    "employment",
    "portal",
    "oversight",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cases.middleware.SignedIn",
    "cases.middleware.Waiting",
]
ROOT_URLCONF = "flexcase.urls"
WSGI_APPLICATION = "flexcase.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cases.context.desk",
            ],
        },
    }
]
#: The municipality's answers to the open questions of the law: a TOML file (docs/law.md).
FLEXCASE_LAW_ANSWERS = os.environ.get("FLEXCASE_LAW_ANSWERS", "")
FLEXCASE_REGIME_FOLDERS = [Path(p) for p in os.environ.get("FLEXCASE_REGIME_FOLDERS", "").split(":") if p]
MUNICIPALITY = os.environ.get("FLEXCASE_MUNICIPALITY", "Nordhavn Kommune")
MUNICIPALITY_ADDRESS = os.environ.get("FLEXCASE_ADDRESS", "Strandgade 0 · 0000 Nordhavn")
MUNICIPALITY_PHONE = os.environ.get("FLEXCASE_PHONE", "00 55 10 00")
MUNICIPALITY_WEB = os.environ.get("FLEXCASE_WEB", "nordhavn.example")
#: Where the desk is found, for links in mails.
SITE_ADDRESS = os.environ.get("FLEXCASE_SITE", "http://127.0.0.1:8000").rstrip("/")
#: Fictive CPR numbers (day of birth + 60) belong to the demo and the tests; production takes real ones only.
ALLOW_FICTIVE_CPR = not PRODUCTION

# --- Database: embedded unless DATABASE_URL says otherwise. The application's role owns no table. -------------------------
DATABASE_ROLE = os.environ.get("FLEXCASE_DB_ROLE", "app")


def _database() -> dict[str, object]:
    common: dict[str, object] = {
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
    if url := os.environ.get("DATABASE_URL"):
        parts = urlsplit(url)
        return common | {
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
        }
    from flexcase.base.embedded import postgres

    server = postgres.hold()
    return common | {
        "NAME": os.environ.get("FLEXCASE_DB_NAME", "flexcase"),
        "USER": f"flexcase_{DATABASE_ROLE}",
        "HOST": server.socket_dir,
        "PORT": str(server.port),
    }


DATABASES = {"default": _database()}
#: Shared by every process: counters of failed sign-ins, and codes of the demo's identity provider.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entry"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People ----------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "cases.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None
# Guardian's own backend knows no end dates; cases/access.py decides.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "cases.signin.ClosedDoor"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,20/m/ip"}
# Citizens sign in by OpenID Connect: at the municipality's broker, or at the demo's own provider when none is named.
LOGIN_SERVER = os.environ.get("FLEXCASE_LOGIN_SERVER", "")
LOGIN_NAME = os.environ.get("FLEXCASE_LOGIN_NAME", "MitID" if LOGIN_SERVER else "Demo-login (træder i stedet for MitID)")
LOGIN_SECRET = os.environ.get("FLEXCASE_LOGIN_SECRET", hashlib.sha256(f"login:{SECRET_KEY}".encode()).hexdigest())
CPR_CLAIM = os.environ.get("FLEXCASE_LOGIN_CPR_CLAIM", "cpr")
CITIZEN_LOGIN = bool(LOGIN_SERVER) or DEMO_IDENTITY
SOCIALACCOUNT_ADAPTER = "cases.signin.CitizensDoor"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "SCOPE": ["openid"],
        "APPS": [
            {
                "provider_id": "borger",
                "name": LOGIN_NAME,
                "client_id": os.environ.get("FLEXCASE_LOGIN_CLIENT", "min-sag"),
                "secret": LOGIN_SECRET,
                "settings": {"server_url": LOGIN_SERVER},
            }
        ]
        if CITIZEN_LOGIN
        else [],
    }
}
IDP_OIDC_ADAPTER = "portal.demo_identity.DemoIdentityProvider"
#: Staff must use a second factor wherever real citizens' cases are.
STAFF_MFA_REQUIRED = os.environ.get("FLEXCASE_STAFF_MFA", "1" if PRODUCTION else "0") == "1"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
ALLOWED_HOSTS = os.environ.get("FLEXCASE_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("FLEXCASE_ORIGINS", "").split(",") if origin]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *([LOGIN_SERVER] if LOGIN_SERVER else [])],
        "frame-src": [SELF],
        "object-src": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"

# --- Later work ------------------------------------------------------------------------------------------------------------
#: After this a worker that took a piece of work counts as dead, and work that had to wait is tried again. Longer than any
#: piece of work takes; a worker that is slower only costs that the work is done twice, with one result.
OUTBOX_CLAIM_LASTS = timedelta(seconds=float(os.environ.get("FLEXCASE_CLAIM_SECONDS", "30")))
SWEEP_EVERY = float(os.environ.get("FLEXCASE_SWEEP_EVERY", "5"))
CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL", "redis://127.0.0.1:6390/0")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
#: WeasyPrint keeps some 34 KB of native memory a letter: a worker process is renewed before that matters.
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = "Europe/Copenhagen"
#: Who waits for an answer in a browser does not wait for a broker that is away: the sweeper finds what it was not told.
CELERY_BROKER_CONNECTION_TIMEOUT = 1
if CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # Otherwise a killed worker's tasks stay lost for 100 seconds.
        "visibility_timeout": 60,
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
        # Otherwise a publisher tries for 6 seconds where nobody listens, and for ever where nobody answers.
        "max_retries": 0,
        "socket_timeout": 1,
        "socket_connect_timeout": 1,
    }
else:
    CELERY_TASK_DEFAULT_QUEUE_TYPE = "quorum"
CELERY_BEAT_SCHEDULE = {
    "sweep-outbox": {"task": "flexcase.base.tasks.sweep", "schedule": SWEEP_EVERY, "options": {"expires": 60}},
    "remind": {"task": "cases.tasks.remind", "schedule": float(os.environ.get("FLEXCASE_REMIND_EVERY", "60"))},
    "morning-mail": {"task": "cases.tasks.morning_mail", "schedule": crontab(minute="*/10", hour="6-8")},
    "end-what-ran-out": {"task": "decisions.tasks.end_what_ran_out", "schedule": 3600.0},
    "lapse-departures": {"task": "cases.tasks.lapse_departures", "schedule": 3600.0},
    "hand-over": {"task": "cases.tasks.hand_over", "schedule": float(os.environ.get("FLEXCASE_HAND_OVER_EVERY", "300"))},
    "sweep-files": {"task": "cases.tasks.sweep_files", "schedule": 3600.0},
    "forget-typed": {"task": "cases.tasks.forget_typed", "schedule": 86400.0},
    "daily-digest": {"task": "cases.tasks.daily_digest", "schedule": 3600.0},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")

# --- Mail, files, letters ----------------------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("FLEXCASE_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("FLEXCASE_SMTP_PORT", "8025"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("FLEXCASE_FROM", "flexcase@nordhavn.example")
MAIL_CATCHER_DIR = VAR / "mail"
FILES_DIR = VAR / "files"
DIGITAL_POST_DIR = VAR / "digital-post"
#: Working days after the sending date on which an ordinary letter counts as received (a setting: the post changes).
LETTER_DAYS = int(os.environ.get("FLEXCASE_LETTER_DAYS", "6"))
HEARING_DAYS = int(os.environ.get("FLEXCASE_HEARING_DAYS", "14"))
#: The municipality's own published frist for a decision, in weeks from the application.
DECISION_WEEKS = int(os.environ.get("FLEXCASE_DECISION_WEEKS", "26"))
#: Weeks in which the municipality answers a demand for a decision on the present basis; the law says as fast as possible.
PRESENT_BASIS_WEEKS = int(os.environ.get("FLEXCASE_PRESENT_BASIS_WEEKS", "6"))
#: How many days a departure from a rule (fravigelse) can wait for its answer, and once approved for its use.
DEPARTURE_DAYS = int(os.environ.get("FLEXCASE_DEPARTURE_DAYS", "30"))
#: Weeks from the start of the description until a case should be ready for the team: practice, not law (T-10).
PREPARATION_WEEKS = int(os.environ.get("FLEXCASE_PREPARATION_WEEKS", "12"))
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
UPLOAD_MAX_BYTES = 50 * 1024 * 1024
#: All files of one request together; scripts send each by itself.
UPLOAD_TOTAL_BYTES = int(os.environ.get("FLEXCASE_UPLOAD_TOTAL_MB", "200")) * 1024 * 1024
#: More than are taken (cases.papers.holding.MOST), so that it is said which are not.
DATA_UPLOAD_MAX_NUMBER_FILES = 500
FILE_UPLOAD_HANDLERS = ["flexcase.base.receiving.Receiver"]
#: ClamAV's daemon: the path of its socket, or host:port. Its StreamMaxLength must allow what an upload may fill.
CLAMD = os.environ.get("FLEXCASE_CLAMD", "")

# --- Language, time, static files --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "da"
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "ttf", "eot", "woff", "woff2", "png", "gz", "br")
STATICFILES_DIRS = [ROOT / "static"] + [
    (prefix, folder)
    for prefix, folder in (("dkfds", ROOT / "node_modules/dkfds/dist"), ("htmx", ROOT / "node_modules/htmx.org/dist"))
    if folder.is_dir()
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("FLEXCASE_LOG", "WARNING")},
}
