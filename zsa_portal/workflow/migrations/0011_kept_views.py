import django.db.models.deletion
import zsa_portal.regulations.clock
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("zsa_workflow", "0010_lists_are_sorted_by_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=100, verbose_name="list")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("asked", models.CharField(max_length=4000, verbose_name="what is asked")),
                (
                    "saved_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="saved"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_views",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="whose",
                    ),
                ),
            ],
            options={
                "verbose_name": "kept view",
                "verbose_name_plural": "kept views",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "place", "name"), name="one_kept_view_of_a_name"
                    )
                ],
            },
        ),
    ]
