"""The tables as version 0.5.0 had them."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    initial = True

    dependencies = [
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
        ("zsa_workflow", "0001_squashed_0007_looks_at_logs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Suggestion",
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
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_people.body",
                    ),
                ),
            ],
            bases=("zsa_workflow.matter",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suggestion",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('open') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="090a0bff54d8709eaa3c54f11f61e544e64f32a2",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_2a99f",
                    table="test_proof_suggestion",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
    ]
