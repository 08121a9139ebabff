"""Open an account of administration without a password, and mail its person the link to set one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from zsa_portal.people.administration.actions import (
    administrator_make,
    password_link,
    password_link_mail,
)
from zsa_portal.people.administration.offices import Office

OFFICES = {"system": Office.SYSTEM, "security": Office.SECURITY, "audit": Office.AUDIT}


class Command(BaseCommand):
    help = (
        "Opens an account of system, security or audit administration and mails its person a link "
        "to set the password. An account of that name gets the office and loses the superuser flag."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="", help="the person's full name")
        parser.add_argument("--email", default="", help="where the link is mailed")
        parser.add_argument("--office", choices=OFFICES, default="system")
        parser.add_argument(
            "--print-link", action="store_true", help="print the link, where no mail goes out yet"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        office = OFFICES[options["office"]]
        given = {name: options[name] for name in ("username", "name", "email")}
        try:
            with transaction.atomic():
                user = administrator_make(**given, office=office)
                if not user.has_usable_password():
                    password_link_mail(user=user)
        except ValidationError as error:
            raise CommandError(_lines(error)) from error
        self.stdout.write(f"{user.username}: {office.label}")
        if user.has_usable_password():
            self.stdout.write("The account keeps its password.")
            return
        self.stdout.write(f"A link to set the password goes to {user.email}.")
        if options["print_link"]:
            self.stdout.write(password_link(user))


def _lines(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return "\n".join(f"--{field}: {' '.join(said)}" for field, said in error.message_dict.items())
