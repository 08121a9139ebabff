"""The settings of the web server and the worker under outage: the tests' own, less patient."""

import os
from pathlib import Path

from zsa_portal.outages.breaker import VALKEY
from zsa_portal.settings.test import *  # noqa: F403 - settings inherit by star import
from zsa_portal.settings.test import DATABASES

VALKEY.pause = 1
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASE_PATIENCE = {
    "web": {"connect": 1, "statement": 2, "lock": 1},
    "worker": {"connect": 1, "statement": 2, "lock": 1},
}
PARSING_IN_PROCESS = False
FILES_ROOT = Path(os.environ["OUTAGE_FILES"])
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = os.environ["OUTAGE_MAILS"]
