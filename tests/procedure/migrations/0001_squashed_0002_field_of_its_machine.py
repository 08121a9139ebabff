"""The tables as version 0.5.0 had them; a database older than that is brought to 0.5.0 first."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    replaces = [("test_procedure", "0001_initial"), ("test_procedure", "0002_field_of_its_machine")]

    initial = True

    dependencies = [
        ("zsa_workflow", "0001_squashed_0007_looks_at_logs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Example",
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
                ("closes_at", models.DateTimeField(blank=True, null=True)),
                (
                    "field",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("next_it", "New-generation information technology"),
                            ("equipment", "High-end equipment manufacturing"),
                            ("new_materials", "New materials"),
                            ("bio", "Bioengineering"),
                            ("connected_vehicles", "Intelligent connected vehicles"),
                            ("new_energy", "New energy"),
                            ("environment", "Energy saving and environmental protection"),
                            ("future", "Future industries"),
                            ("other", "Other high technology"),
                        ],
                        max_length=30,
                        verbose_name="technical field",
                    ),
                ),
            ],
            bases=("zsa_workflow.matter",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="example",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('draft') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="043179e51d9a9fa9534a7af75dd432f25a266a47",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_959bc",
                    table="test_procedure_example",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
    ]
