"""Settings of the portal in use. Every value comes from the environment; unsafe ones stop the start."""

import os

from zsa_portal.settings.base import *
from zsa_portal.settings.base import BASE_DIR, SILENCED_SYSTEM_CHECKS, env
from zsa_portal.settings.safety import refuse_missing, refuse_unsafe

refuse_missing(os.environ)

SECRET_KEY = env("SECRET_KEY")
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")

SESSION_COOKIE_SECURE = env.bool("SESSION_COOKIE_SECURE", default=True)
CSRF_COOKIE_SECURE = env.bool("CSRF_COOKIE_SECURE", default=True)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# nginx ends TLS and always sets this header itself; clients reach the portal only through it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# To be built into browsers is the domain owner's decision, hard to take back, and not ours.
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W021"]

vars().update(env.email("EMAIL_URL"))
EMAIL_TIMEOUT = 20

STATIC_ROOT = BASE_DIR / "build" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILES_ACCEL_PREFIX = env("FILES_ACCEL_PREFIX", default="/protected/")

refuse_unsafe(vars())
