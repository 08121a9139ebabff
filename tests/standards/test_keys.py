"""Rows kept under the keys of before carry the app after the migrations, and go back again."""

from importlib import import_module

import pytest
from django.apps import apps

from standards.states import S
from zsa_portal.ballots.models import Ballot
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.notices.models import Notice

pytestmark = pytest.mark.django_db

MIGRATIONS = [
    import_module(f"{package}.migrations.{name}").Migration
    for package, name in (
        ("zsa_portal.ballots", "0003_keys_carry_their_app"),
        ("zsa_portal.notices", "0002_keys_carry_their_app"),
        ("standards", "0009_keys_carry_their_app"),
        ("standards", "0014_keys_of_the_catalogue"),
    )
]
OLD = {"ballots.result": "ballot_result"}
NEWER = ("standards.proposal_summary_form", "standards.standard_summary_form")
"""Kinds that came after the renaming and never had another key."""


def move(direction):
    for migration in MIGRATIONS if direction == "code" else reversed(MIGRATIONS):
        getattr(migration.operations[-1], direction)(apps, None)


def kept():
    events = apps.get_model("zsa_documents", "DocumentEvent")
    return {
        model.__name__: list(model.objects.order_by("pk").values_list("pk", "kind"))
        for model in (Ballot, Document, events, IssuedForm, Notice)
    }


def test_what_was_recorded_under_other_keys_is_found_under_those_of_today(project_at):
    project_at(S.PUBLISHED)
    found = kept()
    assert all(found.values())
    assert {kind.split(".")[0] for rows in found.values() for _pk, kind in rows} >= {
        "ballots",
        "catalogue",
        "notices",
        "standards",
    }
    move("reverse_code")
    assert kept() == {
        name: [
            (pk, kind if kind in NEWER else OLD.get(kind, kind.partition(".")[2]))
            for pk, kind in rows
        ]
        for name, rows in found.items()
    }
    move("code")
    assert kept() == found
