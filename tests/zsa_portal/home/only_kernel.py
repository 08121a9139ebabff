"""The portal without any app: what is left is the kernel's."""

from zsa_portal.settings.test import *  # noqa: F403 - settings are layered so
from zsa_portal.settings.test import INSTALLED_APPS

INSTALLED_APPS = [
    app
    for app in INSTALLED_APPS
    if app not in ("standards", "certification", "archive") and not app.startswith("tests.")
]
