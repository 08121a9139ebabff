"""The words by which matters are found are kept beside them, not made anew at every look."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import pgtrigger.compiler
import pgtrigger.migrations
import zsa_portal.ui.finding.folding
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("zsa_people", "0002_texts_are_folded_quicker"),
        ("zsa_workflow", "0012_who_handles_a_matter"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="matter",
            name="update_update",
        ),
        migrations.RemoveIndex(
            model_name="matter",
            name="matters_found",
        ),
        migrations.AddField(
            model_name="matter",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=zsa_portal.ui.finding.folding.FoundBy("number", "title", "title_en"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
                verbose_name="words it is found by",
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="matters_found"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="matter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."applicant_id" IS DISTINCT FROM (NEW."applicant_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."due_at" IS DISTINCT FROM (NEW."due_at") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."holder_id" IS DISTINCT FROM (NEW."holder_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."revision" IS DISTINCT FROM (NEW."revision") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en"))',
                    func='INSERT INTO "zsa_workflow_matterevent" ("applicant_id", "created_at", "created_by_id", "due_at", "entered_at", "holder_id", "id", "kind", "level", "number", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "state", "title", "title_en") VALUES (NEW."applicant_id", NEW."created_at", NEW."created_by_id", NEW."due_at", NEW."entered_at", NEW."holder_id", NEW."id", NEW."kind", NEW."level", NEW."number", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revision", NEW."state", NEW."title", NEW."title_en"); RETURN NULL;',
                    hash="89d41900378720f08da7989508dcfaf2faad4c9c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_13118",
                    table="zsa_workflow_matter",
                    when="AFTER",
                ),
            ),
        ),
    ]
