"""The tables as version 0.5.0 had them; a database older than that is brought to 0.5.0 first."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zsa_portal.regulations.clock
from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    replaces = [
        ("zsa_outbox", "0001_initial"),
        ("zsa_outbox", "0002_initial"),
        ("zsa_outbox", "0003_mail_resent"),
        ("zsa_outbox", "0004_mail_shown_as"),
    ]

    initial = True

    dependencies = [
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(max_length=120, verbose_name="event")),
                ("subject", models.CharField(max_length=400, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
                ("link", models.CharField(blank=True, max_length=300, verbose_name="link")),
                ("about", models.BigIntegerField(blank=True, null=True, verbose_name="matter")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="created"
                    ),
                ),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recipient",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ["-created_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["recipient", "-created_at"], name="zsa_outbox__recipie_ffd512_idx"
                    ),
                    models.Index(
                        condition=models.Q(("read_at", None)),
                        fields=["recipient"],
                        name="unread_messages",
                    ),
                    models.Index(
                        fields=["about", "-created_at"], name="zsa_outbox__about_f15376_idx"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.EmailField(max_length=254, verbose_name="address")),
                ("subject", models.CharField(max_length=400, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
                (
                    "rfc_message_id",
                    models.CharField(max_length=120, unique=True, verbose_name="Message-ID"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("queued", "Queued"), ("sent", "Sent"), ("failed", "Failed")],
                        default="queued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "next_try_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="next try"
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                ("error", models.TextField(blank=True, verbose_name="error")),
                (
                    "message",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail",
                        to="zsa_outbox.message",
                        verbose_name="message",
                    ),
                ),
                (
                    "resent_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="sent again"),
                ),
                (
                    "resent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sent again by",
                    ),
                ),
                ("shown_as", models.CharField(blank=True, max_length=120, verbose_name="shown as")),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")),
                        fields=["next_try_at"],
                        name="queued_mails",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Routing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(max_length=120, unique=True, verbose_name="event")),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="roles",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
            ],
            options={
                "verbose_name": "routing",
                "verbose_name_plural": "routings",
                "ordering": ["event"],
            },
        ),
    ]
