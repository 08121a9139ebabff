"""Settings of the worker that a test starts and kills: its mails become files, slowly if asked."""

import os

from zsa_portal.settings.test import *  # noqa: F403 - settings inherit by star import
from zsa_portal.settings.test import DATABASES

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
EMAIL_BACKEND = "tests.zsa_portal.outbox.slow_files.SlowFiles"
EMAIL_FILE_PATH = os.environ["MAIL_DIR"]
