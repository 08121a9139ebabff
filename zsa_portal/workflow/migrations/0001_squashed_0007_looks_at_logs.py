"""The tables as version 0.5.0 had them; a database older than that is brought to 0.5.0 first."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django_fsm
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

import zsa_portal.regulations.clock
import zsa_portal.ui.finding.folding
import zsa_portal.workflow.models
from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    replaces = [
        ("zsa_workflow", "0001_initial"),
        ("zsa_workflow", "0002_roles_are_data"),
        ("zsa_workflow", "0003_field_of_its_machine"),
        ("zsa_workflow", "0004_log_by_state"),
        ("zsa_workflow", "0005_sealed_logs"),
        ("zsa_workflow", "0006_texts_are_found"),
        ("zsa_workflow", "0007_looks_at_logs"),
    ]

    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="Matter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(editable=False, max_length=30, verbose_name="kind")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number")),
                ("title", models.CharField(max_length=240, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=300, verbose_name="English title"),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        editable=False, max_length=40, protected=True, verbose_name="state"
                    ),
                ),
                (
                    "entered_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now,
                        editable=False,
                        verbose_name="in this state since",
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="due"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("restricted", "Restricted"),
                            ("confidential", "Confidential"),
                        ],
                        default="restricted",
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="revision of its papers"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now,
                        editable=False,
                        verbose_name="created",
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="zsa_people.organisation",
                        verbose_name="applicant organisation",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held",
                        to="zsa_people.party",
                        verbose_name="holder",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="matters",
                        to="zsa_people.department",
                        verbose_name="owner department",
                    ),
                ),
            ],
            options={
                "verbose_name": "matter",
                "verbose_name_plural": "matters",
                "ordering": ["-entered_at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["kind", "state", "-entered_at"], name="zsa_workflo_kind_443e0d_idx"
                    ),
                    models.Index(
                        fields=["holder", "due_at"], name="zsa_workflo_holder__0a567e_idx"
                    ),
                    models.Index(fields=["due_at"], name="zsa_workflo_due_at_7bc0b4_idx"),
                    models.Index(
                        fields=["-entered_at", "-id"], name="zsa_workflo_entered_1c6374_idx"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        zsa_portal.ui.finding.folding.FoundBy("number", "title", "title_en"),
                        name="matters_found",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matter",
            trigger=pgtrigger.compiler.Trigger(
                name="state_needs_log",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."state" IS DISTINCT FROM (NEW."state"))',
                    constraint="CONSTRAINT",
                    func="\n        IF NOT EXISTS (\n            SELECT 1 FROM zsa_workflow_logentry\n            WHERE matter_id = NEW.id AND from_state = OLD.state AND to_state = NEW.state\n              AND xid = (pg_current_xact_id()::text)::bigint\n        ) THEN\n            RAISE EXCEPTION 'matter %: state % -> % has no log entry in this transaction',\n                NEW.id, OLD.state, NEW.state;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="2ef07876dd279320e9eff30f442f2292dd6ec496",
                    operation='UPDATE OF "state"',
                    pgid="pgtrigger_state_needs_log_7b37e",
                    table="zsa_workflow_matter",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_workflow_matterevent" ("applicant_id", "created_at", "created_by_id", "due_at", "entered_at", "holder_id", "id", "kind", "level", "number", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "state", "title", "title_en") VALUES (NEW."applicant_id", NEW."created_at", NEW."created_by_id", NEW."due_at", NEW."entered_at", NEW."holder_id", NEW."id", NEW."kind", NEW."level", NEW."number", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revision", NEW."state", NEW."title", NEW."title_en"); RETURN NULL;',
                    hash="fb2db208be4b081e300939617ae34b3295e3b0a4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8b1e0",
                    table="zsa_workflow_matter",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "zsa_workflow_matterevent" ("applicant_id", "created_at", "created_by_id", "due_at", "entered_at", "holder_id", "id", "kind", "level", "number", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "state", "title", "title_en") VALUES (NEW."applicant_id", NEW."created_at", NEW."created_by_id", NEW."due_at", NEW."entered_at", NEW."holder_id", NEW."id", NEW."kind", NEW."level", NEW."number", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revision", NEW."state", NEW."title", NEW."title_en"); RETURN NULL;',
                    hash="b6f2093dfcb6023c14bdf4221501450568c9fda8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_13118",
                    table="zsa_workflow_matter",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="at"
                    ),
                ),
                ("step", models.CharField(max_length=60, verbose_name="step")),
                ("from_state", models.CharField(blank=True, max_length=40, verbose_name="from")),
                ("to_state", models.CharField(blank=True, max_length=40, verbose_name="to")),
                (
                    "rules",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12),
                        default=list,
                        size=None,
                        verbose_name="rules",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("values", models.JSONField(default=dict, verbose_name="values")),
                (
                    "xid",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                zsa_portal.workflow.models.CurrentTransaction(), models.TextField()
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log",
                        to="zsa_workflow.matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "log entry",
                "verbose_name_plural": "log entries",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["matter", "-id"], name="zsa_workflo_matter__6da9fc_idx"),
                    models.Index(fields=["-at"], name="zsa_workflo_at_6e4c4e_idx"),
                    models.Index(fields=["to_state", "at"], name="zsa_workflo_to_stat_74aaa8_idx"),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="logentry",
            trigger=pgtrigger.compiler.Trigger(
                name="log_is_write_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="390fadc4326d81438be8a1dcb5f5d934d53e1523",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_log_is_write_once_0e687",
                    table="zsa_workflow_logentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="logentry",
            trigger=pgtrigger.compiler.Trigger(
                name="log_is_not_truncated",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'the log only grows';",
                    hash="538d86293add7cb8f357e55d27652b64a429b81f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_log_is_not_truncated_530d6",
                    table="zsa_workflow_logentry",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Involvement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=30, verbose_name="role")),
                (
                    "since",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="since"
                    ),
                ),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="involvements",
                        to="zsa_people.party",
                        verbose_name="party",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="involvements",
                        to="zsa_workflow.matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "involvement",
                "verbose_name_plural": "involvements",
                "indexes": [
                    models.Index(
                        condition=models.Q(("until", None)),
                        fields=["party", "matter"],
                        name="involved_now",
                    ),
                    models.Index(fields=["matter", "role"], name="zsa_workflo_matter__496bb1_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, verbose_name="what")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="created"
                    ),
                ),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="due")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duties",
                        to="zsa_people.party",
                        verbose_name="owed by",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duties",
                        to="zsa_workflow.matter",
                        verbose_name="matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "duty",
                "verbose_name_plural": "duties",
                "ordering": ["due_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["party", "due_at"],
                        name="open_duties",
                    ),
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["due_at"],
                        name="open_duties_by_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None)),
                        fields=("matter", "party", "key"),
                        name="one_open_duty",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MatterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("kind", models.CharField(editable=False, max_length=30, verbose_name="kind")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number")),
                ("title", models.CharField(max_length=240, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=300, verbose_name="English title"),
                ),
                (
                    "state",
                    django_fsm.FSMField(
                        editable=False, max_length=40, protected=True, verbose_name="state"
                    ),
                ),
                (
                    "entered_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now,
                        editable=False,
                        verbose_name="in this state since",
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="due"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("restricted", "Restricted"),
                            ("confidential", "Confidential"),
                        ],
                        default="restricted",
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(
                        default=0, editable=False, verbose_name="revision of its papers"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now,
                        editable=False,
                        verbose_name="created",
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.organisation",
                        verbose_name="applicant organisation",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.party",
                        verbose_name="holder",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.department",
                        verbose_name="owner department",
                    ),
                ),
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
                        to="zsa_workflow.matter",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                (
                    "declared_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="declared"
                    ),
                ),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="lifted")),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="declared by",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recusals",
                        to="zsa_workflow.matter",
                        verbose_name="matter",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recusals",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "recusal",
                "verbose_name_plural": "recusals",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("matter", "user"),
                        name="one_live_recusal",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DayRoot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True, verbose_name="day")),
                ("root", models.CharField(max_length=64, verbose_name="root")),
                (
                    "sent_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="sent"
                    ),
                ),
            ],
            options={
                "verbose_name": "root of a day",
                "verbose_name_plural": "roots of the days",
                "ordering": ["-day"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dayroot",
            trigger=pgtrigger.compiler.Trigger(
                name="sealed_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e1e25fff4f8b17e3819250083f6e55236c95df15",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_sealed_once_5cb81",
                    table="zsa_workflow_dayroot",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chain", models.CharField(max_length=40, verbose_name="chain")),
                ("position", models.PositiveBigIntegerField(verbose_name="position")),
                ("row", models.PositiveBigIntegerField(verbose_name="row")),
                ("digest", models.CharField(max_length=64, verbose_name="digest")),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="sealed"
                    ),
                ),
            ],
            options={
                "verbose_name": "seal",
                "verbose_name_plural": "seals",
                "ordering": ["chain", "position"],
                "indexes": [
                    models.Index(fields=["chain", "at"], name="zsa_workflo_chain_5352f5_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("chain", "position"), name="one_seal_of_a_position"
                    ),
                    models.UniqueConstraint(fields=("chain", "row"), name="one_seal_of_a_row"),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seal",
            trigger=pgtrigger.compiler.Trigger(
                name="sealed_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e9803f595e8ff801238bdec6e990f408e6cbbb4f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_sealed_once_b395a",
                    table="zsa_workflow_seal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="LogVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="zsa_workflow.matter",
                        verbose_name="matter",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "look at a log",
                "verbose_name_plural": "looks at logs",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "matter"), name="one_last_look_at_a_log"
                    )
                ],
            },
        ),
    ]
