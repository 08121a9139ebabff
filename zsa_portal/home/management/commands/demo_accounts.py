"""``manage.py demo_accounts``: who to sign in as in the demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from zsa_portal.home.demo.accounts import table


class Command(BaseCommand):
    help = "Prints the demonstration's accounts: account, password, name, role."

    def handle(self, *args: Any, **options: Any) -> None:
        if not getattr(settings, "DEMO", False):
            raise CommandError(_("This is no demonstration (the setting DEMO is off)."))
        self.stdout.write(table())
