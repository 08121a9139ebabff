"""The tables as version 0.5.0 had them."""

import django.db.models.deletion
from django.db import migrations, models

import zsa_portal.regulations.clock
from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    initial = True

    dependencies = [
        ("zsa_workflow", "0001_squashed_0007_looks_at_logs"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReminderSent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offset", models.SmallIntegerField(verbose_name="days from the last day")),
                (
                    "sent_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="sent"
                    ),
                ),
                ("people", models.PositiveSmallIntegerField(default=0, verbose_name="people told")),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="zsa_workflow.duty",
                        verbose_name="duty",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder sent",
                "verbose_name_plural": "reminders sent",
                "ordering": ["-sent_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("duty", "offset"), name="zsa_reminders_one_an_offset"
                    )
                ],
            },
        ),
    ]
