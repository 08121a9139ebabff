"""Runs in the image: collects the static files under hashed names, as production serves them."""

import os
import secrets

import django
from django.core.management import call_command

PLACEHOLDERS = {
    "SECRET_KEY": secrets.token_urlsafe(48),
    "DATABASE_URL": "postgres://unused@/unused",
    "REDIS_URL": "redis://unused",
    "ALLOWED_HOSTS": "unused.example.org",
    "SITE_URL": "https://unused.example.org",
    "EMAIL_URL": "smtp://unused:25",
    "DEFAULT_FROM_EMAIL": "unused@example.org",
    "STATE_DIR": "/data",
}


def main() -> None:
    """Collect, with the production settings and values that are used for nothing else."""
    os.environ |= PLACEHOLDERS | {"DJANGO_SETTINGS_MODULE": "zsa_portal.settings.production"}
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=1)


if __name__ == "__main__":
    main()
