"""One settings module for every way to run the portal; the environment decides.

* nothing set: the embedded portal of `make run` (SQLite, a file broker, production behaviour over plain HTTP);
* `DATABASE_URL`, `REDIS_URL`: PostgreSQL and Redis;
* `PRODUCTION=true`: as above behind TLS, and unsafe values stop the start (see docs/operations.md).
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from scrutiny_portal import keys, logs

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

PRODUCTION = env.bool("PRODUCTION", False)
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "data"))).resolve()
DEBUG = env.bool("DEBUG", False)
DATABASE_URL = env.str("DATABASE_URL", "")
REDIS_URL = env.str("REDIS_URL", "")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
SECRET_KEY = env.str("SECRET_KEY", "") or ("" if PRODUCTION else keys.kept_secret_key(DATA_DIR))

# Signs the daily seals of the history. Keep it where the database is not: whoever has both can rewrite the past unseen.
SEAL_KEY = env.str("SEAL_KEY", "") or SECRET_KEY
SEAL_KEYS_BEFORE: list[str] = env.list("SEAL_KEYS_BEFORE", [])

if PRODUCTION:
    for broken, sentence in (
        (not SECRET_KEY, "PRODUCTION needs SECRET_KEY: set it to a long random text and keep it secret."),
        (DEBUG, "PRODUCTION refuses DEBUG: it shows the portal's insides to strangers."),
        (not ALLOWED_HOSTS, "PRODUCTION needs ALLOWED_HOSTS: the names under which the portal is reached."),
        ("*" in ALLOWED_HOSTS, "PRODUCTION refuses ALLOWED_HOSTS=*: name the hosts."),
        (not DATABASE_URL, "PRODUCTION needs DATABASE_URL, a postgres:// address."),
        (not REDIS_URL, "PRODUCTION needs REDIS_URL, a redis:// address."),
        (not env.str("EMAIL_URL", ""), "PRODUCTION needs EMAIL_URL: else nobody is told what is due."),
    ):
        if broken:
            raise ImproperlyConfigured(sentence)

INSTALLED_APPS = [
    "scrutiny_portal.admin_site.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "csp",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "core",
    "councils",
    "notices",
    "strategies",
    "task_groups",
    "meetings",
    "recommendations",
    "work_programme",
    "scrutiny_portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "scrutiny_portal.middleware.PlainInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "scrutiny_portal.middleware.SessionLimitMiddleware",
    "scrutiny_portal.middleware.PrivatePagesMiddleware",
    "scrutiny_portal.middleware.KeptFormMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "scrutiny_portal.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "scrutiny_portal.urls"
WSGI_APPLICATION = "scrutiny_portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "scrutiny_portal.context_processors.shell",
            ],
            "builtins": ["core.templatetags.portal"],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["portal"]
CRISPY_TEMPLATE_PACK = "portal"

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;PRAGMA busy_timeout=20000;"
    ),
}
if DATABASE_URL:
    DATABASES = {"default": env.dj_db_url("DATABASE_URL")}
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "portal.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
        }
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_CACHE = {
    "LOCATION": REDIS_URL,
    "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
}
CACHES: dict[str, dict[str, Any]] = (
    {
        "default": {"BACKEND": "core.redis_cache.RedisOrMemory", **REDIS_CACHE},
        "sessions": {"BACKEND": "core.redis_cache.RedisOrNothing", **REDIS_CACHE},
    }
    if REDIS_URL
    else {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "portal"},
        # Each process has a memory of its own: kept there, a session would outlive signing out in another.
        "sessions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    }
)

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
UPLOAD_LIMIT_MB = 20
# A command that reads a file and ends with 0 when it is clean, such as "clamdscan --no-summary -".
UPLOAD_SCANNER = env.str("UPLOAD_SCANNER", default="")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# Sign-in. Accounts are made by an administrator, never by signing up.
AUTH_USER_MODEL = "councils.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "landing"
LOGOUT_REDIRECT_URL = "overview"
ACCOUNT_ADAPTER = "scrutiny_portal.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "scrutiny_portal.adapters.SocialAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/key,30/5m/ip", "reset_password": "20/m/ip,5/m/key"}
MFA_ADAPTER = "scrutiny_portal.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Partnership Scrutiny"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
if ENTRA_CLIENT_ID := env.str("ENTRA_CLIENT_ID", ""):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": "entra",
                "name": "Microsoft Entra",
                "client_id": ENTRA_CLIENT_ID,
                "secret": env.str("ENTRA_CLIENT_SECRET"),
                "settings": {
                    "server_url": f"https://login.microsoftonline.com/{env.str('ENTRA_TENANT_ID')}/v2.0",
                    "oauth_pkce_enabled": True,
                    # The councils' own domains: an address elsewhere proves nobody's account.
                    "verified_email": env.list("ENTRA_EMAIL_DOMAINS", []),
                },
            }
        ]
    }
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR_REQUIRED", PRODUCTION)
TRIAL_ACCOUNTS = env.bool("TRIAL_ACCOUNTS", not PRODUCTION)
# Set by `make demo` alone: every page says that what it shows is invented.
DEMONSTRATION = env.bool("DEMONSTRATION", False)
if PRODUCTION and TRIAL_ACCOUNTS:
    raise ImproperlyConfigured("PRODUCTION refuses TRIAL_ACCOUNTS: everybody knows their passwords.")

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_CACHE_ALIAS = "sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_IDLE = timedelta(minutes=30)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "scrutiny_portal.views.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, "https://login.microsoftonline.com"] if ENTRA_CLIENT_ID else [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

EMAIL_CONFIG = env.dj_email_url("EMAIL_URL", "" if PRODUCTION else f"file:///{DATA_DIR / 'mail'}")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Partnership Scrutiny <noreply@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
PORTAL_URL = env.str("PORTAL_URL", "http://localhost:8000").rstrip("/")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "security@localhost")

# Celery is only the bell: what must happen stands in the database and a sweep finds it (docs/architecture.md).
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = (
    {"visibility_timeout": 600}
    if REDIS_URL
    else {
        "data_folder_in": str(DATA_DIR / "broker" / "messages"),
        "data_folder_out": str(DATA_DIR / "broker" / "messages"),
        "processed_folder": str(DATA_DIR / "broker" / "processed"),
        "control_folder": str(DATA_DIR / "broker" / "control"),
        "polling_interval": 0.1,
    }
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "open-due-reviews": {
        "task": "strategies.tasks.open_due_reviews_task",
        "schedule": crontab(minute="7,37"),
    },
    "prepare-opened-reviews": {
        "task": "task_groups.tasks.prepare_deep_reviews_task",
        "schedule": crontab(minute="12,42"),
    },
    "write-reminders": {
        "task": "recommendations.tasks.write_reminders_task",
        "schedule": crontab(minute="17,47"),
    },
    "seal-history": {
        "task": "scrutiny_portal.tasks.seal_history_task",
        "schedule": crontab(minute="2,32"),
    },
    "tell-of-windows": {
        "task": "strategies.tasks.tell_of_windows_task",
        "schedule": crontab(minute="22,52"),
    },
    "read-waiting": {"task": "recommendations.tasks.read_waiting_task", "schedule": timedelta(minutes=1)},
    "send-notices": {"task": "notices.tasks.send_notices_task", "schedule": timedelta(minutes=1)},
}

LOGGING = logs.configuration(json=PRODUCTION)
TEST_RUNNER = "django.test.runner.DiscoverRunner"
