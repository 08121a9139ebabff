import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

FIELD = models.CharField(
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
)


class Migration(migrations.Migration):
    dependencies = [
        ("standards", "0005_copy_of_field"),
        ("zsa_workflow", "0003_field_of_its_machine"),
    ]

    operations = [
        migrations.RenameField("project", "technical_field", "field"),
        migrations.RenameField("projectevent", "technical_field", "field"),
        migrations.AlterField("project", "field", FIELD),
        migrations.AlterField("projectevent", "field", FIELD.clone()),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "standards_projectevent" ("adopters", "approval_decision_id", "audit_handling", "audit_round", "ccs", "committee_id", "contact_address", "contact_email", "contact_person", "contact_phone", "drafting_group_id", "field", "ics", "justification", "leader", "leader_phone", "matter_ptr_id", "participants", "patents", "patents_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_ends", "plan_number", "plan_starts", "planned_end", "planned_start", "purpose", "related_standards", "revised_standard", "safeguards", "scope", "standard_number", "sub_field", "submitted_at", "supporting", "work_plan_id") VALUES (NEW."adopters", NEW."approval_decision_id", NEW."audit_handling", NEW."audit_round", NEW."ccs", NEW."committee_id", NEW."contact_address", NEW."contact_email", NEW."contact_person", NEW."contact_phone", NEW."drafting_group_id", NEW."field", NEW."ics", NEW."justification", NEW."leader", NEW."leader_phone", NEW."matter_ptr_id", NEW."participants", NEW."patents", NEW."patents_note", _pgh_attach_context(), NOW(), \'insert\', NEW."matter_ptr_id", NEW."plan_ends", NEW."plan_number", NEW."plan_starts", NEW."planned_end", NEW."planned_start", NEW."purpose", NEW."related_standards", NEW."revised_standard", NEW."safeguards", NEW."scope", NEW."standard_number", NEW."sub_field", NEW."submitted_at", NEW."supporting", NEW."work_plan_id"); RETURN NULL;',
                    hash="a8ae80cbd7213bc4c7e94033f72f7838001cb902",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d8643",
                    table="standards_project",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."adopters" IS DISTINCT FROM (NEW."adopters") OR OLD."approval_decision_id" IS DISTINCT FROM (NEW."approval_decision_id") OR OLD."audit_handling" IS DISTINCT FROM (NEW."audit_handling") OR OLD."audit_round" IS DISTINCT FROM (NEW."audit_round") OR OLD."ccs" IS DISTINCT FROM (NEW."ccs") OR OLD."committee_id" IS DISTINCT FROM (NEW."committee_id") OR OLD."contact_address" IS DISTINCT FROM (NEW."contact_address") OR OLD."contact_email" IS DISTINCT FROM (NEW."contact_email") OR OLD."contact_person" IS DISTINCT FROM (NEW."contact_person") OR OLD."contact_phone" IS DISTINCT FROM (NEW."contact_phone") OR OLD."drafting_group_id" IS DISTINCT FROM (NEW."drafting_group_id") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."ics" IS DISTINCT FROM (NEW."ics") OR OLD."justification" IS DISTINCT FROM (NEW."justification") OR OLD."leader" IS DISTINCT FROM (NEW."leader") OR OLD."leader_phone" IS DISTINCT FROM (NEW."leader_phone") OR OLD."matter_ptr_id" IS DISTINCT FROM (NEW."matter_ptr_id") OR OLD."participants" IS DISTINCT FROM (NEW."participants") OR OLD."patents" IS DISTINCT FROM (NEW."patents") OR OLD."patents_note" IS DISTINCT FROM (NEW."patents_note") OR OLD."plan_ends" IS DISTINCT FROM (NEW."plan_ends") OR OLD."plan_number" IS DISTINCT FROM (NEW."plan_number") OR OLD."plan_starts" IS DISTINCT FROM (NEW."plan_starts") OR OLD."planned_end" IS DISTINCT FROM (NEW."planned_end") OR OLD."planned_start" IS DISTINCT FROM (NEW."planned_start") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."related_standards" IS DISTINCT FROM (NEW."related_standards") OR OLD."revised_standard" IS DISTINCT FROM (NEW."revised_standard") OR OLD."safeguards" IS DISTINCT FROM (NEW."safeguards") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."standard_number" IS DISTINCT FROM (NEW."standard_number") OR OLD."sub_field" IS DISTINCT FROM (NEW."sub_field") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."supporting" IS DISTINCT FROM (NEW."supporting") OR OLD."work_plan_id" IS DISTINCT FROM (NEW."work_plan_id"))',
                    func='INSERT INTO "standards_projectevent" ("adopters", "approval_decision_id", "audit_handling", "audit_round", "ccs", "committee_id", "contact_address", "contact_email", "contact_person", "contact_phone", "drafting_group_id", "field", "ics", "justification", "leader", "leader_phone", "matter_ptr_id", "participants", "patents", "patents_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_ends", "plan_number", "plan_starts", "planned_end", "planned_start", "purpose", "related_standards", "revised_standard", "safeguards", "scope", "standard_number", "sub_field", "submitted_at", "supporting", "work_plan_id") VALUES (NEW."adopters", NEW."approval_decision_id", NEW."audit_handling", NEW."audit_round", NEW."ccs", NEW."committee_id", NEW."contact_address", NEW."contact_email", NEW."contact_person", NEW."contact_phone", NEW."drafting_group_id", NEW."field", NEW."ics", NEW."justification", NEW."leader", NEW."leader_phone", NEW."matter_ptr_id", NEW."participants", NEW."patents", NEW."patents_note", _pgh_attach_context(), NOW(), \'update\', NEW."matter_ptr_id", NEW."plan_ends", NEW."plan_number", NEW."plan_starts", NEW."planned_end", NEW."planned_start", NEW."purpose", NEW."related_standards", NEW."revised_standard", NEW."safeguards", NEW."scope", NEW."standard_number", NEW."sub_field", NEW."submitted_at", NEW."supporting", NEW."work_plan_id"); RETURN NULL;',
                    hash="edb92e4956982251a6f4fe9106168bf28b5f9d83",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_90e71",
                    table="standards_project",
                    when="AFTER",
                ),
            ),
        ),
    ]
