"""The tables as version 0.5.0 had them; a database older than that is brought to 0.5.0 first."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import archive.appraisal.appraising_steps
import archive.appraisal.disposing_steps
import archive.loans.asking_steps
import archive.loans.lending_steps
import zsa_portal.documents.finding.records
import zsa_portal.regulations.clock
from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    replaces = [
        ("archive", "0001_initial"),
        ("archive", "0002_levels_wait_for_the_head"),
        ("archive", "0003_finding"),
        ("archive", "0004_appraisal"),
        ("archive", "0005_checks_and_bags"),
        ("archive", "0006_history_of_records"),
        ("archive", "0007_names_are_folded"),
        ("archive", "0008_intakes"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("zsa_documents", "0001_squashed_0010_texts_that_carry_changes"),
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
        ("zsa_workflow", "0001_squashed_0007_looks_at_logs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "matter_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="zsa_workflow.matter",
                    ),
                ),
                ("month", models.DateField(unique=True, verbose_name="month")),
                (
                    "answers_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="answers until"),
                ),
            ],
            options={
                "verbose_name": "inspection",
                "verbose_name_plural": "inspections",
            },
            bases=("zsa_workflow.matter",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inspection",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('inspection_open') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="9a3283cb1aa4376b4241459ca33318fbabd749dd",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_3fae1",
                    table="archive_inspection",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inspection",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_inspectionevent" ("answers_until", "matter_ptr_id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."answers_until", NEW."matter_ptr_id", NEW."month", _pgh_attach_context(), NOW(), \'insert\', NEW."matter_ptr_id"); RETURN NULL;',
                    hash="3afc0748306d65b9112213e5e1301e9ade0cee28",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_aae60",
                    table="archive_inspection",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="inspection",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."answers_until" IS DISTINCT FROM (NEW."answers_until") OR OLD."matter_ptr_id" IS DISTINCT FROM (NEW."matter_ptr_id") OR OLD."month" IS DISTINCT FROM (NEW."month"))',
                    func='INSERT INTO "archive_inspectionevent" ("answers_until", "matter_ptr_id", "month", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."answers_until", NEW."matter_ptr_id", NEW."month", _pgh_attach_context(), NOW(), \'update\', NEW."matter_ptr_id"); RETURN NULL;',
                    hash="109efc04ec46526de89314d8a5a799dfe09bb633",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2b6ab",
                    table="archive_inspection",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="InspectionEvent",
            fields=[
                (
                    "matter_ptr",
                    models.ForeignKey(
                        auto_created=True,
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        parent_link=True,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="zsa_workflow.matter",
                    ),
                ),
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("month", models.DateField(verbose_name="month")),
                (
                    "answers_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="answers until"),
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
                        related_name="inspection_events",
                        related_query_name="inspection_events",
                        to="archive.inspection",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Loan",
            fields=[
                (
                    "matter_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="zsa_workflow.matter",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("electronic", "Read in the browser"),
                            ("copy", "Copy or scan"),
                            ("paper", "Paper original"),
                        ],
                        default="electronic",
                        max_length=12,
                        verbose_name="form",
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=300, verbose_name="purpose")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                ("no_copying", models.BooleanField(default=False, verbose_name="no copying")),
                (
                    "no_commercial_use",
                    models.BooleanField(default=False, verbose_name="no commercial use"),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked for")),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="opens")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="closes")),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ended early"),
                ),
                (
                    "copies_allowed",
                    models.BooleanField(default=False, verbose_name="marked copies may be saved"),
                ),
                (
                    "extend_to",
                    models.DateField(blank=True, null=True, verbose_name="extension asked until"),
                ),
                (
                    "remark",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="remark on the copies"
                    ),
                ),
                (
                    "return_note",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="condition on return"
                    ),
                ),
                (
                    "borrower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loans",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="borrower",
                    ),
                ),
            ],
            options={
                "verbose_name": "loan",
                "verbose_name_plural": "loans",
                "indexes": [
                    models.Index(
                        fields=["borrower", "closes_at"], name="archive_loa_borrowe_d41f97_idx"
                    )
                ],
            },
            bases=(
                archive.loans.asking_steps.Asking,
                archive.loans.lending_steps.Lending,
                "zsa_workflow.matter",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="loan",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('loan_draft') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="86189eef043464f23e1c04ef441870b6b80d6f77",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_4b833",
                    table="archive_loan",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="loan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_loanevent" ("asked_at", "borrower_id", "closes_at", "copies_allowed", "ended_at", "ends_on", "extend_to", "form", "matter_ptr_id", "no_commercial_use", "no_copying", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "remark", "return_note", "starts_on") VALUES (NEW."asked_at", NEW."borrower_id", NEW."closes_at", NEW."copies_allowed", NEW."ended_at", NEW."ends_on", NEW."extend_to", NEW."form", NEW."matter_ptr_id", NEW."no_commercial_use", NEW."no_copying", NEW."opens_at", _pgh_attach_context(), NOW(), \'insert\', NEW."matter_ptr_id", NEW."purpose", NEW."remark", NEW."return_note", NEW."starts_on"); RETURN NULL;',
                    hash="4ad8810e27ee35cb29c0f2dc660e1af7d94c8b84",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d27bf",
                    table="archive_loan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="loan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."asked_at" IS DISTINCT FROM (NEW."asked_at") OR OLD."borrower_id" IS DISTINCT FROM (NEW."borrower_id") OR OLD."closes_at" IS DISTINCT FROM (NEW."closes_at") OR OLD."copies_allowed" IS DISTINCT FROM (NEW."copies_allowed") OR OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."extend_to" IS DISTINCT FROM (NEW."extend_to") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."matter_ptr_id" IS DISTINCT FROM (NEW."matter_ptr_id") OR OLD."no_commercial_use" IS DISTINCT FROM (NEW."no_commercial_use") OR OLD."no_copying" IS DISTINCT FROM (NEW."no_copying") OR OLD."opens_at" IS DISTINCT FROM (NEW."opens_at") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."remark" IS DISTINCT FROM (NEW."remark") OR OLD."return_note" IS DISTINCT FROM (NEW."return_note") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on"))',
                    func='INSERT INTO "archive_loanevent" ("asked_at", "borrower_id", "closes_at", "copies_allowed", "ended_at", "ends_on", "extend_to", "form", "matter_ptr_id", "no_commercial_use", "no_copying", "opens_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "remark", "return_note", "starts_on") VALUES (NEW."asked_at", NEW."borrower_id", NEW."closes_at", NEW."copies_allowed", NEW."ended_at", NEW."ends_on", NEW."extend_to", NEW."form", NEW."matter_ptr_id", NEW."no_commercial_use", NEW."no_copying", NEW."opens_at", _pgh_attach_context(), NOW(), \'update\', NEW."matter_ptr_id", NEW."purpose", NEW."remark", NEW."return_note", NEW."starts_on"); RETURN NULL;',
                    hash="e0cd1197721240d5a01b15d26457da7df75bae0a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_de191",
                    table="archive_loan",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="LoanEvent",
            fields=[
                (
                    "matter_ptr",
                    models.ForeignKey(
                        auto_created=True,
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        parent_link=True,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="zsa_workflow.matter",
                    ),
                ),
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("electronic", "Read in the browser"),
                            ("copy", "Copy or scan"),
                            ("paper", "Paper original"),
                        ],
                        default="electronic",
                        max_length=12,
                        verbose_name="form",
                    ),
                ),
                ("purpose", models.CharField(blank=True, max_length=300, verbose_name="purpose")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                ("no_copying", models.BooleanField(default=False, verbose_name="no copying")),
                (
                    "no_commercial_use",
                    models.BooleanField(default=False, verbose_name="no commercial use"),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked for")),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="opens")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="closes")),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ended early"),
                ),
                (
                    "copies_allowed",
                    models.BooleanField(default=False, verbose_name="marked copies may be saved"),
                ),
                (
                    "extend_to",
                    models.DateField(blank=True, null=True, verbose_name="extension asked until"),
                ),
                (
                    "remark",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="remark on the copies"
                    ),
                ),
                (
                    "return_note",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="condition on return"
                    ),
                ),
                (
                    "borrower",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="borrower",
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
                        related_name="loan_events",
                        related_query_name="loan_events",
                        to="archive.loan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SpotCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "drawn_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="drawn"
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drawn by",
                    ),
                ),
            ],
            options={
                "verbose_name": "spot check",
                "verbose_name_plural": "spot checks",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="SpotCheckRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "conforms",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="handled as the rules say"
                    ),
                ),
                ("finding", models.TextField(blank=True, verbose_name="finding")),
                ("found_at", models.DateTimeField(blank=True, null=True, verbose_name="found")),
                (
                    "check_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="archive.spotcheck",
                        verbose_name="spot check",
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="found by",
                    ),
                ),
                (
                    "loan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spot_checks",
                        to="archive.loan",
                        verbose_name="loan",
                    ),
                ),
            ],
            options={
                "verbose_name": "loan of a spot check",
                "verbose_name_plural": "loans of a spot check",
                "ordering": ["check_of", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("check_of", "loan"), name="a_check_has_a_loan_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TableEdit",
            fields=[
                (
                    "matter_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="zsa_workflow.matter",
                    ),
                ),
                ("rows", models.JSONField(verbose_name="entries")),
                (
                    "valid_from",
                    models.DateField(blank=True, null=True, verbose_name="in force from"),
                ),
                (
                    "editors",
                    models.ManyToManyField(
                        related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="drafted by"
                    ),
                ),
                (
                    "table",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edit",
                        to="zsa_documents.leveltable",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "draft of the table of levels",
                "verbose_name_plural": "drafts of the table of levels",
            },
            bases=("zsa_workflow.matter",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tableedit",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('table_drafting') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="dc85a412c0fdd9fe9bb3ee4131cc67f6592bf42d",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_6f77f",
                    table="archive_tableedit",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="DocumentException",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "since",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="since"
                    ),
                ),
                ("until", models.DateTimeField(verbose_name="until")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                (
                    "revoked_for",
                    models.CharField(blank=True, max_length=300, verbose_name="revoked because"),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_exceptions",
                        to="zsa_documents.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="revoked by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "exception for a document",
                "verbose_name_plural": "exceptions for documents",
                "ordering": ["-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["user", "until"], name="archive_doc_user_id_bbf899_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("user", "permission", "content_object"),
                        name="one_exception_for_a_document",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentexception",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_documentexceptionevent" ("content_object_id", "given_by_id", "id", "permission_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "revoked_by_id", "revoked_for", "since", "until", "user_id") VALUES (NEW."content_object_id", NEW."given_by_id", NEW."id", NEW."permission_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_for", NEW."since", NEW."until", NEW."user_id"); RETURN NULL;',
                    hash="f947f1af7394467321a4d39751ea5f887ee7646f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9ef7e",
                    table="archive_documentexception",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="documentexception",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "archive_documentexceptionevent" ("content_object_id", "given_by_id", "id", "permission_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "revoked_by_id", "revoked_for", "since", "until", "user_id") VALUES (NEW."content_object_id", NEW."given_by_id", NEW."id", NEW."permission_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_for", NEW."since", NEW."until", NEW."user_id"); RETURN NULL;',
                    hash="f82027de8bde8ef461fe45e20f3efdadc110fe0e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_16cd9",
                    table="archive_documentexception",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="DocumentExceptionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "since",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="since"
                    ),
                ),
                ("until", models.DateTimeField(verbose_name="until")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                (
                    "revoked_for",
                    models.CharField(blank=True, max_length=300, verbose_name="revoked because"),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_documents.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="auth.permission",
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
                        to="archive.documentexception",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="revoked by",
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
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                (
                    "matter_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="zsa_workflow.matter",
                    ),
                ),
                ("month", models.DateField(verbose_name="month")),
                (
                    "nothing_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why there is nothing"
                    ),
                ),
                (
                    "handed_over_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="handed over"),
                ),
                (
                    "directory_columns",
                    models.PositiveSmallIntegerField(
                        default=4,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(8),
                        ],
                        verbose_name="directory columns",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filings",
                        to="zsa_people.department",
                        verbose_name="department",
                    ),
                ),
            ],
            options={
                "verbose_name": "filing",
                "verbose_name_plural": "filings",
                "indexes": [
                    models.Index(
                        fields=["month", "department"], name="archive_fil_month_870ca8_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("department", "month"), name="one_filing_of_a_department_and_month"
                    )
                ],
            },
            bases=("zsa_workflow.matter",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filing",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('filing_collecting') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="ea9ce0d54ec5c96acfabf6875162630380a71b07",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_c33e7",
                    table="archive_filing",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filing",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_filingevent" ("department_id", "directory_columns", "handed_over_at", "matter_ptr_id", "month", "nothing_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."department_id", NEW."directory_columns", NEW."handed_over_at", NEW."matter_ptr_id", NEW."month", NEW."nothing_reason", _pgh_attach_context(), NOW(), \'insert\', NEW."matter_ptr_id"); RETURN NULL;',
                    hash="edb8c41914b05d21ccbcfade9e9509c3b6ac3025",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4bd07",
                    table="archive_filing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="filing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."directory_columns" IS DISTINCT FROM (NEW."directory_columns") OR OLD."handed_over_at" IS DISTINCT FROM (NEW."handed_over_at") OR OLD."matter_ptr_id" IS DISTINCT FROM (NEW."matter_ptr_id") OR OLD."month" IS DISTINCT FROM (NEW."month") OR OLD."nothing_reason" IS DISTINCT FROM (NEW."nothing_reason"))',
                    func='INSERT INTO "archive_filingevent" ("department_id", "directory_columns", "handed_over_at", "matter_ptr_id", "month", "nothing_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."department_id", NEW."directory_columns", NEW."handed_over_at", NEW."matter_ptr_id", NEW."month", NEW."nothing_reason", _pgh_attach_context(), NOW(), \'update\', NEW."matter_ptr_id"); RETURN NULL;',
                    hash="77276ac07c011a4f1c877d09443a71f8dd6c85ff",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_93981",
                    table="archive_filing",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Archivist"),
                            (2, "Head of department"),
                            (3, "Secretary general"),
                            (4, "Executive vice chair"),
                        ],
                        verbose_name="place",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="signed"
                    ),
                ),
                ("checksum", models.CharField(max_length=64, verbose_name="checksum of the list")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed by",
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="archive.filing",
                        verbose_name="filing",
                    ),
                ),
            ],
            options={
                "verbose_name": "signature",
                "verbose_name_plural": "signatures",
                "ordering": ["filing", "place", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FilingEvent",
            fields=[
                (
                    "matter_ptr",
                    models.ForeignKey(
                        auto_created=True,
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        parent_link=True,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="zsa_workflow.matter",
                    ),
                ),
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("month", models.DateField(verbose_name="month")),
                (
                    "nothing_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why there is nothing"
                    ),
                ),
                (
                    "handed_over_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="handed over"),
                ),
                (
                    "directory_columns",
                    models.PositiveSmallIntegerField(
                        default=4,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(8),
                        ],
                        verbose_name="directory columns",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.department",
                        verbose_name="department",
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
                        related_name="filing_events",
                        related_query_name="filing_events",
                        to="archive.filing",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Folder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("number", models.CharField(max_length=40, verbose_name="number")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "person_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it is named after a person"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="made"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="folders",
                        to="zsa_people.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="archive.folder",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archive_folders",
                        to="zsa_workflow.matter",
                        verbose_name="project",
                    ),
                ),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=zsa_portal.documents.finding.records.MadeWords(models.F("name")),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                        verbose_name="words it is found by",
                    ),
                ),
            ],
            options={
                "verbose_name": "folder",
                "verbose_name_plural": "folders",
                "ordering": ["department", "-year", "number"],
                "permissions": [
                    ("read_folder", "Can read the records of a folder page by page"),
                    ("download_folder", "Can save marked copies of the records of a folder"),
                ],
                "indexes": [
                    models.Index(fields=["project"], name="archive_fol_project_c3c1f1_idx"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="folders_by_words"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("department", "year", "number"), name="one_folder_of_a_number"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="folder",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_folderevent" ("created_at", "created_by_id", "department_id", "id", "name", "number", "parent_id", "person_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "year") VALUES (NEW."created_at", NEW."created_by_id", NEW."department_id", NEW."id", NEW."name", NEW."number", NEW."parent_id", NEW."person_reason", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."year"); RETURN NULL;',
                    hash="ec9b5046a7bf056f04c838452b9d0b7e928b46bd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_86adf",
                    table="archive_folder",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="folder",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."person_reason" IS DISTINCT FROM (NEW."person_reason") OR OLD."project_id" IS DISTINCT FROM (NEW."project_id") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                    func='INSERT INTO "archive_folderevent" ("created_at", "created_by_id", "department_id", "id", "name", "number", "parent_id", "person_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "year") VALUES (NEW."created_at", NEW."created_by_id", NEW."department_id", NEW."id", NEW."name", NEW."number", NEW."parent_id", NEW."person_reason", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."year"); RETURN NULL;',
                    hash="9050372fd2d3e3dc2cf04b5968a837951619a85a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b11b6",
                    table="archive_folder",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="FolderEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("number", models.CharField(max_length=40, verbose_name="number")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "person_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why it is named after a person"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="made"
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archive.folder",
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
                        to="archive.folder",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_workflow.matter",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FolderException",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "since",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="since"
                    ),
                ),
                ("until", models.DateTimeField(verbose_name="until")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                (
                    "revoked_for",
                    models.CharField(blank=True, max_length=300, verbose_name="revoked because"),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="named_exceptions",
                        to="archive.folder",
                        verbose_name="folder",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="auth.permission"
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="revoked by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "exception for a folder",
                "verbose_name_plural": "exceptions for folders",
                "ordering": ["-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["user", "until"], name="archive_fol_user_id_52b60a_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("user", "permission", "content_object"),
                        name="one_exception_for_a_folder",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="folderexception",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_folderexceptionevent" ("content_object_id", "given_by_id", "id", "permission_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "revoked_by_id", "revoked_for", "since", "until", "user_id") VALUES (NEW."content_object_id", NEW."given_by_id", NEW."id", NEW."permission_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_for", NEW."since", NEW."until", NEW."user_id"); RETURN NULL;',
                    hash="df99e6e809947fb0e6fa787011ee782593659d15",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4e883",
                    table="archive_folderexception",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="folderexception",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "archive_folderexceptionevent" ("content_object_id", "given_by_id", "id", "permission_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "revoked_by_id", "revoked_for", "since", "until", "user_id") VALUES (NEW."content_object_id", NEW."given_by_id", NEW."id", NEW."permission_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_for", NEW."since", NEW."until", NEW."user_id"); RETURN NULL;',
                    hash="7bc571736bb0b628fa5e11adb1e2f8ccc48e4dca",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_723a3",
                    table="archive_folderexception",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="FolderExceptionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                (
                    "since",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="since"
                    ),
                ),
                ("until", models.DateTimeField(verbose_name="until")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                (
                    "revoked_for",
                    models.CharField(blank=True, max_length=300, verbose_name="revoked because"),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archive.folder",
                        verbose_name="folder",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
                (
                    "permission",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="auth.permission",
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
                        to="archive.folderexception",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="revoked by",
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
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("month", "A month is not filed"),
                            ("project", "A project is not filed"),
                            ("seen", "Seen by the inspectors"),
                        ],
                        default="seen",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(max_length=2000, verbose_name="what was found")),
                (
                    "incomplete",
                    models.BooleanField(
                        default=False, verbose_name="makes the filing incomplete (归档未完成)"
                    ),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="found"
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="answer of the department"
                    ),
                ),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                (
                    "dropped_for",
                    models.CharField(blank=True, max_length=500, verbose_name="dropped because"),
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
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_findings",
                        to="zsa_people.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="archive.filing",
                        verbose_name="filing",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="found by",
                    ),
                ),
                (
                    "photos",
                    models.ManyToManyField(
                        blank=True,
                        related_name="inspection_findings",
                        to="zsa_documents.document",
                        verbose_name="photographs",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inspection_findings",
                        to="zsa_workflow.matter",
                        verbose_name="project",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="archive.inspection",
                        verbose_name="inspection",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
                "ordering": ["department__position", "department", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inspection", "filing"), name="an_inspection_finds_a_month_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("asked", models.CharField(max_length=600, verbose_name="what is asked")),
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
                        related_name="archive_searches",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="whose",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved search",
                "verbose_name_plural": "saved searches",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "name"), name="one_saved_search_of_a_name"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Appraisal",
            fields=[
                (
                    "matter_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="zsa_workflow.matter",
                    ),
                ),
                (
                    "drawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="register drawn up"),
                ),
                (
                    "destroyed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="destroyed"),
                ),
                (
                    "destroyed_how",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="how it was destroyed"
                    ),
                ),
                (
                    "shredded",
                    models.BooleanField(default=False, verbose_name="waste paper was shredded"),
                ),
            ],
            options={
                "verbose_name": "appraisal",
                "verbose_name_plural": "appraisals",
            },
            bases=(
                archive.appraisal.appraising_steps.Appraising,
                archive.appraisal.disposing_steps.Disposing,
                "zsa_workflow.matter",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisal",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('appraisal_choosing') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="2edb585d1fe93fc61bf79811ca6ef7962420fcba",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_09915",
                    table="archive_appraisal",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisal",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_appraisalevent" ("destroyed_at", "destroyed_how", "drawn_at", "matter_ptr_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shredded") VALUES (NEW."destroyed_at", NEW."destroyed_how", NEW."drawn_at", NEW."matter_ptr_id", _pgh_attach_context(), NOW(), \'insert\', NEW."matter_ptr_id", NEW."shredded"); RETURN NULL;',
                    hash="fcc7cb0b9165b28c7822f9d6282ec40297e2c34c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6a007",
                    table="archive_appraisal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appraisal",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."destroyed_at" IS DISTINCT FROM (NEW."destroyed_at") OR OLD."destroyed_how" IS DISTINCT FROM (NEW."destroyed_how") OR OLD."drawn_at" IS DISTINCT FROM (NEW."drawn_at") OR OLD."matter_ptr_id" IS DISTINCT FROM (NEW."matter_ptr_id") OR OLD."shredded" IS DISTINCT FROM (NEW."shredded"))',
                    func='INSERT INTO "archive_appraisalevent" ("destroyed_at", "destroyed_how", "drawn_at", "matter_ptr_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "shredded") VALUES (NEW."destroyed_at", NEW."destroyed_how", NEW."drawn_at", NEW."matter_ptr_id", _pgh_attach_context(), NOW(), \'update\', NEW."matter_ptr_id", NEW."shredded"); RETURN NULL;',
                    hash="b8a15f710b297e69c1c179e1a668ce1e595b1455",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1a712",
                    table="archive_appraisal",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="AppraisalEvent",
            fields=[
                (
                    "matter_ptr",
                    models.ForeignKey(
                        auto_created=True,
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        parent_link=True,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="zsa_workflow.matter",
                    ),
                ),
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "drawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="register drawn up"),
                ),
                (
                    "destroyed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="destroyed"),
                ),
                (
                    "destroyed_how",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="how it was destroyed"
                    ),
                ),
                (
                    "shredded",
                    models.BooleanField(default=False, verbose_name="waste paper was shredded"),
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
                        related_name="appraisal_events",
                        related_query_name="appraisal_events",
                        to="archive.appraisal",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DisposalSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Secretary general"),
                            (2, "Executive vice chair"),
                            (3, "Custodian"),
                            (4, "Supervisor of the disposal"),
                        ],
                        verbose_name="place",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="signed"
                    ),
                ),
                (
                    "checksum",
                    models.CharField(max_length=64, verbose_name="checksum of the register"),
                ),
                (
                    "appraisal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="archive.appraisal",
                        verbose_name="appraisal",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "signature of a disposal",
                "verbose_name_plural": "signatures of a disposal",
                "ordering": ["appraisal", "place", "pk"],
            },
        ),
        migrations.CreateModel(
            name="StorageCheck",
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
                        default=zsa_portal.regulations.clock.now, verbose_name="checked"
                    ),
                ),
                ("backed_up_on", models.DateField(verbose_name="last backup")),
                ("infected", models.BooleanField(default=False, verbose_name="viruses found")),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what was found and done"
                    ),
                ),
                ("free_bytes", models.PositiveBigIntegerField(verbose_name="free space")),
                ("total_bytes", models.PositiveBigIntegerField(verbose_name="whole space")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="checked by",
                    ),
                ),
            ],
            options={
                "verbose_name": "check of the storage",
                "verbose_name_plural": "checks of the storage",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="CheckRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("filing", "When the list was submitted"),
                            ("custody", "At the take-over"),
                            ("inspection", "At an inspection"),
                        ],
                        max_length=12,
                        verbose_name="occasion",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Under way"), ("done", "Made")],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, verbose_name="records")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="looked at")),
                (
                    "begun_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="begun"
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "begun_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_runs",
                        to="archive.filing",
                        verbose_name="filing",
                    ),
                ),
            ],
            options={
                "verbose_name": "run of the four checks",
                "verbose_name_plural": "runs of the four checks",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("filing", "occasion"),
                        name="one_run_of_checks_under_way",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Bag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=300, verbose_name="for whom and what")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Being made"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("total", models.PositiveIntegerField(default=0, verbose_name="records")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="records in it")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "error",
                    models.CharField(blank=True, max_length=500, verbose_name="why it failed"),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="asked for"
                    ),
                ),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="made")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked for by",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_documents.file",
                        verbose_name="file",
                    ),
                ),
                (
                    "folder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bags",
                        to="archive.folder",
                        verbose_name="folder",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archive_bags",
                        to="zsa_workflow.matter",
                        verbose_name="project",
                    ),
                ),
            ],
            options={
                "verbose_name": "bag",
                "verbose_name_plural": "bags",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("folder__isnull", False), ("project__isnull", True)),
                            models.Q(("folder__isnull", True), ("project__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_bag_is_of_a_folder_or_a_project",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Intake",
            fields=[
                (
                    "matter_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="zsa_workflow.matter",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="file name")),
                (
                    "fingerprint",
                    models.CharField(
                        blank=True, db_index=True, max_length=64, verbose_name="fingerprint"
                    ),
                ),
                (
                    "identifier",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="identifier of the bag"
                    ),
                ),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=200, verbose_name="sent by"),
                ),
                (
                    "description",
                    models.CharField(blank=True, max_length=200, verbose_name="what it is"),
                ),
                (
                    "purpose",
                    models.CharField(blank=True, max_length=300, verbose_name="for whom and what"),
                ),
                ("departments", models.JSONField(default=dict, verbose_name="departments")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "error",
                    models.CharField(blank=True, max_length=500, verbose_name="why it failed"),
                ),
                (
                    "takes_known",
                    models.BooleanField(default=False, verbose_name="also what the archive has"),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taken in")),
                ("taken", models.PositiveIntegerField(default=0, verbose_name="records taken in")),
                (
                    "left_out",
                    models.PositiveIntegerField(default=0, verbose_name="records left out"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_documents.file",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "verbose_name": "intake of a bag",
                "verbose_name_plural": "intakes of bags",
            },
            bases=("zsa_workflow.matter",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="intake",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('intake_verifying') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="8ea5c3e88bee963dfab48bf9955ba7ec462a1036",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_5482c",
                    table="archive_intake",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="file name")),
                (
                    "medium",
                    models.CharField(
                        choices=[("electronic", "Electronic file"), ("paper", "Paper original")],
                        default="electronic",
                        max_length=12,
                        verbose_name="medium",
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("text", "Text file"),
                            ("mail", "Important mail"),
                            ("drawing", "Drawing"),
                            ("image", "Image or video"),
                            ("sound", "Sound"),
                            ("contract", "Contract"),
                            ("agreement", "Agreement"),
                            ("certificate", "Certificate"),
                        ],
                        default="text",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "entry",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="kind in the table of levels"
                    ),
                ),
                (
                    "retention",
                    models.CharField(
                        choices=[
                            ("permanent", "Permanent"),
                            ("30", "30 years"),
                            ("10", "10 years"),
                        ],
                        default="30",
                        max_length=12,
                        verbose_name="kept for",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=300, verbose_name="remark")),
                ("box", models.CharField(blank=True, max_length=40, verbose_name="box")),
                ("shelf", models.CharField(blank=True, max_length=40, verbose_name="shelf")),
                (
                    "label",
                    models.CharField(
                        blank=True, max_length=40, null=True, unique=True, verbose_name="label"
                    ),
                ),
                (
                    "name_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why the name stays"),
                ),
                (
                    "level_reason",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="why lower than the table of levels",
                    ),
                ),
                (
                    "pdf_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why a PDF alone"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("listed", "On the list"),
                            ("returned", "Returned"),
                            ("accepted", "In the archive"),
                            ("disposed", "Disposed of"),
                        ],
                        default="listed",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "returned_for",
                    models.CharField(blank=True, max_length=500, verbose_name="returned because"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="in the archive since"
                    ),
                ),
                (
                    "added_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="added"
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archive_items",
                        to="zsa_people.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archive_items",
                        to="zsa_documents.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="archive.filing",
                        verbose_name="filing",
                    ),
                ),
                (
                    "folder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="archive.folder",
                        verbose_name="folder",
                    ),
                ),
                (
                    "level_asked",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("public", "Public"),
                            ("restricted", "Restricted"),
                            ("confidential", "Confidential"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="level asked for",
                    ),
                ),
                (
                    "counted_from",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="kept from the end of"
                    ),
                ),
                (
                    "disposed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="disposed of"
                    ),
                ),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=zsa_portal.documents.finding.records.MadeWords(models.F("name")),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                        verbose_name="words it is found by",
                    ),
                ),
                (
                    "month_filed",
                    models.DateField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="month in which its sender filed it",
                    ),
                ),
                (
                    "intake",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="archive.intake",
                        verbose_name="taken in with the bag",
                    ),
                ),
            ],
            options={
                "verbose_name": "record",
                "verbose_name_plural": "records",
                "ordering": ["folder", "name", "pk"],
                "indexes": [
                    models.Index(
                        fields=["filing", "folder"], name="archive_ite_filing__e1d706_idx"
                    ),
                    models.Index(
                        fields=["department", "state", "-accepted_at"],
                        name="archive_ite_departm_50bd20_idx",
                    ),
                    models.Index(fields=["document"], name="archive_ite_documen_5bf138_idx"),
                    models.Index(
                        condition=models.Q(("state", "accepted")),
                        fields=["-accepted_at", "-id"],
                        name="records_by_day",
                    ),
                    models.Index(
                        condition=models.Q(("state", "accepted")),
                        fields=["retention", "accepted_at"],
                        name="records_by_retention",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="records_by_words"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "disposed"), _negated=True),
                        fields=("department", "document"),
                        name="a_department_files_a_document_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("filing__isnull", False), ("intake__isnull", True)),
                            models.Q(("filing__isnull", True), ("intake__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_record_is_of_a_filing_or_an_intake",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "archive_itemevent" ("accepted_at", "added_at", "added_by_id", "box", "counted_from", "department_id", "disposed_at", "document_id", "entry", "filing_id", "folder_id", "id", "intake_id", "label", "level_asked", "level_reason", "medium", "month_filed", "name", "name_reason", "pdf_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "retention", "returned_for", "shelf", "sort", "state") VALUES (NEW."accepted_at", NEW."added_at", NEW."added_by_id", NEW."box", NEW."counted_from", NEW."department_id", NEW."disposed_at", NEW."document_id", NEW."entry", NEW."filing_id", NEW."folder_id", NEW."id", NEW."intake_id", NEW."label", NEW."level_asked", NEW."level_reason", NEW."medium", NEW."month_filed", NEW."name", NEW."name_reason", NEW."pdf_reason", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."remark", NEW."retention", NEW."returned_for", NEW."shelf", NEW."sort", NEW."state"); RETURN NULL;',
                    hash="a9808667dddba5ff7c95b4a5448d038f25941f62",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ec611",
                    table="archive_item",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."box" IS DISTINCT FROM (NEW."box") OR OLD."counted_from" IS DISTINCT FROM (NEW."counted_from") OR OLD."department_id" IS DISTINCT FROM (NEW."department_id") OR OLD."disposed_at" IS DISTINCT FROM (NEW."disposed_at") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."entry" IS DISTINCT FROM (NEW."entry") OR OLD."filing_id" IS DISTINCT FROM (NEW."filing_id") OR OLD."folder_id" IS DISTINCT FROM (NEW."folder_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."intake_id" IS DISTINCT FROM (NEW."intake_id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."level_asked" IS DISTINCT FROM (NEW."level_asked") OR OLD."level_reason" IS DISTINCT FROM (NEW."level_reason") OR OLD."medium" IS DISTINCT FROM (NEW."medium") OR OLD."month_filed" IS DISTINCT FROM (NEW."month_filed") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_reason" IS DISTINCT FROM (NEW."name_reason") OR OLD."pdf_reason" IS DISTINCT FROM (NEW."pdf_reason") OR OLD."remark" IS DISTINCT FROM (NEW."remark") OR OLD."retention" IS DISTINCT FROM (NEW."retention") OR OLD."returned_for" IS DISTINCT FROM (NEW."returned_for") OR OLD."shelf" IS DISTINCT FROM (NEW."shelf") OR OLD."sort" IS DISTINCT FROM (NEW."sort") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                    func='INSERT INTO "archive_itemevent" ("accepted_at", "added_at", "added_by_id", "box", "counted_from", "department_id", "disposed_at", "document_id", "entry", "filing_id", "folder_id", "id", "intake_id", "label", "level_asked", "level_reason", "medium", "month_filed", "name", "name_reason", "pdf_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remark", "retention", "returned_for", "shelf", "sort", "state") VALUES (NEW."accepted_at", NEW."added_at", NEW."added_by_id", NEW."box", NEW."counted_from", NEW."department_id", NEW."disposed_at", NEW."document_id", NEW."entry", NEW."filing_id", NEW."folder_id", NEW."id", NEW."intake_id", NEW."label", NEW."level_asked", NEW."level_reason", NEW."medium", NEW."month_filed", NEW."name", NEW."name_reason", NEW."pdf_reason", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."remark", NEW."retention", NEW."returned_for", NEW."shelf", NEW."sort", NEW."state"); RETURN NULL;',
                    hash="3b5cfad03478ccba4a12359086b1fa82419ff066",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_efdb9",
                    table="archive_item",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=255, verbose_name="file name")),
                (
                    "medium",
                    models.CharField(
                        choices=[("electronic", "Electronic file"), ("paper", "Paper original")],
                        default="electronic",
                        max_length=12,
                        verbose_name="medium",
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        choices=[
                            ("text", "Text file"),
                            ("mail", "Important mail"),
                            ("drawing", "Drawing"),
                            ("image", "Image or video"),
                            ("sound", "Sound"),
                            ("contract", "Contract"),
                            ("agreement", "Agreement"),
                            ("certificate", "Certificate"),
                        ],
                        default="text",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "entry",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="kind in the table of levels"
                    ),
                ),
                (
                    "retention",
                    models.CharField(
                        choices=[
                            ("permanent", "Permanent"),
                            ("30", "30 years"),
                            ("10", "10 years"),
                        ],
                        default="30",
                        max_length=12,
                        verbose_name="kept for",
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=300, verbose_name="remark")),
                ("box", models.CharField(blank=True, max_length=40, verbose_name="box")),
                ("shelf", models.CharField(blank=True, max_length=40, verbose_name="shelf")),
                (
                    "label",
                    models.CharField(blank=True, max_length=40, null=True, verbose_name="label"),
                ),
                (
                    "name_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why the name stays"),
                ),
                (
                    "level_reason",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="why lower than the table of levels",
                    ),
                ),
                (
                    "pdf_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why a PDF alone"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("listed", "On the list"),
                            ("returned", "Returned"),
                            ("accepted", "In the archive"),
                            ("disposed", "Disposed of"),
                        ],
                        default="listed",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "returned_for",
                    models.CharField(blank=True, max_length=500, verbose_name="returned because"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="in the archive since"
                    ),
                ),
                (
                    "added_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="added"
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_documents.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archive.filing",
                        verbose_name="filing",
                    ),
                ),
                (
                    "folder",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archive.folder",
                        verbose_name="folder",
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
                        to="archive.item",
                    ),
                ),
                (
                    "level_asked",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("public", "Public"),
                            ("restricted", "Restricted"),
                            ("confidential", "Confidential"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="level asked for",
                    ),
                ),
                (
                    "counted_from",
                    models.PositiveSmallIntegerField(
                        blank=True, editable=False, null=True, verbose_name="kept from the end of"
                    ),
                ),
                (
                    "disposed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="disposed of"
                    ),
                ),
                (
                    "month_filed",
                    models.DateField(
                        blank=True,
                        editable=False,
                        null=True,
                        verbose_name="month in which its sender filed it",
                    ),
                ),
                (
                    "intake",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="archive.intake",
                        verbose_name="taken in with the bag",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LoanItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loan_rows",
                        to="archive.item",
                        verbose_name="record",
                    ),
                ),
                (
                    "loan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="archive.loan",
                        verbose_name="loan",
                    ),
                ),
            ],
            options={
                "verbose_name": "record of a loan",
                "verbose_name_plural": "records of a loan",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("loan", "item"), name="a_loan_has_a_record_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Received",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="checksum as sent")),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="received"
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_people.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="received",
                        to="archive.item",
                        verbose_name="record",
                    ),
                ),
            ],
            options={
                "verbose_name": "received file",
                "verbose_name_plural": "received files",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("department", "sha256"), name="a_department_sends_a_file_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AppraisedItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "appraisal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="archive.appraisal",
                        verbose_name="appraisal",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraisals",
                        to="archive.item",
                        verbose_name="record",
                    ),
                ),
            ],
            options={
                "verbose_name": "record of an appraisal",
                "verbose_name_plural": "records of an appraisal",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("appraisal", "item"), name="an_appraisal_has_a_record_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelOpinion",
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
                        default=zsa_portal.regulations.clock.now, verbose_name="given"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("dispose", "Dispose of it"),
                            ("10", "Keep it on for 10 years"),
                            ("30", "Keep it on for 30 years"),
                            ("permanent", "Keep it permanently"),
                        ],
                        max_length=12,
                        verbose_name="verdict",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_people.party",
                        verbose_name="member of the panel",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opinions",
                        to="archive.appraiseditem",
                        verbose_name="record",
                    ),
                ),
            ],
            options={
                "verbose_name": "opinion of the panel",
                "verbose_name_plural": "opinions of the panel",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("row", "party"), name="a_member_judges_a_record_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("authenticity", "Authenticity (真实性)"),
                            ("completeness", "Completeness (完整性)"),
                            ("usability", "Usability (可用性)"),
                            ("safety", "Safety (安全性)"),
                        ],
                        max_length=12,
                        verbose_name="check",
                    ),
                ),
                (
                    "flaw",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "In order"),
                            ("bytes_gone", "The file is not in the store any more"),
                            (
                                "bytes_changed",
                                "The file is not what was stored: its checksum differs",
                            ),
                            ("log_broken", "The sealed log of its events was altered"),
                            ("no_file", "The row has no file"),
                            ("no_place", "The row says no box or no shelf"),
                            ("no_metadata", "The row lacks name, level, kind or retention"),
                            ("not_opening", "The file does not open"),
                            ("no_pages", "The file opens, but has no page"),
                            ("harmful", "The file carries macros or something that acts by itself"),
                            ("infected", "The virus scanner names the file"),
                            ("not_examined", "It could not be examined"),
                        ],
                        max_length=14,
                        verbose_name="what was found",
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=300, verbose_name="detail")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="checksum")),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="checked"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="archive.item",
                        verbose_name="record",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="archive.checkrun",
                        verbose_name="run",
                    ),
                ),
            ],
            options={
                "verbose_name": "result of a check",
                "verbose_name_plural": "results of checks",
                "ordering": ["run", "item", "pk"],
                "indexes": [
                    models.Index(
                        fields=["item", "kind", "-at"], name="archive_che_item_id_f7f5e9_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "item", "kind"), name="one_result_of_a_check_in_a_run"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IntakeContents",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("records", models.JSONField(default=list, verbose_name="records")),
                ("folders", models.JSONField(default=list, verbose_name="folders")),
                (
                    "intake",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contents",
                        to="archive.intake",
                        verbose_name="intake of a bag",
                    ),
                ),
            ],
            options={
                "verbose_name": "contents of a bag",
                "verbose_name_plural": "contents of bags",
            },
        ),
    ]
