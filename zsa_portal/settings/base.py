"""Settings that hold everywhere; development, production and test add theirs."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from redis import exceptions as redis_exceptions
from redis.backoff import NoBackoff
from redis.retry import Retry

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

STATE_DIR = Path(env("STATE_DIR", default=str(BASE_DIR / "var"))).resolve()

INSTALLED_APPS = [
    "zsa_portal.home",
    "standards",
    "certification",
    "archive",
    "zsa_portal.complaints",
    "zsa_portal.reminders",
    "zsa_portal.subscriptions",
    "zsa_portal.catalogue",
    "zsa_portal.ballots",
    "zsa_portal.meetings",
    "zsa_portal.engagements",
    "zsa_portal.notices",
    "zsa_portal.documents",
    "zsa_portal.wecom",
    "zsa_portal.workflow",
    "zsa_portal.returns",
    "zsa_portal.outbox",
    "zsa_portal.people",
    "zsa_portal.regulations",
    "zsa_portal.ui",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.forms",
    "django_fsm",
    "pgtrigger",
    "pghistory",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_filters",
    "django_tables2",
    "csp",
]

MIDDLEWARE = [
    "zsa_portal.outages.room.with_room",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zsa_portal.documents.uploads.UploadLimitMiddleware",
    "zsa_portal.workflow.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "zsa_portal.urls"
WSGI_APPLICATION = "zsa_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "zsa_portal.home.context.shell",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DJANGO_TABLES2_TEMPLATE = "partials/table.html"
FILTERS_EMPTY_CHOICE_LABEL = _("All")
CSRF_FAILURE_VIEW = "zsa_portal.ui.errors.csrf_failure"

DATABASES = {
    "default": env.db("DATABASE_URL", default="postgres://zsa:zsa@127.0.0.1:54329/zsa")
    | {
        "ENGINE": "zsa_portal.outages.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    },
}
# A peer that is gone without a word, for every process. A migration waits a minute for a lock at
# most, so that nobody queues behind it for longer; its statements may take what they need. No
# statement is compiled by the server: ours are long to write and short to run.
DATABASES["default"]["OPTIONS"] = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "options": "-c lock_timeout=60000 -c jit=off",
} | DATABASES["default"].get("OPTIONS", {})
# Seconds; the web's and the workers' own limits (zsa_portal.outages.postgresql.patience).
DATABASE_PATIENCE = {
    "web": {"connect": 3, "statement": 10, "lock": 8},
    "worker": {"connect": 10, "statement": 120, "lock": 60},
}
REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:63799/0")
# A connection that Valkey closed meanwhile is opened anew once; silence is not waited for twice.
REDIS_PATIENCE = {
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    "retry": Retry(NoBackoff(), 1, supported_errors=(redis_exceptions.ConnectionError,)),
}
CACHES = {
    "default": {
        "BACKEND": "zsa_portal.outages.cache.SteadyCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "zsa",
        "OPTIONS": {"CONNECTION_POOL_KWARGS": REDIS_PATIENCE},
    },
    "sessions": {
        "BACKEND": "zsa_portal.outages.cache.SessionCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "zsa-sessions",
        "TIMEOUT": 60,
        "OPTIONS": {"CONNECTION_POOL_KWARGS": REDIS_PATIENCE},
    },
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_CACHE_ALIAS = "sessions"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "zsa_people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "zsa_portal.people.administration.offices.OfficesBackend",
    "zsa_portal.documents.backends.DocumentRights",
]
# guardian's rows enter the one rule of documents; its backend, which knows of no end, is not asked.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
ANONYMOUS_USER_NAME = None
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:desk"
ACCOUNT_ADAPTER = "zsa_portal.people.adapter.InvitedOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_USER_DISPLAY = str
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_TOTP_ISSUER = "ZSA"
# Wrong passwords: how many in how many seconds, and for an address how many more for each person
# who has signed in from it in the last 30 days (zsa_portal.people.accounts.limits).
SIGN_IN_LIMITS = {"pair": (5, 300), "address": (30, 300, 10), "name": (50, 3600)}
# A whole office sits behind one address; "key" is the address of mail that was typed, or a user's
# second factor. Whoever reaches the limit of reset mails has as many working links in the mailbox.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "5/5m/key",
    "reset_password": "60/10m/ip,5/10m/key",
    "reset_password_from_key": "60/m/ip",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
FORMAT_MODULE_PATH = ["zsa_portal.ui.formats"]
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = STATE_DIR / "static"
FILES_ROOT = STATE_DIR / "files"
FILES_MAX_BYTES = 200 * 1024 * 1024
FILES_ACCEL_PREFIX = ""
FILE_UPLOAD_HANDLERS = [
    "zsa_portal.documents.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Files of people are parsed by the workers of the queue "parsing" (zsa_portal.parsing).
PARSING_IN_PROCESS = False
# The virus scanner of the house (clamd): host:port, or the path of its socket; none if empty.
CLAMD_ADDRESS = env("CLAMD_ADDRESS", default="")
FORM_FONTS_DIR = env("FORM_FONTS_DIR", default="")

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="portal@zsa.example.org")
# Mails that come back: where to, with * for each mail's own mark, and the mailbox they are read from
# (imaps://user:password@host/FOLDER or pop3s://…); none is read if it is empty.
RETURNS_ADDRESS = env("RETURNS_ADDRESS", default="")
RETURNS_URL = env("RETURNS_URL", default="")
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000")

# Approvals in WeCom (企业微信): off unless all of it is set; CONTROL_ID is that of the template's text.
WECOM_URL = env("WECOM_URL", default="https://qyapi.weixin.qq.com")
WECOM = {
    "CORP_ID": env("WECOM_CORP_ID", default=""),
    "SECRET": env("WECOM_SECRET", default=""),
    "TEMPLATE_ID": env("WECOM_TEMPLATE_ID", default=""),
    "CONTROL_ID": env("WECOM_CONTROL_ID", default=""),
    "TOKEN": env("WECOM_TOKEN", default=""),
    "AES_KEY": env("WECOM_AES_KEY", default=""),
}

CELERY_BROKER_URL = CELERY_RESULT_BACKEND = REDIS_URL
CELERY_RESULT_EXPIRES = 600
CELERY_TASK_ROUTES = ("zsa_portal.parsing.declaring.route",)
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_connect_timeout": 5,
    "socket_timeout": 15,
}
# A web process asks a worker at once or not at all.
BROKER_PATIENCE = {
    "socket_connect_timeout": 1,
    "socket_timeout": 1,
    "max_retries": 0,
    "interval_start": 0,
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "send-due-messages": {"task": "zsa_portal.outbox.tasks.send_due", "schedule": 30.0},
    "make-digests": {"task": "zsa_portal.outbox.digests.make_digests", "schedule": 300.0},
    "read-returned-mails": {"task": "zsa_portal.returns.tasks.read_returns", "schedule": 300.0},
    "render-pending-forms": {"task": "zsa_portal.documents.tasks.render_pending", "schedule": 30.0},
    "read-waiting-texts": {
        "task": "zsa_portal.documents.finding.filling.read_waiting_texts",
        "schedule": 15.0,
    },
    "read-waiting-tables": {
        "task": "zsa_portal.people.tasks.read_waiting",
        "schedule": 30.0,
    },
    "take-clock-steps": {"task": "zsa_portal.workflow.tasks.take_clock_steps", "schedule": 60.0},
    "seal-logs": {"task": "zsa_portal.workflow.tasks.seal", "schedule": 5.0},
    "hand-over-to-wecom": {"task": "zsa_portal.wecom.tasks.send_due", "schedule": 60.0},
    "look-at-wecom": {"task": "zsa_portal.wecom.tasks.look_due", "schedule": 60.0},
    "run-sweeps": {"task": "zsa_portal.workflow.tasks.run_sweeps", "schedule": 600.0},
    "follow-seats": {"task": "zsa_portal.ballots.tasks.follow_seats", "schedule": 600.0},
    "remind": {"task": "zsa_portal.reminders.tasks.remind", "schedule": 600.0},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "style-src": [SELF],
        "script-src": [SELF],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o640

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"one_line": {"()": "zsa_portal.outages.lines.OneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "pikepdf": {"level": "WARNING"},
        # It names every file of a bag, also confidential ones.
        "bagit": {"level": "CRITICAL"},
        "fontTools": {"level": "WARNING"},
        "weasyprint.progress": {"level": "WARNING"},
        "django.request": {"filters": ["one_line"]},
    },
}
