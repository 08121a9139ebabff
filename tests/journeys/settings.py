"""The settings of the journeys' worker: the tests' own, on the tests' database, with mails in files."""

from pathlib import Path

from zsa_portal.settings.test import *  # noqa: F403 - settings inherit by star import
from zsa_portal.settings.test import DATABASES, env

DATABASES["default"]["NAME"] = env("JOURNEY_DATABASE")
DATABASES["default"]["CONN_MAX_AGE"] = 600
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = env("JOURNEY_MAIL")
CLOCK_FILE = Path(env("JOURNEY_CLOCK"))
