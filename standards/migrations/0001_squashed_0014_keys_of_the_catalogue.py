"""The tables as version 0.5.0 had them; a database older than that is brought to 0.5.0 first."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import zsa_portal.regulations.clock
from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    replaces = [
        ("standards", "0001_initial"),
        ("standards", "0002_initial"),
        ("standards", "0003_titles_of_editions"),
        ("standards", "0004_history_of_texts"),
        ("standards", "0005_copy_of_field"),
        ("standards", "0006_field_of_its_machine"),
        ("standards", "0007_keys_of_decisions"),
        ("standards", "0008_meetings_and_engagements_move_down"),
        ("standards", "0009_keys_carry_their_app"),
        ("standards", "0010_annex_six_and_patents"),
        ("standards", "0011_what_was_recorded_before"),
        ("standards", "0012_imported_editions_are_marked"),
        ("standards", "0013_catalogue_moves_down"),
        ("standards", "0014_keys_of_the_catalogue"),
    ]

    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("zsa_ballots", "0001_squashed_0006_votes_ask_for_changes_and_have_drafts"),
        ("zsa_documents", "0001_squashed_0010_texts_that_carry_changes"),
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
        ("zsa_workflow", "0001_squashed_0007_looks_at_logs"),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="number")),
                ("issued_on", models.DateField(verbose_name="issued")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="zsa_ballots.decision",
                        verbose_name="decision",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="issued by",
                    ),
                ),
            ],
            options={
                "verbose_name": "work plan",
                "verbose_name_plural": "work plans",
                "ordering": ["-issued_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Project",
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
                    "plan_number",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="plan number"
                    ),
                ),
                (
                    "plan_starts",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="plan from"
                    ),
                ),
                (
                    "plan_ends",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="plan to"),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("formulation", "New standard"), ("revision", "Revision")],
                        default="formulation",
                        max_length=20,
                        verbose_name="new standard or revision",
                    ),
                ),
                (
                    "revised_standard",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the revised standard"
                    ),
                ),
                (
                    "supporting",
                    models.BooleanField(default=False, verbose_name="supports this field (配套)"),
                ),
                (
                    "sub_field",
                    models.CharField(blank=True, max_length=120, verbose_name="sub-field"),
                ),
                (
                    "participants",
                    models.TextField(
                        blank=True, verbose_name="participating drafting organisations"
                    ),
                ),
                ("adopters", models.TextField(blank=True, verbose_name="first committed adopters")),
                (
                    "leader",
                    models.CharField(blank=True, max_length=80, verbose_name="project leader"),
                ),
                (
                    "leader_phone",
                    models.CharField(blank=True, max_length=40, verbose_name="leader's phone"),
                ),
                (
                    "contact_person",
                    models.CharField(blank=True, max_length=80, verbose_name="contact person"),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=40, verbose_name="contact phone"),
                ),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="contact e-mail"),
                ),
                (
                    "contact_address",
                    models.CharField(blank=True, max_length=240, verbose_name="address"),
                ),
                (
                    "patents",
                    models.BooleanField(blank=True, null=True, verbose_name="involves patents"),
                ),
                ("patents_note", models.TextField(blank=True, verbose_name="patents involved")),
                (
                    "planned_start",
                    models.DateField(blank=True, null=True, verbose_name="planned start"),
                ),
                (
                    "planned_end",
                    models.DateField(blank=True, null=True, verbose_name="planned end"),
                ),
                (
                    "justification",
                    models.TextField(blank=True, verbose_name="purpose, necessity and feasibility"),
                ),
                (
                    "scope",
                    models.TextField(blank=True, verbose_name="scope and main technical content"),
                ),
                (
                    "related_standards",
                    models.TextField(
                        blank=True, verbose_name="related standards and laws, comparison"
                    ),
                ),
                (
                    "safeguards",
                    models.TextField(
                        blank=True, verbose_name="safeguards: basis, team, funds, resources"
                    ),
                ),
                ("ics", models.CharField(blank=True, max_length=40, verbose_name="ICS")),
                ("ccs", models.CharField(blank=True, max_length=40, verbose_name="CCS")),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="submitted"
                    ),
                ),
                (
                    "audit_handling",
                    models.TextField(
                        blank=True,
                        editable=False,
                        verbose_name="how the experts' changes were handled",
                    ),
                ),
                (
                    "standard_number",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="standard number"
                    ),
                ),
                (
                    "approval_decision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approved_projects",
                        to="zsa_ballots.decision",
                        verbose_name="decision on publication",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="zsa_people.body",
                        verbose_name="committee in charge",
                    ),
                ),
                (
                    "drafting_group",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drafted_projects",
                        to="zsa_people.body",
                        verbose_name="drafting group",
                    ),
                ),
                (
                    "work_plan",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="standards.workplan",
                        verbose_name="work plan",
                    ),
                ),
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
                (
                    "overview_waiver",
                    models.TextField(
                        blank=True, editable=False, verbose_name="why annex 6 does not apply"
                    ),
                ),
            ],
            options={
                "verbose_name": "project",
                "verbose_name_plural": "projects",
            },
            bases=("zsa_workflow.matter", models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('draft_proposal') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="f46914a9d128eb0c100b3aa22ad7f5bad36974d1",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_def9c",
                    table="standards_project",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "standards_projectevent" ("adopters", "approval_decision_id", "audit_handling", "ccs", "committee_id", "contact_address", "contact_email", "contact_person", "contact_phone", "drafting_group_id", "field", "ics", "justification", "leader", "leader_phone", "matter_ptr_id", "overview_waiver", "participants", "patents", "patents_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_ends", "plan_number", "plan_starts", "planned_end", "planned_start", "purpose", "related_standards", "revised_standard", "safeguards", "scope", "standard_number", "sub_field", "submitted_at", "supporting", "work_plan_id") VALUES (NEW."adopters", NEW."approval_decision_id", NEW."audit_handling", NEW."ccs", NEW."committee_id", NEW."contact_address", NEW."contact_email", NEW."contact_person", NEW."contact_phone", NEW."drafting_group_id", NEW."field", NEW."ics", NEW."justification", NEW."leader", NEW."leader_phone", NEW."matter_ptr_id", NEW."overview_waiver", NEW."participants", NEW."patents", NEW."patents_note", _pgh_attach_context(), NOW(), \'insert\', NEW."matter_ptr_id", NEW."plan_ends", NEW."plan_number", NEW."plan_starts", NEW."planned_end", NEW."planned_start", NEW."purpose", NEW."related_standards", NEW."revised_standard", NEW."safeguards", NEW."scope", NEW."standard_number", NEW."sub_field", NEW."submitted_at", NEW."supporting", NEW."work_plan_id"); RETURN NULL;',
                    hash="05889c98b016e1e2295988fa8442be6127a62090",
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
                    condition='WHEN (OLD."adopters" IS DISTINCT FROM (NEW."adopters") OR OLD."approval_decision_id" IS DISTINCT FROM (NEW."approval_decision_id") OR OLD."audit_handling" IS DISTINCT FROM (NEW."audit_handling") OR OLD."ccs" IS DISTINCT FROM (NEW."ccs") OR OLD."committee_id" IS DISTINCT FROM (NEW."committee_id") OR OLD."contact_address" IS DISTINCT FROM (NEW."contact_address") OR OLD."contact_email" IS DISTINCT FROM (NEW."contact_email") OR OLD."contact_person" IS DISTINCT FROM (NEW."contact_person") OR OLD."contact_phone" IS DISTINCT FROM (NEW."contact_phone") OR OLD."drafting_group_id" IS DISTINCT FROM (NEW."drafting_group_id") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."ics" IS DISTINCT FROM (NEW."ics") OR OLD."justification" IS DISTINCT FROM (NEW."justification") OR OLD."leader" IS DISTINCT FROM (NEW."leader") OR OLD."leader_phone" IS DISTINCT FROM (NEW."leader_phone") OR OLD."matter_ptr_id" IS DISTINCT FROM (NEW."matter_ptr_id") OR OLD."overview_waiver" IS DISTINCT FROM (NEW."overview_waiver") OR OLD."participants" IS DISTINCT FROM (NEW."participants") OR OLD."patents" IS DISTINCT FROM (NEW."patents") OR OLD."patents_note" IS DISTINCT FROM (NEW."patents_note") OR OLD."plan_ends" IS DISTINCT FROM (NEW."plan_ends") OR OLD."plan_number" IS DISTINCT FROM (NEW."plan_number") OR OLD."plan_starts" IS DISTINCT FROM (NEW."plan_starts") OR OLD."planned_end" IS DISTINCT FROM (NEW."planned_end") OR OLD."planned_start" IS DISTINCT FROM (NEW."planned_start") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."related_standards" IS DISTINCT FROM (NEW."related_standards") OR OLD."revised_standard" IS DISTINCT FROM (NEW."revised_standard") OR OLD."safeguards" IS DISTINCT FROM (NEW."safeguards") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."standard_number" IS DISTINCT FROM (NEW."standard_number") OR OLD."sub_field" IS DISTINCT FROM (NEW."sub_field") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."supporting" IS DISTINCT FROM (NEW."supporting") OR OLD."work_plan_id" IS DISTINCT FROM (NEW."work_plan_id"))',
                    func='INSERT INTO "standards_projectevent" ("adopters", "approval_decision_id", "audit_handling", "ccs", "committee_id", "contact_address", "contact_email", "contact_person", "contact_phone", "drafting_group_id", "field", "ics", "justification", "leader", "leader_phone", "matter_ptr_id", "overview_waiver", "participants", "patents", "patents_note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_ends", "plan_number", "plan_starts", "planned_end", "planned_start", "purpose", "related_standards", "revised_standard", "safeguards", "scope", "standard_number", "sub_field", "submitted_at", "supporting", "work_plan_id") VALUES (NEW."adopters", NEW."approval_decision_id", NEW."audit_handling", NEW."ccs", NEW."committee_id", NEW."contact_address", NEW."contact_email", NEW."contact_person", NEW."contact_phone", NEW."drafting_group_id", NEW."field", NEW."ics", NEW."justification", NEW."leader", NEW."leader_phone", NEW."matter_ptr_id", NEW."overview_waiver", NEW."participants", NEW."patents", NEW."patents_note", _pgh_attach_context(), NOW(), \'update\', NEW."matter_ptr_id", NEW."plan_ends", NEW."plan_number", NEW."plan_starts", NEW."planned_end", NEW."planned_start", NEW."purpose", NEW."related_standards", NEW."revised_standard", NEW."safeguards", NEW."scope", NEW."standard_number", NEW."sub_field", NEW."submitted_at", NEW."supporting", NEW."work_plan_id"); RETURN NULL;',
                    hash="3d0e3cdb062930e65f44dc9eeeae88ae76f7a722",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_90e71",
                    table="standards_project",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ProjectEvent",
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
                    "plan_number",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="plan number"
                    ),
                ),
                (
                    "plan_starts",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="plan from"
                    ),
                ),
                (
                    "plan_ends",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="plan to"),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[("formulation", "New standard"), ("revision", "Revision")],
                        default="formulation",
                        max_length=20,
                        verbose_name="new standard or revision",
                    ),
                ),
                (
                    "revised_standard",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the revised standard"
                    ),
                ),
                (
                    "supporting",
                    models.BooleanField(default=False, verbose_name="supports this field (配套)"),
                ),
                (
                    "sub_field",
                    models.CharField(blank=True, max_length=120, verbose_name="sub-field"),
                ),
                (
                    "participants",
                    models.TextField(
                        blank=True, verbose_name="participating drafting organisations"
                    ),
                ),
                ("adopters", models.TextField(blank=True, verbose_name="first committed adopters")),
                (
                    "leader",
                    models.CharField(blank=True, max_length=80, verbose_name="project leader"),
                ),
                (
                    "leader_phone",
                    models.CharField(blank=True, max_length=40, verbose_name="leader's phone"),
                ),
                (
                    "contact_person",
                    models.CharField(blank=True, max_length=80, verbose_name="contact person"),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=40, verbose_name="contact phone"),
                ),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="contact e-mail"),
                ),
                (
                    "contact_address",
                    models.CharField(blank=True, max_length=240, verbose_name="address"),
                ),
                (
                    "patents",
                    models.BooleanField(blank=True, null=True, verbose_name="involves patents"),
                ),
                ("patents_note", models.TextField(blank=True, verbose_name="patents involved")),
                (
                    "planned_start",
                    models.DateField(blank=True, null=True, verbose_name="planned start"),
                ),
                (
                    "planned_end",
                    models.DateField(blank=True, null=True, verbose_name="planned end"),
                ),
                (
                    "justification",
                    models.TextField(blank=True, verbose_name="purpose, necessity and feasibility"),
                ),
                (
                    "scope",
                    models.TextField(blank=True, verbose_name="scope and main technical content"),
                ),
                (
                    "related_standards",
                    models.TextField(
                        blank=True, verbose_name="related standards and laws, comparison"
                    ),
                ),
                (
                    "safeguards",
                    models.TextField(
                        blank=True, verbose_name="safeguards: basis, team, funds, resources"
                    ),
                ),
                ("ics", models.CharField(blank=True, max_length=40, verbose_name="ICS")),
                ("ccs", models.CharField(blank=True, max_length=40, verbose_name="CCS")),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="submitted"
                    ),
                ),
                (
                    "audit_handling",
                    models.TextField(
                        blank=True,
                        editable=False,
                        verbose_name="how the experts' changes were handled",
                    ),
                ),
                (
                    "standard_number",
                    models.CharField(
                        blank=True, editable=False, max_length=40, verbose_name="standard number"
                    ),
                ),
                (
                    "approval_decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_ballots.decision",
                        verbose_name="decision on publication",
                    ),
                ),
                (
                    "committee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.body",
                        verbose_name="committee in charge",
                    ),
                ),
                (
                    "drafting_group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.body",
                        verbose_name="drafting group",
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
                        related_name="project_events",
                        related_query_name="project_events",
                        to="standards.project",
                    ),
                ),
                (
                    "work_plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="standards.workplan",
                        verbose_name="work plan",
                    ),
                ),
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
                (
                    "overview_waiver",
                    models.TextField(
                        blank=True, editable=False, verbose_name="why annex 6 does not apply"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("necessary", models.BooleanField(verbose_name="necessary")),
                ("feasible", models.BooleanField(verbose_name="feasible")),
                ("opinion", models.TextField(verbose_name="opinion")),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="at"
                    ),
                ),
                (
                    "evaluator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="evaluator",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluations",
                        to="standards.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluation",
                "verbose_name_plural": "evaluations",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="PatentDisclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("holder", models.CharField(max_length=200, verbose_name="patent holder")),
                (
                    "patent_number",
                    models.CharField(max_length=80, verbose_name="patent or application number"),
                ),
                ("title", models.CharField(max_length=240, verbose_name="title of the patent")),
                (
                    "clauses",
                    models.CharField(
                        blank=True, max_length=400, verbose_name="claims and clauses concerned"
                    ),
                ),
                (
                    "licence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("free", "Free of charge, on reasonable and non-discriminatory terms"),
                            ("fee", "For a fee, on reasonable and non-discriminatory terms"),
                            ("refused", "Not licensed on either of these terms"),
                            ("not_essential", "Not essential to the standard after all"),
                        ],
                        max_length=20,
                        verbose_name="licensing declaration",
                    ),
                ),
                ("handling", models.TextField(blank=True, verbose_name="how it was handled")),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="recorded"
                    ),
                ),
                (
                    "disclosed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_documents.version",
                        verbose_name="signed declaration",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="patent_disclosures",
                        to="standards.project",
                    ),
                ),
                (
                    "signed_for",
                    models.TextField(
                        blank=True, editable=False, verbose_name="what was signed for"
                    ),
                ),
            ],
            options={
                "verbose_name": "patent disclosure",
                "verbose_name_plural": "patent disclosures",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("project", "patent_number"), name="one_disclosure_a_patent"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PatentStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="basis of the statement")),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="stated"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stated by",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="patent_statements",
                        to="standards.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "statement on patents",
                "verbose_name_plural": "statements on patents",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="PolicyReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("passed", models.BooleanField(verbose_name="passed")),
                ("checks", models.JSONField(default=list, verbose_name="points that hold")),
                ("opinion", models.TextField(verbose_name="opinion")),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="at"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewer",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="policy_reviews",
                        to="standards.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "policy review",
                "verbose_name_plural": "policy reviews",
                "ordering": ["-pk"],
            },
        ),
    ]
