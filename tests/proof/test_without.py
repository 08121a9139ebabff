"""Without its line in INSTALLED_APPS the portal has nothing of the proof; with it, all of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from django.conf import settings

DECLARED = """
import json, django
django.setup()
from django.core.management import call_command
from django.urls import NoReverseMatch, reverse
from zsa_portal.ballots.kinds import KINDS as BALLOTS
from zsa_portal.documents.access import PUBLIC_KINDS, uploads
from zsa_portal.documents.kinds import FORMS
from zsa_portal.notices.kinds import KINDS as NOTICES
from zsa_portal.people.menu import MENU
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.roles import ROLES
call_command("check", "--fail-level", "ERROR")
found = [list(one) for one in (MACHINES, ROLES, uploads, FORMS, BALLOTS, NOTICES, MENU)]
found += [list(PUBLIC_KINDS)]
try:
    found.append([reverse("proof:begin")])
except NoReverseMatch:
    found.append([])
print(json.dumps(found))
"""
OF_THE_PROOF = [
    ["suggestion"],
    ["keeper"],
    ["proof.suggestion_text"],
    ["proof.suggestion_adopted"],
    ["proof.suggestion_ballot"],
    ["proof.suggestion_notice"],
    ["proof.begin"],
    ["proof.suggestion_adopted", "proof.suggestion_text"],
    ["/suggestions/new/"],
]


def declared_under(module: str) -> list[set[str]]:
    """Machines, roles, papers, forms, ballots, notices, menu, public kinds, its address."""
    done = subprocess.run(
        [sys.executable, "-c", DECLARED],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": module},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    return [set(one) for one in json.loads(done.stdout.splitlines()[-1])]


def test_what_the_portal_has_of_the_proof_goes_with_its_line():
    with_it = declared_under("zsa_portal.settings.test")
    without = declared_under("tests.proof.without")
    assert [
        sorted(one - other) for one, other in zip(with_it, without, strict=True)
    ] == OF_THE_PROOF
    assert [other - one for one, other in zip(with_it, without, strict=True)] == [set()] * 9


def test_nothing_outside_its_folder_names_it_but_two_lines_of_the_tests():
    """And ``make test``, which says by name that it holds."""
    words = ("tests.proof", "test_proof", "proof:begin", "proof.suggestion", "suggestion_at")
    done = subprocess.run(
        ["grep", "-rnlE", "|".join(words), "zsa_portal", "standards", "templates", "ops"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    python = {line for line in done.stdout.splitlines() if not line.endswith(".pyc")}
    assert python == {"zsa_portal/settings/test.py", "ops/check.py"}
