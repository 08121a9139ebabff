"""Measures on a copy of the database, which is dropped afterwards."""

from __future__ import annotations

import os
import platform
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zsa_portal.settings.development")
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402 - the settings come first
from django.core.management import call_command  # noqa: E402
from django.db import OperationalError, ProgrammingError  # noqa: E402

from benchmarks import forms, pages, races  # noqa: E402
from benchmarks.aside import a_copy  # noqa: E402


def main() -> int:
    """Print all figures; 1 with a sentence where nothing can be measured."""
    try:
        with a_copy():
            if not get_user_model().objects.exists():
                print("The database is empty: loading the demonstration", flush=True)
                call_command("load_demo", verbosity=0)
            load = ", ".join(f"{figure:.1f}" for figure in os.getloadavg())
            print(f"{os.cpu_count()} processors, Python {platform.python_version()}, load {load}")
            pages.show()
            forms.show()
            races.show()
    except (OperationalError, ProgrammingError) as error:
        print(f"Stopped: {str(error).strip()}", file=sys.stderr)
        return 1
    return 0


sys.exit(main())
