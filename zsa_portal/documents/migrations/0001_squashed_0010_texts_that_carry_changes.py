"""The tables as version 0.5.0 had them; a database older than that is brought to 0.5.0 first."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.serializers.json
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import zsa_portal.documents.finding.records
import zsa_portal.regulations.clock
import zsa_portal.ui.finding.folding
from zsa_portal.regulations.squashing import Squashed

# Papers are found by the words by which everything else is found.
WORDS = """
CREATE FUNCTION zsa_words(said text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN zsa_found_by(said)
"""


class Migration(Squashed):
    replaces = [
        ("zsa_documents", "0001_initial"),
        ("zsa_documents", "0002_keys_carry_their_app"),
        ("zsa_documents", "0003_appointment_letters"),
        ("zsa_documents", "0004_files_that_were_cleaned"),
        ("zsa_documents", "0005_levels_and_marked_copies"),
        ("zsa_documents", "0006_grants_and_refusals"),
        ("zsa_documents", "0007_finding"),
        ("zsa_documents", "0008_disposal"),
        ("zsa_documents", "0009_texts_are_found"),
        ("zsa_documents", "0010_texts_that_carry_changes"),
    ]

    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
        ("zsa_workflow", "0001_squashed_0007_looks_at_logs"),
    ]

    operations = [
        migrations.RunSQL([WORDS], "DROP FUNCTION zsa_words(text)"),
        migrations.CreateModel(
            name="Counter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True, verbose_name="sequence")),
                ("value", models.PositiveBigIntegerField(verbose_name="last number")),
            ],
            options={
                "verbose_name": "counter",
                "verbose_name_plural": "counters",
                "ordering": ["key"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="counter",
            trigger=pgtrigger.compiler.Trigger(
                name="only_grows",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."value" <= (OLD."value") OR OLD."key" IS DISTINCT FROM (NEW."key"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="28819709b4f9a9c73ece7f238742c88d88fa6c2a",
                    operation="UPDATE",
                    pgid="pgtrigger_only_grows_89f3f",
                    table="zsa_documents_counter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="counter",
            trigger=pgtrigger.compiler.Trigger(
                name="counter_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="927ca6cb2541c8fba5d832e65b57b14b60bb0dc4",
                    operation="DELETE",
                    pgid="pgtrigger_counter_stays_d3079",
                    table="zsa_documents_counter",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="File",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="checksum")),
                ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("media_type", models.CharField(max_length=120, verbose_name="media type")),
                (
                    "stored_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="stored"
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="file",
            trigger=pgtrigger.compiler.Trigger(
                name="written_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3640d9ba9c6baba9ec3784f272bc441d787e6e6a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_written_once_58a82",
                    table="zsa_documents_file",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="IssuedForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(db_index=True, max_length=60, verbose_name="kind")),
                ("title", models.CharField(max_length=240, verbose_name="title")),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="number")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("restricted", "Restricted"),
                            ("confidential", "Confidential"),
                        ],
                        default="confidential",
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "data",
                    models.JSONField(
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="data",
                    ),
                ),
                (
                    "check_token",
                    models.CharField(max_length=40, unique=True, verbose_name="check token"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Being made"),
                            ("ready", "Ready"),
                            ("failed", "Could not be made"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("error", models.TextField(blank=True, verbose_name="error")),
                (
                    "issued_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="issued"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issued_forms",
                        to="zsa_documents.file",
                        verbose_name="file",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issued_forms",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="issued by",
                    ),
                ),
                (
                    "matters",
                    models.ManyToManyField(
                        related_name="issued_forms",
                        to="zsa_workflow.matter",
                        verbose_name="matters",
                    ),
                ),
            ],
            options={
                "verbose_name": "issued form",
                "verbose_name_plural": "issued forms",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["issued_at"],
                        name="pending_forms",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        zsa_portal.ui.finding.folding.FoundBy("number", "title"), name="forms_found"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("kind", "number"),
                        name="one_form_of_a_number",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issuedform",
            trigger=pgtrigger.compiler.Trigger(
                name="issued_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."check_token" IS DISTINCT FROM (NEW."check_token") OR OLD."data" IS DISTINCT FROM (NEW."data") OR OLD."issued_at" IS DISTINCT FROM (NEW."issued_at") OR OLD."issued_by_id" IS DISTINCT FROM (NEW."issued_by_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="69385d89019af4ffad810b04cd28e609ab207245",
                    operation="UPDATE",
                    pgid="pgtrigger_issued_once_98716",
                    table="zsa_documents_issuedform",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issuedform",
            trigger=pgtrigger.compiler.Trigger(
                name="made_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."file_id" IS NOT NULL AND (NEW."file_id" IS DISTINCT FROM (OLD."file_id") OR NEW."state" IS DISTINCT FROM (OLD."state")))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="b01bda7486125f868a4c27e25aefdaa157d7e6e5",
                    operation="UPDATE",
                    pgid="pgtrigger_made_once_0bfc5",
                    table="zsa_documents_issuedform",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issuedform",
            trigger=pgtrigger.compiler.Trigger(
                name="form_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="dc72c9d2c85306d1758719593478502ce06af826",
                    operation="DELETE",
                    pgid="pgtrigger_form_stays_432a4",
                    table="zsa_documents_issuedform",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(db_index=True, max_length=60, verbose_name="kind")),
                ("title", models.CharField(max_length=240, verbose_name="title")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("restricted", "Restricted"),
                            ("confidential", "Confidential"),
                        ],
                        default="confidential",
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="created"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn"),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="zsa_workflow.matter",
                        verbose_name="matter",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="zsa_people.organisation",
                        verbose_name="submitted for",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="zsa_people.department",
                        verbose_name="owner department",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
                (
                    "scan_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="zsa_documents.issuedform",
                        verbose_name="sealed scan of",
                    ),
                ),
                (
                    "disposed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="disposed of"),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
                "ordering": ["kind", "pk"],
                "indexes": [
                    models.Index(fields=["matter", "kind"], name="zsa_documen_matter__1b2b9f_idx"),
                    models.Index(fields=["uploaded_by"], name="zsa_documen_uploade_f9ad74_idx"),
                    models.Index(fields=["-created_at"], name="zsa_documen_created_64078f_idx"),
                    django.contrib.postgres.indexes.GinIndex(
                        zsa_portal.ui.finding.folding.FoundBy("title"), name="documents_found"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("scan_of", None), ("withdrawn_at", None)),
                        fields=("matter", "kind", "title"),
                        name="one_live_document_of_a_title",
                    )
                ],
                "permissions": [
                    ("discover_document", "Can know of a document"),
                    ("read_document", "Can read a document page by page"),
                    ("download_document", "Can save a marked copy of a document"),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_documents_documentevent" ("created_at", "disposed_at", "id", "kind", "level", "matter_id", "organisation_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan_of_id", "title", "uploaded_by_id", "withdrawn_at") VALUES (NEW."created_at", NEW."disposed_at", NEW."id", NEW."kind", NEW."level", NEW."matter_id", NEW."organisation_id", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scan_of_id", NEW."title", NEW."uploaded_by_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="22a6f42b46722f30131a3de0302c0f388fb2abe8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bb0d4",
                    table="zsa_documents_document",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "zsa_documents_documentevent" ("created_at", "disposed_at", "id", "kind", "level", "matter_id", "organisation_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan_of_id", "title", "uploaded_by_id", "withdrawn_at") VALUES (NEW."created_at", NEW."disposed_at", NEW."id", NEW."kind", NEW."level", NEW."matter_id", NEW."organisation_id", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scan_of_id", NEW."title", NEW."uploaded_by_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="ccdb586fe0e6d88b5e94d1979082f5657a88da8a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ab471",
                    table="zsa_documents_document",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="DocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("title", models.CharField(max_length=240, verbose_name="title")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("restricted", "Restricted"),
                            ("confidential", "Confidential"),
                        ],
                        default="confidential",
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="created"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn"),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_workflow.matter",
                        verbose_name="matter",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.organisation",
                        verbose_name="submitted for",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
                        to="zsa_documents.document",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
                (
                    "scan_of",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_documents.issuedform",
                        verbose_name="sealed scan of",
                    ),
                ),
                (
                    "disposed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="disposed of"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Handing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "since",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="since"
                    ),
                ),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handed by",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handings",
                        to="zsa_documents.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handings",
                        to="zsa_people.party",
                        verbose_name="handed to",
                    ),
                ),
            ],
            options={
                "verbose_name": "handing",
                "verbose_name_plural": "handings",
                "indexes": [
                    models.Index(
                        fields=["party", "document"], name="zsa_documen_party_i_534fd9_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("name", models.CharField(max_length=255, verbose_name="file name")),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="uploaded"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="zsa_documents.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="zsa_documents.file",
                        verbose_name="file",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
                (
                    "cleaned",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="taken out of the file"
                    ),
                ),
                (
                    "open_changes",
                    models.PositiveIntegerField(default=0, verbose_name="changes not accepted"),
                ),
                (
                    "open_comments",
                    models.PositiveIntegerField(default=0, verbose_name="comments in the text"),
                ),
            ],
            options={
                "verbose_name": "version",
                "verbose_name_plural": "versions",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "number"), name="one_version_of_a_number"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="version",
            trigger=pgtrigger.compiler.Trigger(
                name="written_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="dcdc059db54854abde4d6f7584fde33eff524947",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_written_once_e241e",
                    table="zsa_documents_version",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="version",
            trigger=pgtrigger.compiler.Trigger(
                name="awaits_its_text",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    INSERT INTO zsa_documents_documenttext (document_id, file_id, state, attempts, text, is_cut, error)\n    VALUES (NEW.document_id, NEW.file_id, 'pending', 0, '', false, '')\n    ON CONFLICT (document_id) DO UPDATE\n      SET file_id = excluded.file_id, state = 'pending', attempts = 0, text = '', is_cut = false,\n          error = '', read_at = NULL\n      WHERE zsa_documents_documenttext.file_id <> excluded.file_id;\n    RETURN NULL;\n    ",
                    hash="a074b7ee7bb162b68974f91d24a4535a862c6944",
                    operation="INSERT",
                    pgid="pgtrigger_awaits_its_text_fc215",
                    table="zsa_documents_version",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ReadLog",
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
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("download", "Download"),
                            ("inline", "Read on screen"),
                            ("page", "Page read"),
                            ("copy", "Marked copy"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("restricted", "Restricted"),
                            ("confidential", "Confidential"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reads",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reads",
                        to="zsa_documents.issuedform",
                        verbose_name="issued form",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reads",
                        to="zsa_documents.version",
                        verbose_name="version",
                    ),
                ),
                ("page", models.PositiveIntegerField(blank=True, null=True, verbose_name="page")),
            ],
            options={
                "verbose_name": "reading",
                "verbose_name_plural": "readings",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["by", "-at"], name="zsa_documen_by_id_eb86db_idx"),
                    models.Index(fields=["-at"], name="zsa_documen_at_0e6521_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("form__isnull", True), ("version__isnull", False)),
                            models.Q(("form__isnull", False), ("version__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_reading_is_of_one_paper",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readlog",
            trigger=pgtrigger.compiler.Trigger(
                name="written_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="aca0e3e1d41dfd25c860e473164cc21b46c46b98",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_written_once_41d99",
                    table="zsa_documents_readlog",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="zsa_documents.document",
                        verbose_name="appointment letter",
                    ),
                ),
                (
                    "holding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="zsa_people.postholding",
                        verbose_name="post holding",
                    ),
                ),
            ],
            options={
                "verbose_name": "appointment",
                "verbose_name_plural": "appointments",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="written_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="81bb4a6cb2e93d9eefecba40429487832c3870e7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_written_once_ef243",
                    table="zsa_documents_appointment",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="LevelTable",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="version")),
                ("valid_from", models.DateField(unique=True, verbose_name="in force from")),
                ("rows", models.JSONField(verbose_name="entries")),
                (
                    "confirmed_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="confirmed"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drafted by",
                    ),
                ),
            ],
            options={
                "verbose_name": "table of levels",
                "verbose_name_plural": "tables of levels",
                "ordering": ["-number"],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leveltable",
            trigger=pgtrigger.compiler.Trigger(
                name="written_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3a0c36e63cb47a7ccbe9f1c1c6d934af5923de23",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_written_once_f04e5",
                    table="zsa_documents_leveltable",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Derived",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, verbose_name="what was made")),
                (
                    "made_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="made"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="derived_from",
                        to="zsa_documents.file",
                        verbose_name="file",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="derived",
                        to="zsa_documents.file",
                        verbose_name="made of",
                    ),
                ),
            ],
            options={
                "verbose_name": "file made of another",
                "verbose_name_plural": "files made of others",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "key"), name="one_file_made_of_another"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="derived",
            trigger=pgtrigger.compiler.Trigger(
                name="written_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="724face0deefba3989d6d9d48b76e547f1330597",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_written_once_77eff",
                    table="zsa_documents_derived",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ReadRefusal",
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
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("download", "Download"),
                            ("inline", "Read on screen"),
                            ("page", "Page read"),
                            ("copy", "Marked copy"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("public", "Public"),
                            ("restricted", "Restricted"),
                            ("confidential", "Confidential"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="read_refusals",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="read_refusals",
                        to="zsa_documents.document",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "verbose_name": "refused reading",
                "verbose_name_plural": "refused readings",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["document", "-at"], name="zsa_documen_documen_8a5f42_idx"),
                    models.Index(fields=["by", "-at"], name="zsa_documen_by_id_101aac_idx"),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="readrefusal",
            trigger=pgtrigger.compiler.Trigger(
                name="written_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4a07a124df8d63946a96e8f93d22a9f33d72416b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_written_once_5271e",
                    table="zsa_documents_readrefusal",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="DocumentText",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="said",
                        serialize=False,
                        to="zsa_documents.document",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waits to be read"),
                            ("ready", "Read"),
                            ("none", "Has no text"),
                            ("failed", "Could not be read"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "is_cut",
                    models.BooleanField(default=False, verbose_name="only its beginning is kept"),
                ),
                ("error", models.CharField(blank=True, max_length=500, verbose_name="error")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_documents.file",
                        verbose_name="file",
                    ),
                ),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=zsa_portal.documents.finding.records.MadeWords(models.F("text")),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                        verbose_name="words it is found by",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a document",
                "verbose_name_plural": "texts of documents",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "pending")),
                        fields=["document"],
                        name="texts_to_be_read",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="documents_by_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Removal",
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
                        default=zsa_portal.regulations.clock.now, verbose_name="decided"
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                (
                    "shared",
                    models.BooleanField(
                        default=False, verbose_name="another paper has the same bytes"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="removals",
                        to="zsa_documents.file",
                        verbose_name="file",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="removals",
                        to="zsa_workflow.matter",
                        verbose_name="decided in",
                    ),
                ),
            ],
            options={
                "verbose_name": "removal of bytes",
                "verbose_name_plural": "removals of bytes",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)), fields=["id"], name="removals_to_do"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("file", "matter"), name="one_removal_of_a_file")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="removal",
            trigger=pgtrigger.compiler.Trigger(
                name="removal_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="16ba6adcc66f8bd8a48c5ac373efee4917ff764d",
                    operation="DELETE",
                    pgid="pgtrigger_removal_stays_6de68",
                    table="zsa_documents_removal",
                    when="BEFORE",
                ),
            ),
        ),
    ]
