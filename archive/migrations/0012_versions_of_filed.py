from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

ARCHIVIST = 1
BEING_MADE_UP = ("filing_collecting", "filing_returned")


def pin(apps, _editor):
    """Each filed record is the version that was the newest when it was taken in, or its list signed."""
    items = apps.get_model("archive", "Item").objects.filter(version=None)
    versions = apps.get_model("zsa_documents", "Version").objects
    signatures = apps.get_model("archive", "Signature").objects
    signed = signatures.filter(filing=OuterRef("filing"), place=ARCHIVIST).order_by("-pk")
    listed = items.filter(state__in=("listed", "returned"), filing__isnull=False)
    listed = listed.exclude(filing__state__in=BEING_MADE_UP)
    _pin(items.filter(state__in=("accepted", "disposed")), versions, "accepted_at")
    _pin(listed.annotate(signed_at=Subquery(signed.values("at")[:1])), versions, "signed_at")


def _pin(items, versions, at):
    newest = versions.filter(document=OuterRef("document")).order_by("-number").values("pk")
    then = newest.filter(at__lte=OuterRef(at))
    items.update(version=Coalesce(Subquery(then[:1]), Subquery(newest[:1])))


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0011_versions_signed"),
        ("zsa_documents", "0011_papers_as_one_zip"),
    ]

    operations = [migrations.RunPython(pin, migrations.RunPython.noop)]
