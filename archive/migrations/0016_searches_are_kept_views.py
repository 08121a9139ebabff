from urllib.parse import parse_qsl, urlencode

from django.db import migrations

PLACE = "archive:items"
ORDER = (
    "q",
    "department",
    "year",
    "level",
    "medium",
    "entry",
    "kind",
    "project",
    "filed_by",
    "sort",
)
"""What a search of the records could ask, as a kept view writes it down."""


def carry(apps, _editor):
    """Every search that somebody keeps is a view of the list of records, under its name."""
    views = apps.get_model("zsa_workflow", "KeptView").objects
    searches = apps.get_model("archive", "SavedSearch").objects.order_by("pk")
    views.bulk_create(
        (
            views.model(
                user_id=one.user_id,
                place=PLACE,
                name=one.name,
                asked=_in_order(one.asked),
                saved_at=one.saved_at,
            )
            for one in searches.iterator()
        ),
        batch_size=1000,
    )


def give_back(apps, _editor):
    """The views of the list of records are searches again, those that are not too long for one."""
    views = apps.get_model("zsa_workflow", "KeptView").objects.filter(place=PLACE)
    searches = apps.get_model("archive", "SavedSearch").objects
    searches.bulk_create(
        searches.model(user_id=one.user_id, name=one.name, asked=one.asked, saved_at=one.saved_at)
        for one in views.order_by("pk")
        if len(one.asked) <= searches.model._meta.get_field("asked").max_length
    )
    views.delete()


def _in_order(asked):
    pairs = [pair for pair in parse_qsl(asked) if pair[0] in ORDER]
    return urlencode(sorted(pairs, key=lambda pair: ORDER.index(pair[0])))


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0015_gone_through"),
        ("zsa_workflow", "0011_kept_views"),
    ]

    operations = [migrations.RunPython(carry, give_back)]
