import secrets

from django.db import migrations

KINDS = {"archive.record": "archive.received", "archive.original": "archive.received_original"}


def as_received(apps, _editor):
    """What came in with a bag is of the kinds that say so, and its paper originals have labels."""
    items = apps.get_model("archive", "Item").objects.filter(intake__isnull=False)
    documents = apps.get_model("zsa_documents", "Document").objects
    for before, now in KINDS.items():
        documents.filter(pk__in=items.values("document"), kind=before).update(kind=now)
    for pk in items.filter(medium="paper", label=None).values_list("pk", flat=True):
        items.filter(pk=pk).update(label=secrets.token_urlsafe(12))


def as_filed(apps, _editor):
    """The kinds as they were; labels stay, for they may be printed."""
    documents = apps.get_model("zsa_documents", "Document").objects
    for before, now in KINDS.items():
        documents.filter(kind=now).update(kind=before)


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0009_checks_of_bags"),
        ("zsa_documents", "0011_papers_as_one_zip"),
    ]

    operations = [migrations.RunPython(as_received, as_filed)]
