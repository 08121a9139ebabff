import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations

MEETINGS = """
INSERT INTO zsa_meetings_meeting (
    id, matter_id, kind, round, form, starts_at, place, chair_id, agenda, guests, minutes, sections,
    attended_at, by_consensus, conclusion, reason, concluded_at, convened_by_id, convened_at
)
SELECT
    id, project_id, 'standards.technical_review', round, form, starts_at, place, chair_id, agenda,
    guests, minutes, jsonb_build_object('technical_level', technical_level), attended_at,
    by_consensus, conclusion, reason, concluded_at, convened_by_id, convened_at
FROM standards_reviewmeeting
"""
ATTENDANCE = """
INSERT INTO zsa_meetings_attendance (
    id, meeting_id, seat_id, user_id, name, post, title, organisation, present, signed
)
SELECT id, meeting_id, seat_id, user_id, name, post, title, organisation, present, signed
FROM standards_attendance
"""
POINTS = """
INSERT INTO zsa_meetings_point (
    id, meeting_id, number, clause, raised_by, text, handling, is_change, answer, answered_by_id,
    answered_at
)
SELECT
    id, meeting_id, number, clause, raised_by, text, handling, is_change, answer, answered_by_id,
    answered_at
FROM standards_reviewopinion
"""
# An expert's part ended with the role that the expert played in the matter.
ENGAGEMENTS = """
INSERT INTO zsa_engagements_engagement (
    id, matter_id, kind, round, expert_id, user_id, engaged_by_id, engaged_at, question,
    conclusion, opinion, at, released_at, release_reason, ended_at
)
SELECT
    audit.id, project_id, 'standards.expert_audit', round, expert_id, audit.user_id, engaged_by_id,
    engaged_at, '', conclusion, opinion, at, released_at, release_reason,
    COALESCE(released_at, (
        SELECT MIN(part.until)
        FROM zsa_workflow_involvement part JOIN zsa_people_party party ON party.id = part.party_id
        WHERE part.matter_id = project_id AND part.role = 'expert'
          AND party.user_id = audit.user_id AND part.until >= audit.engaged_at
    ))
FROM standards_audit audit
"""
NEXT_KEYS = """
SELECT setval(
    pg_get_serial_sequence('{table}', 'id'), COALESCE(MAX(id), 1), MAX(id) IS NOT NULL
) FROM {table}
"""
COPIES = {
    "zsa_meetings_meeting": MEETINGS,
    "zsa_meetings_attendance": ATTENDANCE,
    "zsa_meetings_point": POINTS,
    "zsa_engagements_engagement": ENGAGEMENTS,
}


