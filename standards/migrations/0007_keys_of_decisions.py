"""Decisions are told apart by the keys of their declared kinds, which carry the app."""

import pgtrigger
from django.db import migrations

KEYS = {
    "project_plan": "standards.plan",
    "draft_agreement": "standards.draft_agreement",
    "publication": "standards.publication",
}


def rename(apps, keys):
    decisions = apps.get_model("zsa_ballots", "Decision").objects
    # The record stays as it was written: only the name of its kind changes.
    with pgtrigger.ignore("zsa_ballots.Decision:written_once"):
        for old, new in keys.items():
            decisions.filter(purpose=old).update(purpose=new)


def forwards(apps, schema_editor):
    rename(apps, KEYS)


def backwards(apps, schema_editor):
    rename(apps, {new: old for old, new in KEYS.items()})


class Migration(migrations.Migration):
    dependencies = [
        ("standards", "0006_field_of_its_machine"),
        ("zsa_ballots", "0001_initial"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
