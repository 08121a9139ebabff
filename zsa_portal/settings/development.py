"""Settings of a developer's machine and of the demonstration (`make run`)."""

from zsa_portal.settings.base import *
from zsa_portal.settings.base import STATE_DIR, env

# `make run` gives each installation its own; without it this one serves tests and shells.
SECRET_KEY = env("SECRET_KEY", default="development-only-not-a-secret")
DEBUG = False
ALLOWED_HOSTS = ["*"]
DEMO = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = STATE_DIR / "mail"
WHITENOISE_USE_FINDERS = True
# A demonstration moves every process's clock by the seconds in this file; production has none.
CLOCK_FILE = STATE_DIR / "clock"
