"""Settings under which the tests run: nothing shared between workers or developers."""

from zsa_portal.settings.base import *
from zsa_portal.settings.base import (
    CACHES,
    CELERY_BROKER_TRANSPORT_OPTIONS,
    DATABASES,
    INSTALLED_APPS,
    STATE_DIR,
    WECOM,
    env,
)

SECRET_KEY = "test-only-not-a-secret"  # noqa: S105 - never used in production
DEBUG = False
ALLOWED_HOSTS = ["*"]
DEMO = True

SUFFIX = env("TEST_DB_SUFFIX", default="main")
WORKER = env("PYTEST_XDIST_WORKER", default="main")
OWN = f"test-{SUFFIX}-{WORKER}"

# A database that is migrated already may be named, so that each worker's is a copy of it.
DATABASES["default"]["TEST"] = {
    "NAME": f"test_zsa_{SUFFIX}",
    "TEMPLATE": env("TEST_DB_TEMPLATE", default=None),
}
DATABASES["default"]["CONN_MAX_AGE"] = 0
CACHES["default"]["KEY_PREFIX"] = OWN
CACHES["sessions"]["KEY_PREFIX"] = f"{OWN}-sessions"
# A page costs as many queries late in a test as early in it.
CACHES["sessions"]["TIMEOUT"] = 3600
CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"] = f"{OWN}:"
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"global_keyprefix": f"{OWN}:"}
WECOM = dict.fromkeys(WECOM, "")
RETURNS_ADDRESS = RETURNS_URL = ""
PARSING_IN_PROCESS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
FILES_ROOT = STATE_DIR / "test-files" / OWN
INSTALLED_APPS = [*INSTALLED_APPS, "tests.procedure", "tests.proof"]
ROOT_URLCONF = "tests.urls"
WHITENOISE_USE_FINDERS = True
# A file is looked for when it is asked: otherwise each test's client first reads all there are.
WHITENOISE_AUTOREFRESH = True
LANGUAGE_CODE = "en"
