"""The three groups of administration; what each may do stands in people.administration.offices."""

from django.db import migrations

OFFICES = ("administration:system", "administration:security", "administration:audit")


def make(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in OFFICES:
        group.objects.get_or_create(name=name)


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=OFFICES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("zsa_people", "0004_names_and_codes_are_folded"),
    ]
    operations = [migrations.RunPython(make, remove)]
