"""The tables as version 0.5.0 had them; a database older than that is brought to 0.5.0 first."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zsa_portal.regulations.clock
from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    replaces = [("zsa_engagements", "0001_initial"), ("zsa_engagements", "0002_replacements")]

    initial = True

    dependencies = [
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
        ("zsa_workflow", "0001_squashed_0007_looks_at_logs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Engagement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("round", models.PositiveSmallIntegerField(verbose_name="round")),
                (
                    "engaged_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="engaged"
                    ),
                ),
                ("question", models.TextField(blank=True, verbose_name="question")),
                (
                    "conclusion",
                    models.CharField(blank=True, max_length=20, verbose_name="conclusion"),
                ),
                ("opinion", models.TextField(blank=True, verbose_name="opinion")),
                ("at", models.DateTimeField(blank=True, null=True, verbose_name="given")),
                (
                    "released_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="released"),
                ),
                ("release_reason", models.TextField(blank=True, verbose_name="reason")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "engaged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="engaged by",
                    ),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="zsa_people.expert",
                        verbose_name="expert",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="zsa_workflow.matter",
                        verbose_name="matter",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacements",
                        to="zsa_engagements.engagement",
                        verbose_name="in place of",
                    ),
                ),
            ],
            options={
                "verbose_name": "engagement of an expert",
                "verbose_name_plural": "engagements of experts",
                "ordering": ["-round", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("released_at", None)),
                        fields=("matter", "kind", "round", "expert"),
                        name="one_live_engagement_an_expert",
                    )
                ],
            },
        ),
    ]
