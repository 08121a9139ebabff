"""The tables as version 0.5.0 had them; a database older than that is brought to 0.5.0 first."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zsa_portal.regulations.clock
from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    replaces = [("zsa_meetings", "0001_initial"), ("zsa_meetings", "0002_recorder_of_the_minutes")]

    initial = True

    dependencies = [
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
        ("zsa_workflow", "0001_squashed_0007_looks_at_logs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
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
                    "form",
                    models.CharField(
                        choices=[("meeting", "Meeting"), ("correspondence", "Correspondence")],
                        default="meeting",
                        max_length=20,
                        verbose_name="form",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="date and time")),
                ("place", models.CharField(max_length=200, verbose_name="place")),
                ("agenda", models.TextField(verbose_name="agenda")),
                ("guests", models.TextField(blank=True, verbose_name="also present")),
                ("minutes", models.TextField(blank=True, verbose_name="minutes")),
                (
                    "sections",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="further sections of the minutes"
                    ),
                ),
                (
                    "attended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="attendance recorded"),
                ),
                (
                    "by_consensus",
                    models.BooleanField(blank=True, null=True, verbose_name="by consensus"),
                ),
                (
                    "conclusion",
                    models.CharField(blank=True, max_length=20, verbose_name="conclusion"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "concluded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="concluded"),
                ),
                (
                    "convened_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="convened"
                    ),
                ),
                (
                    "chair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="chair",
                    ),
                ),
                (
                    "convened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="convened by",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="zsa_workflow.matter",
                        verbose_name="matter",
                    ),
                ),
                (
                    "recorder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorder of the minutes",
                    ),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ["-round"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("matter", "kind", "round"), name="one_meeting_of_a_kind_a_round"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("post", models.CharField(blank=True, max_length=80, verbose_name="post")),
                (
                    "title",
                    models.CharField(blank=True, max_length=80, verbose_name="professional title"),
                ),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=160, verbose_name="organisation"),
                ),
                ("present", models.BooleanField(default=False, verbose_name="present")),
                ("signed", models.BooleanField(default=False, verbose_name="has signed")),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_people.seat",
                        verbose_name="seat",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendance",
                        to="zsa_meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendance",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "seat"), name="one_attendance_of_a_seat"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("seat", None)),
                        fields=("meeting", "user"),
                        name="one_attendance_without_a_seat",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Point",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("clause", models.CharField(blank=True, max_length=40, verbose_name="clause")),
                (
                    "raised_by",
                    models.CharField(blank=True, max_length=80, verbose_name="raised by"),
                ),
                ("text", models.TextField(verbose_name="opinion")),
                ("handling", models.TextField(blank=True, verbose_name="how it was handled")),
                (
                    "is_change",
                    models.BooleanField(default=False, verbose_name="a change is asked for"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="what was done")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="zsa_meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "point raised in a meeting",
                "verbose_name_plural": "points raised in meetings",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "number"), name="one_point_a_number")
                ],
            },
        ),
    ]
