"""The tables as version 0.5.0 had them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zsa_portal.regulations.clock
from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    initial = True

    dependencies = [
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
    ]

    operations = [
        migrations.CreateModel(
            name="Setting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, verbose_name="figure")),
                ("value", models.JSONField(verbose_name="value")),
                (
                    "valid_from",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="valid from"
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "set_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="set by",
                    ),
                ),
            ],
            options={
                "verbose_name": "settable figure",
                "verbose_name_plural": "settable figures",
                "ordering": ["key", "-valid_from"],
                "indexes": [
                    models.Index(fields=["key", "-valid_from"], name="zsa_regulat_key_d875bc_idx")
                ],
            },
        ),
    ]
