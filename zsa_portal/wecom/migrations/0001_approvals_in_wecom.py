"""The tables as version 0.5.0 had them."""

import uuid

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import zsa_portal.regulations.clock
from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
        ("zsa_workflow", "0001_squashed_0007_looks_at_logs"),
    ]

    operations = [
        migrations.CreateModel(
            name="CallBack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "signature",
                    models.CharField(max_length=40, unique=True, verbose_name="signature"),
                ),
                (
                    "number",
                    models.CharField(blank=True, max_length=64, verbose_name="number in WeCom"),
                ),
                (
                    "received_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="received"
                    ),
                ),
            ],
            options={
                "verbose_name": "call-back of WeCom",
                "verbose_name_plural": "call-backs of WeCom",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "wecom_id",
                    models.CharField(max_length=64, unique=True, verbose_name="WeCom user id"),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wecom_account",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "WeCom account",
                "verbose_name_plural": "WeCom accounts",
                "ordering": ["wecom_id"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_wecom_accountevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "wecom_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."user_id", NEW."wecom_id"); RETURN NULL;',
                    hash="8a95231a8945a5d962e24c51636042a9a0a0a085",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_88a3f",
                    table="zsa_wecom_account",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="account",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "zsa_wecom_accountevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "wecom_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."user_id", NEW."wecom_id"); RETURN NULL;',
                    hash="a755a5347c2687889aff085b2054590ea2ab7a23",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bcf47",
                    table="zsa_wecom_account",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="AccountEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("wecom_id", models.CharField(max_length=64, verbose_name="WeCom user id")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="zsa_wecom.account",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                (
                    "mark",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="mark"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        max_length=64, null=True, unique=True, verbose_name="number in WeCom"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("sent", "With WeCom"),
                            ("taken", "Verdict taken over"),
                            ("refused", "Verdict not taken over"),
                            ("overtaken", "Decided in the portal"),
                            ("failed", "Failed"),
                        ],
                        default="queued",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="created"
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "next_try_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="next try"
                    ),
                ),
                ("look_at", models.DateTimeField(null=True, verbose_name="asked for again")),
                ("error", models.TextField(blank=True, verbose_name="error")),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hand_overs",
                        to="zsa_workflow.matter",
                        verbose_name="matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval handed to WeCom",
                "verbose_name_plural": "approvals handed to WeCom",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")),
                        fields=["next_try_at"],
                        name="queued_hand_overs",
                    ),
                    models.Index(
                        condition=models.Q(("look_at__isnull", False)),
                        fields=["look_at"],
                        name="hand_overs_to_look_at",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["queued", "sent"])),
                        fields=("matter", "kind"),
                        name="one_open_hand_over_of_a_kind",
                    )
                ],
            },
        ),
    ]
