"""The tests' portal without the proof: it is gone with its line in INSTALLED_APPS and its urls."""

from zsa_portal.settings.test import *  # noqa: F403 - settings are layered so
from zsa_portal.settings.test import INSTALLED_APPS

INSTALLED_APPS = [app for app in INSTALLED_APPS if app != "tests.proof"]
ROOT_URLCONF = "zsa_portal.urls"
