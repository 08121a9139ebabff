"""The words by which papers are found are kept beside them, not made anew at every look."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import pgtrigger.compiler
import pgtrigger.migrations
import zsa_portal.ui.finding.folding
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("zsa_documents", "0011_papers_as_one_zip"),
        ("zsa_people", "0002_texts_are_folded_quicker"),
        ("zsa_workflow", "0013_words_of_matters_are_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="document",
            name="update_update",
        ),
        migrations.RemoveIndex(
            model_name="document",
            name="documents_found",
        ),
        migrations.AddField(
            model_name="document",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=zsa_portal.ui.finding.folding.FoundBy("title"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
                verbose_name="words it is found by",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["words"], name="documents_found"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."disposed_at" IS DISTINCT FROM (NEW."disposed_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."matter_id" IS DISTINCT FROM (NEW."matter_id") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."scan_of_id" IS DISTINCT FROM (NEW."scan_of_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at"))',
                    func='INSERT INTO "zsa_documents_documentevent" ("created_at", "disposed_at", "id", "kind", "level", "matter_id", "organisation_id", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scan_of_id", "title", "uploaded_by_id", "withdrawn_at") VALUES (NEW."created_at", NEW."disposed_at", NEW."id", NEW."kind", NEW."level", NEW."matter_id", NEW."organisation_id", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scan_of_id", NEW."title", NEW."uploaded_by_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="84fba5ca3dabda7a595b526bb8e0e6454a6622a2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ab471",
                    table="zsa_documents_document",
                    when="AFTER",
                ),
            ),
        ),
    ]