class Migration(migrations.Migration):
    dependencies = [
        ("standards", "0007_keys_of_decisions"),
        ("zsa_engagements", "0001_initial"),
        ("zsa_meetings", "0001_initial"),
    ]

    operations = [
        *(
            migrations.RunSQL([copy, NEXT_KEYS.format(table=table)])
            for table, copy in COPIES.items()
        ),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"),
        pgtrigger.migrations.RemoveTrigger(
            model_name="project",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="project",
            name="update_update",
        ),
        migrations.RemoveField(
            model_name="project",
            name="audit_round",
        ),
        migrations.RemoveField(
            model_name="projectevent",
            name="audit_round",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "standards_projectevent" ("adopters", "approval_decision_id", "audit_handling", "ccs", "committee_id", "contact_address", "contact_email", "contact_person", "contact_phone", "drafting_group_id", "field", "ics", "justification", "leader", "leader_phone", "matter_ptr_id", "participants", "patents", "patents_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_ends", "plan_number", "plan_starts", "planned_end", "planned_start", "purpose", "related_standards", "revised_standard", "safeguards", "scope", "standard_number", "sub_field", "submitted_at", "supporting", "work_plan_id") VALUES (NEW."adopters", NEW."approval_decision_id", NEW."audit_handling", NEW."ccs", NEW."committee_id", NEW."contact_address", NEW."contact_email", NEW."contact_person", NEW."contact_phone", NEW."drafting_group_id", NEW."field", NEW."ics", NEW."justification", NEW."leader", NEW."leader_phone", NEW."matter_ptr_id", NEW."participants", NEW."patents", NEW."patents_note", _pgh_attach_context(), NOW(), \'insert\', NEW."matter_ptr_id", NEW."plan_ends", NEW."plan_number", NEW."plan_starts", NEW."planned_end", NEW."planned_start", NEW."purpose", NEW."related_standards", NEW."revised_standard", NEW."safeguards", NEW."scope", NEW."standard_number", NEW."sub_field", NEW."submitted_at", NEW."supporting", NEW."work_plan_id"); RETURN NULL;',
                    hash="7104667b94f9c26c31e41df3cc9437844571dac9",
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
                    condition='WHEN (OLD."adopters" IS DISTINCT FROM (NEW."adopters") OR OLD."approval_decision_id" IS DISTINCT FROM (NEW."approval_decision_id") OR OLD."audit_handling" IS DISTINCT FROM (NEW."audit_handling") OR OLD."ccs" IS DISTINCT FROM (NEW."ccs") OR OLD."committee_id" IS DISTINCT FROM (NEW."committee_id") OR OLD."contact_address" IS DISTINCT FROM (NEW."contact_address") OR OLD."contact_email" IS DISTINCT FROM (NEW."contact_email") OR OLD."contact_person" IS DISTINCT FROM (NEW."contact_person") OR OLD."contact_phone" IS DISTINCT FROM (NEW."contact_phone") OR OLD."drafting_group_id" IS DISTINCT FROM (NEW."drafting_group_id") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."ics" IS DISTINCT FROM (NEW."ics") OR OLD."justification" IS DISTINCT FROM (NEW."justification") OR OLD."leader" IS DISTINCT FROM (NEW."leader") OR OLD."leader_phone" IS DISTINCT FROM (NEW."leader_phone") OR OLD."matter_ptr_id" IS DISTINCT FROM (NEW."matter_ptr_id") OR OLD."participants" IS DISTINCT FROM (NEW."participants") OR OLD."patents" IS DISTINCT FROM (NEW."patents") OR OLD."patents_note" IS DISTINCT FROM (NEW."patents_note") OR OLD."plan_ends" IS DISTINCT FROM (NEW."plan_ends") OR OLD."plan_number" IS DISTINCT FROM (NEW."plan_number") OR OLD."plan_starts" IS DISTINCT FROM (NEW."plan_starts") OR OLD."planned_end" IS DISTINCT FROM (NEW."planned_end") OR OLD."planned_start" IS DISTINCT FROM (NEW."planned_start") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."related_standards" IS DISTINCT FROM (NEW."related_standards") OR OLD."revised_standard" IS DISTINCT FROM (NEW."revised_standard") OR OLD."safeguards" IS DISTINCT FROM (NEW."safeguards") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."standard_number" IS DISTINCT FROM (NEW."standard_number") OR OLD."sub_field" IS DISTINCT FROM (NEW."sub_field") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."supporting" IS DISTINCT FROM (NEW."supporting") OR OLD."work_plan_id" IS DISTINCT FROM (NEW."work_plan_id"))',
                    func='INSERT INTO "standards_projectevent" ("adopters", "approval_decision_id", "audit_handling", "ccs", "committee_id", "contact_address", "contact_email", "contact_person", "contact_phone", "drafting_group_id", "field", "ics", "justification", "leader", "leader_phone", "matter_ptr_id", "participants", "patents", "patents_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_ends", "plan_number", "plan_starts", "planned_end", "planned_start", "purpose", "related_standards", "revised_standard", "safeguards", "scope", "standard_number", "sub_field", "submitted_at", "supporting", "work_plan_id") VALUES (NEW."adopters", NEW."approval_decision_id", NEW."audit_handling", NEW."ccs", NEW."committee_id", NEW."contact_address", NEW."contact_email", NEW."contact_person", NEW."contact_phone", NEW."drafting_group_id", NEW."field", NEW."ics", NEW."justification", NEW."leader", NEW."leader_phone", NEW."matter_ptr_id", NEW."participants", NEW."patents", NEW."patents_note", _pgh_attach_context(), NOW(), \'update\', NEW."matter_ptr_id", NEW."plan_ends", NEW."plan_number", NEW."plan_starts", NEW."planned_end", NEW."planned_start", NEW."purpose", NEW."related_standards", NEW."revised_standard", NEW."safeguards", NEW."scope", NEW."standard_number", NEW."sub_field", NEW."submitted_at", NEW."supporting", NEW."work_plan_id"); RETURN NULL;',
                    hash="afb60cd37644a36862fbc08b70a78a0f8325712c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_90e71",
                    table="standards_project",
                    when="AFTER",
                ),
            ),
        ),
        migrations.DeleteModel(name="Attendance"),
        migrations.DeleteModel(name="Audit"),
        migrations.DeleteModel(name="ReviewOpinion"),
        migrations.DeleteModel(name="ReviewMeeting"),
    ]
