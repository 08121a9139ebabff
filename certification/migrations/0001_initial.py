"""The tables as version 0.5.0 had them."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import zsa_portal.people.dated
import zsa_portal.regulations.clock
from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("zsa_ballots", "0001_squashed_0006_votes_ask_for_changes_and_have_drafts"),
        ("zsa_catalogue", "0001_squashed_0003_texts_are_found"),
        ("zsa_documents", "0001_squashed_0010_texts_that_carry_changes"),
        ("zsa_notices", "0001_squashed_0007_opinions_corrected_and_withdrawn"),
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
        ("zsa_workflow", "0001_squashed_0007_looks_at_logs"),
    ]

    operations = [
        migrations.CreateModel(
            name="BodyFacts",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField(verbose_name="standards work since")),
                ("founded", models.DateField(blank=True, null=True, verbose_name="founded")),
                (
                    "department",
                    models.CharField(max_length=160, verbose_name="department for standards work"),
                ),
                (
                    "staff",
                    models.TextField(max_length=2000, verbose_name="staff who know standards work"),
                ),
                (
                    "rules",
                    models.TextField(max_length=2000, verbose_name="own rules for group standards"),
                ),
                ("rules_since", models.DateField(verbose_name="own rules in effect since")),
                (
                    "incident_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        verbose_name="day of the last incident of large negative effect",
                    ),
                ),
                (
                    "incident",
                    models.TextField(blank=True, max_length=2000, verbose_name="what happened"),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now,
                        editable=False,
                        verbose_name="recorded",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standards_work",
                        to="zsa_people.organisation",
                        verbose_name="body",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "facts about a body's standards work",
                "verbose_name_plural": "facts about bodies' standards work",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        fields=["organisation", "-id"], name="certificati_organis_915dab_idx"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bodyfacts",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "certification_bodyfactsevent" ("department", "founded", "id", "incident", "incident_on", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rules", "rules_since", "since", "staff") VALUES (NEW."department", NEW."founded", NEW."id", NEW."incident", NEW."incident_on", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."rules", NEW."rules_since", NEW."since", NEW."staff"); RETURN NULL;',
                    hash="373c579d5cd3449fc85049ab0a15f20980f25abd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4e8a6",
                    table="certification_bodyfacts",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="bodyfacts",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "certification_bodyfactsevent" ("department", "founded", "id", "incident", "incident_on", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rules", "rules_since", "since", "staff") VALUES (NEW."department", NEW."founded", NEW."id", NEW."incident", NEW."incident_on", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."rules", NEW."rules_since", NEW."since", NEW."staff"); RETURN NULL;',
                    hash="3bb14f66aac0d7afe5bb9c1bf72d60c7f64475b8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e3730",
                    table="certification_bodyfacts",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="BodyFactsEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("since", models.DateField(verbose_name="standards work since")),
                ("founded", models.DateField(blank=True, null=True, verbose_name="founded")),
                (
                    "department",
                    models.CharField(max_length=160, verbose_name="department for standards work"),
                ),
                (
                    "staff",
                    models.TextField(max_length=2000, verbose_name="staff who know standards work"),
                ),
                (
                    "rules",
                    models.TextField(max_length=2000, verbose_name="own rules for group standards"),
                ),
                ("rules_since", models.DateField(verbose_name="own rules in effect since")),
                (
                    "incident_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        verbose_name="day of the last incident of large negative effect",
                    ),
                ),
                (
                    "incident",
                    models.TextField(blank=True, max_length=2000, verbose_name="what happened"),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now,
                        editable=False,
                        verbose_name="recorded",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.organisation",
                        verbose_name="body",
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
                        to="certification.bodyfacts",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("clause", models.CharField(max_length=60, verbose_name="clause")),
                ("old", models.TextField(blank=True, verbose_name="before")),
                ("new", models.TextField(blank=True, verbose_name="after")),
                ("why", models.TextField(verbose_name="why")),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="zsa_workflow.matter",
                        verbose_name="revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a revision",
                "verbose_name_plural": "changes of revisions",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("old", ""), ("new", ""), _negated=True),
                        name="change_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommentCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("verified", "Verified as true"),
                            ("not_verified", "Could not be verified"),
                        ],
                        max_length=20,
                        verbose_name="verification",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("technical", "Technical content"),
                            ("procedure", "Procedure of the standard"),
                            ("rights", "Patents and other rights"),
                            ("coordination", "Coordination with other standards"),
                            ("interest", "Interests"),
                            ("other", "Other matters"),
                        ],
                        max_length=20,
                        verbose_name="topic",
                    ),
                ),
                (
                    "finding",
                    models.TextField(blank=True, max_length=2000, verbose_name="what was found"),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="at"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "opinion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recognition_check",
                        to="zsa_notices.opinion",
                        verbose_name="comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "verification of a public comment",
                "verbose_name_plural": "verifications of public comments",
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commentcheck",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "certification_commentcheckevent" ("at", "by_id", "finding", "id", "opinion_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic", "verdict") VALUES (NEW."at", NEW."by_id", NEW."finding", NEW."id", NEW."opinion_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."topic", NEW."verdict"); RETURN NULL;',
                    hash="e7759c1503a6d7f223ef67acf131d0638a035d73",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b3fb4",
                    table="certification_commentcheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commentcheck",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "certification_commentcheckevent" ("at", "by_id", "finding", "id", "opinion_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "topic", "verdict") VALUES (NEW."at", NEW."by_id", NEW."finding", NEW."id", NEW."opinion_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."topic", NEW."verdict"); RETURN NULL;',
                    hash="c98300e40ab1984926e60f18c6398a5c5ecf4e9c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_806a0",
                    table="certification_commentcheck",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="CommentCheckEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("verified", "Verified as true"),
                            ("not_verified", "Could not be verified"),
                        ],
                        max_length=20,
                        verbose_name="verification",
                    ),
                ),
                (
                    "topic",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("technical", "Technical content"),
                            ("procedure", "Procedure of the standard"),
                            ("rights", "Patents and other rights"),
                            ("coordination", "Coordination with other standards"),
                            ("interest", "Interests"),
                            ("other", "Other matters"),
                        ],
                        max_length=20,
                        verbose_name="topic",
                    ),
                ),
                (
                    "finding",
                    models.TextField(blank=True, max_length=2000, verbose_name="what was found"),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="at"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "opinion",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_notices.opinion",
                        verbose_name="comment",
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
                        to="certification.commentcheck",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30, verbose_name="kind")),
                ("material_due_on", models.DateField(verbose_name="material until")),
                (
                    "opened_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="opened"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="upkeep_letters",
                        to="zsa_people.organisation",
                        verbose_name="body",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_documents.issuedform",
                        verbose_name="letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter of upkeep",
                "verbose_name_plural": "letters of upkeep",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("form", None)), fields=["id"], name="letters_to_issue"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PanelPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("drafters", models.TextField(blank=True, verbose_name="who drafted the standard")),
                ("origins_reason", models.TextField(blank=True, verbose_name="why so few origins")),
                (
                    "entrusted_to",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="set up by a third party"
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
                    ),
                ),
                (
                    "body",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_plan",
                        to="zsa_people.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_plans",
                        to="zsa_workflow.matter",
                        verbose_name="matter",
                    ),
                ),
            ],
            options={
                "verbose_name": "panel being formed",
                "verbose_name_plural": "panels being formed",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("matter", "kind"),
                        name="one_plan_of_a_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Partner",
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
                    "works_as",
                    models.CharField(
                        choices=[
                            ("laboratory", "Testing laboratory"),
                            ("certifier", "Certification body"),
                        ],
                        max_length=20,
                        verbose_name="works as",
                    ),
                ),
                (
                    "accreditation_number",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="accreditation or approval number"
                    ),
                ),
                (
                    "accreditation_issuer",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="accredited or approved by"
                    ),
                ),
                (
                    "accredited_until",
                    models.DateField(blank=True, null=True, verbose_name="accredited until"),
                ),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="technical fields of the scope",
                    ),
                ),
                ("scope", models.TextField(blank=True, verbose_name="what it tests or certifies")),
                (
                    "contact_person",
                    models.CharField(blank=True, max_length=80, verbose_name="contact person"),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=40, verbose_name="contact phone"),
                ),
                (
                    "standards",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="zsa_catalogue.standard",
                        verbose_name="standards of the scope",
                    ),
                ),
            ],
            options={
                "verbose_name": "partner",
                "verbose_name_plural": "partners",
            },
            bases=("zsa_workflow.matter",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('partner_draft') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="17fe984576dec0190a84bdd3da4f63a55e9bb2e7",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_247da",
                    table="certification_partner",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "certification_partnerevent" ("accreditation_issuer", "accreditation_number", "accredited_until", "contact_person", "contact_phone", "fields", "matter_ptr_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "works_as") VALUES (NEW."accreditation_issuer", NEW."accreditation_number", NEW."accredited_until", NEW."contact_person", NEW."contact_phone", NEW."fields", NEW."matter_ptr_id", _pgh_attach_context(), NOW(), \'insert\', NEW."matter_ptr_id", NEW."scope", NEW."works_as"); RETURN NULL;',
                    hash="41c1be8fc42a3669c96f2c2035155eb4429fc74b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_32317",
                    table="certification_partner",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="partner",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accreditation_issuer" IS DISTINCT FROM (NEW."accreditation_issuer") OR OLD."accreditation_number" IS DISTINCT FROM (NEW."accreditation_number") OR OLD."accredited_until" IS DISTINCT FROM (NEW."accredited_until") OR OLD."contact_person" IS DISTINCT FROM (NEW."contact_person") OR OLD."contact_phone" IS DISTINCT FROM (NEW."contact_phone") OR OLD."fields" IS DISTINCT FROM (NEW."fields") OR OLD."matter_ptr_id" IS DISTINCT FROM (NEW."matter_ptr_id") OR OLD."scope" IS DISTINCT FROM (NEW."scope") OR OLD."works_as" IS DISTINCT FROM (NEW."works_as"))',
                    func='INSERT INTO "certification_partnerevent" ("accreditation_issuer", "accreditation_number", "accredited_until", "contact_person", "contact_phone", "fields", "matter_ptr_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "works_as") VALUES (NEW."accreditation_issuer", NEW."accreditation_number", NEW."accredited_until", NEW."contact_person", NEW."contact_phone", NEW."fields", NEW."matter_ptr_id", _pgh_attach_context(), NOW(), \'update\', NEW."matter_ptr_id", NEW."scope", NEW."works_as"); RETURN NULL;',
                    hash="240ee0f3f756c5e0a3bae760b6d9f41ed8e42ebf",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5fc9c",
                    table="certification_partner",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="listings",
                        to="certification.partner",
                        verbose_name="partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "listing of a partner",
                "verbose_name_plural": "listings of partners",
                "ordering": ["-starts", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="certification_listing_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("partner", "="), (zsa_portal.people.dated.Days(), "&&")],
                        name="certification_listing_once",
                        violation_error_message="The partner is listed in that time already.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="listing",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "certification_listingevent" ("ends", "id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (NEW."ends", NEW."id", NEW."partner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts"); RETURN NULL;',
                    hash="817e78d58a13f826dee16bcab40ce2432323d168",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d85d2",
                    table="certification_listing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="listing",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "certification_listingevent" ("ends", "id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (NEW."ends", NEW."id", NEW."partner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts"); RETURN NULL;',
                    hash="ad028f614ac1d3e57f41cfab4331a07dca539783",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d1a72",
                    table="certification_listing",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="listing",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "certification_listingevent" ("ends", "id", "partner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (OLD."ends", OLD."id", OLD."partner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts"); RETURN NULL;',
                    hash="bc2df04f279890485931999bcf985e93e3387b01",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_34de6",
                    table="certification_listing",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ListingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
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
                        to="certification.listing",
                    ),
                ),
                (
                    "partner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="certification.partner",
                        verbose_name="partner",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartnerEvent",
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
                    "works_as",
                    models.CharField(
                        choices=[
                            ("laboratory", "Testing laboratory"),
                            ("certifier", "Certification body"),
                        ],
                        max_length=20,
                        verbose_name="works as",
                    ),
                ),
                (
                    "accreditation_number",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="accreditation or approval number"
                    ),
                ),
                (
                    "accreditation_issuer",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="accredited or approved by"
                    ),
                ),
                (
                    "accredited_until",
                    models.DateField(blank=True, null=True, verbose_name="accredited until"),
                ),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="technical fields of the scope",
                    ),
                ),
                ("scope", models.TextField(blank=True, verbose_name="what it tests or certifies")),
                (
                    "contact_person",
                    models.CharField(blank=True, max_length=80, verbose_name="contact person"),
                ),
                (
                    "contact_phone",
                    models.CharField(blank=True, max_length=40, verbose_name="contact phone"),
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
                        related_name="partner_events",
                        related_query_name="partner_events",
                        to="certification.partner",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("technical", "Technical"),
                            ("standardisation", "Standardisation"),
                            ("testing", "Testing"),
                            ("market", "Market"),
                            ("investment", "Investment"),
                        ],
                        max_length=30,
                        verbose_name="kind of expertise",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("government", "Government"),
                            ("social_organisation", "Social organisation"),
                            ("enterprise", "Enterprise"),
                            ("research", "Research institution"),
                            ("testing", "Testing body"),
                            ("certification", "Certification body"),
                            ("user", "Users"),
                            ("consumer", "Consumers"),
                        ],
                        max_length=20,
                        verbose_name="origin",
                    ),
                ),
                ("employer", models.CharField(blank=True, max_length=160, verbose_name="employer")),
                ("is_chair", models.BooleanField(default=False, verbose_name="chair")),
                (
                    "chosen_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="chosen"
                    ),
                ),
                ("invited_at", models.DateTimeField(blank=True, null=True, verbose_name="invited")),
                (
                    "answer_by",
                    models.DateTimeField(blank=True, null=True, verbose_name="answer by"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                ("end_reason", models.TextField(blank=True, verbose_name="why ended")),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="chosen by",
                    ),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_places",
                        to="zsa_people.expert",
                        verbose_name="expert",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_documents.issuedform",
                        verbose_name="letter of appointment",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="certification.panelplan",
                        verbose_name="panel",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacements",
                        to="certification.place",
                        verbose_name="in place of",
                    ),
                ),
                (
                    "seat",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_place",
                        to="zsa_people.seat",
                        verbose_name="seat",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panel_places",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "place on a panel",
                "verbose_name_plural": "places on panels",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("plan", "expert"),
                        name="one_live_place_an_expert",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at", None), ("invited_at__isnull", False), _connector="OR"
                        ),
                        name="who_accepts_was_invited",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Declaration",
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
                            ("confidentiality", "Undertaking of confidentiality"),
                            ("no_interest", "Declaration of no interest"),
                        ],
                        max_length=20,
                        verbose_name="declaration",
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                (
                    "signed_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="signed"
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_documents.issuedform",
                        verbose_name="official form",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signed by",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="declarations",
                        to="certification.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "declaration of a member",
                "verbose_name_plural": "declarations of members",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("place", "kind"), name="signed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Recheck",
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
                    "due_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="to be concluded by"
                    ),
                ),
                (
                    "material_due_on",
                    models.DateField(editable=False, verbose_name="material until"),
                ),
                (
                    "reason_opened",
                    models.TextField(blank=True, editable=False, verbose_name="why it was opened"),
                ),
                (
                    "conclusion",
                    models.CharField(
                        blank=True, editable=False, max_length=20, verbose_name="conclusion"
                    ),
                ),
                (
                    "grounds",
                    models.TextField(
                        blank=True, editable=False, verbose_name="grounds of the conclusion"
                    ),
                ),
                (
                    "conclusion_letter",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_documents.issuedform",
                        verbose_name="letter about the conclusion",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="zsa_catalogue.edition",
                        verbose_name="edition",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="certification.letter",
                        verbose_name="letter",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="zsa_catalogue.standard",
                        verbose_name="standard",
                    ),
                ),
            ],
            options={
                "verbose_name": "yearly re-check",
                "verbose_name_plural": "yearly re-checks",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("due_on__isnull", False)),
                        fields=("standard", "due_on"),
                        name="one_recheck_of_a_day",
                    )
                ],
            },
            bases=("zsa_workflow.matter", models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recheck",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('upkeep_material') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="1fc8fdb7fbf4f2e6850a85d65b71e21db1f823fb",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_c198b",
                    table="certification_recheck",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recheck",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "certification_recheckevent" ("conclusion", "conclusion_letter_id", "due_on", "edition_id", "field", "grounds", "letter_id", "material_due_on", "matter_ptr_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_opened", "standard_id") VALUES (NEW."conclusion", NEW."conclusion_letter_id", NEW."due_on", NEW."edition_id", NEW."field", NEW."grounds", NEW."letter_id", NEW."material_due_on", NEW."matter_ptr_id", _pgh_attach_context(), NOW(), \'insert\', NEW."matter_ptr_id", NEW."reason_opened", NEW."standard_id"); RETURN NULL;',
                    hash="32d42fa88bbe99dfc1983eddd81df511506e346d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cedf6",
                    table="certification_recheck",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recheck",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."conclusion" IS DISTINCT FROM (NEW."conclusion") OR OLD."conclusion_letter_id" IS DISTINCT FROM (NEW."conclusion_letter_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."edition_id" IS DISTINCT FROM (NEW."edition_id") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."grounds" IS DISTINCT FROM (NEW."grounds") OR OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."material_due_on" IS DISTINCT FROM (NEW."material_due_on") OR OLD."matter_ptr_id" IS DISTINCT FROM (NEW."matter_ptr_id") OR OLD."reason_opened" IS DISTINCT FROM (NEW."reason_opened") OR OLD."standard_id" IS DISTINCT FROM (NEW."standard_id"))',
                    func='INSERT INTO "certification_recheckevent" ("conclusion", "conclusion_letter_id", "due_on", "edition_id", "field", "grounds", "letter_id", "material_due_on", "matter_ptr_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_opened", "standard_id") VALUES (NEW."conclusion", NEW."conclusion_letter_id", NEW."due_on", NEW."edition_id", NEW."field", NEW."grounds", NEW."letter_id", NEW."material_due_on", NEW."matter_ptr_id", _pgh_attach_context(), NOW(), \'update\', NEW."matter_ptr_id", NEW."reason_opened", NEW."standard_id"); RETURN NULL;',
                    hash="aaefc22c87f327cb2e40555a5ef38626e2412ef5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3f528",
                    table="certification_recheck",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="RecheckEvent",
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
                    "due_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="to be concluded by"
                    ),
                ),
                (
                    "material_due_on",
                    models.DateField(editable=False, verbose_name="material until"),
                ),
                (
                    "reason_opened",
                    models.TextField(blank=True, editable=False, verbose_name="why it was opened"),
                ),
                (
                    "conclusion",
                    models.CharField(
                        blank=True, editable=False, max_length=20, verbose_name="conclusion"
                    ),
                ),
                (
                    "grounds",
                    models.TextField(
                        blank=True, editable=False, verbose_name="grounds of the conclusion"
                    ),
                ),
                (
                    "conclusion_letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_documents.issuedform",
                        verbose_name="letter about the conclusion",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_catalogue.edition",
                        verbose_name="edition",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="certification.letter",
                        verbose_name="letter",
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
                        related_name="recheck_events",
                        related_query_name="recheck_events",
                        to="certification.recheck",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_catalogue.standard",
                        verbose_name="standard",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Recognition",
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
                    "batch",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, verbose_name="applied for together"
                    ),
                ),
                (
                    "source_number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the group standard"
                    ),
                ),
                (
                    "sub_field",
                    models.CharField(blank=True, max_length=120, verbose_name="sub-field"),
                ),
                (
                    "patents",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="essential patents involved"
                    ),
                ),
                (
                    "legal_representative",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="legal representative or person in charge",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        default="中国",
                        max_length=60,
                        verbose_name="country of the body",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=240, verbose_name="address")),
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
                    "enterprise_led",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="an enterprise leads the standard"
                    ),
                ),
                (
                    "lead_unit",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="name of the lead unit"
                    ),
                ),
                (
                    "lead_contact",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="project contact of the lead unit"
                    ),
                ),
                (
                    "lead_post",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="post of the project contact"
                    ),
                ),
                (
                    "lead_phone",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="phone of the project contact"
                    ),
                ),
                (
                    "lead_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail of the project contact"
                    ),
                ),
                (
                    "testing_partners",
                    models.TextField(blank=True, max_length=1000, verbose_name="testing partners"),
                ),
                (
                    "certification_partners",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="certification partners"
                    ),
                ),
                (
                    "lead_profile",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="profile of the enterprise"
                    ),
                ),
                (
                    "lead_basis",
                    models.TextField(
                        blank=True,
                        max_length=8000,
                        verbose_name="the enterprise's basis in standardisation",
                    ),
                ),
                (
                    "background",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="background of the industry"
                    ),
                ),
                (
                    "innovation",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="innovation and advancement"
                    ),
                ),
                (
                    "application",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="application and its effect"
                    ),
                ),
                (
                    "significance",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="significance and value"
                    ),
                ),
                (
                    "sales",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="sales and major applications"
                    ),
                ),
                (
                    "mark_plan",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="plan for the 1字标 mark"
                    ),
                ),
                (
                    "international",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="strategy of internationalisation"
                    ),
                ),
                (
                    "declares_procedure",
                    models.BooleanField(default=False, verbose_name="declares its procedure"),
                ),
                (
                    "declares_no_incident",
                    models.BooleanField(default=False, verbose_name="declares no incident"),
                ),
                (
                    "declares_gbt",
                    models.BooleanField(default=False, verbose_name="declares GB/T 20004.1"),
                ),
                (
                    "opinion",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="opinion of the body"
                    ),
                ),
                (
                    "no_test_report",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="why no test report"
                    ),
                ),
                (
                    "no_patent_list",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="why no list of patents"
                    ),
                ),
                (
                    "no_complaints",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="why no papers on complaints"
                    ),
                ),
                (
                    "own_papers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unchanged", "Unchanged since they were filed"),
                            ("changed", "Changed; what changed is filed anew"),
                        ],
                        max_length=10,
                        verbose_name="the body's own papers",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="submitted"
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recognitions",
                        to="zsa_people.body",
                        verbose_name="reviewed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "recognition",
                "verbose_name_plural": "recognitions",
            },
            bases=("zsa_workflow.matter", models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('application_draft') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="fea482276f251acf8ca7498c01120d78fca3d0a8",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_7a7b9",
                    table="certification_recognition",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "certification_recognitionevent" ("address", "application", "background", "batch", "certification_partners", "contact_email", "contact_person", "contact_phone", "country", "declares_gbt", "declares_no_incident", "declares_procedure", "enterprise_led", "field", "innovation", "international", "lead_basis", "lead_contact", "lead_email", "lead_phone", "lead_post", "lead_profile", "lead_unit", "legal_representative", "mark_plan", "matter_ptr_id", "no_complaints", "no_patent_list", "no_test_report", "opinion", "own_papers", "panel_id", "patents", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sales", "significance", "source_number", "sub_field", "submitted_at", "testing_partners") VALUES (NEW."address", NEW."application", NEW."background", NEW."batch", NEW."certification_partners", NEW."contact_email", NEW."contact_person", NEW."contact_phone", NEW."country", NEW."declares_gbt", NEW."declares_no_incident", NEW."declares_procedure", NEW."enterprise_led", NEW."field", NEW."innovation", NEW."international", NEW."lead_basis", NEW."lead_contact", NEW."lead_email", NEW."lead_phone", NEW."lead_post", NEW."lead_profile", NEW."lead_unit", NEW."legal_representative", NEW."mark_plan", NEW."matter_ptr_id", NEW."no_complaints", NEW."no_patent_list", NEW."no_test_report", NEW."opinion", NEW."own_papers", NEW."panel_id", NEW."patents", _pgh_attach_context(), NOW(), \'insert\', NEW."matter_ptr_id", NEW."sales", NEW."significance", NEW."source_number", NEW."sub_field", NEW."submitted_at", NEW."testing_partners"); RETURN NULL;',
                    hash="e38661133e10bc5d2209c49b76f7e5734278f3ff",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c6683",
                    table="certification_recognition",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recognition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."application" IS DISTINCT FROM (NEW."application") OR OLD."background" IS DISTINCT FROM (NEW."background") OR OLD."batch" IS DISTINCT FROM (NEW."batch") OR OLD."certification_partners" IS DISTINCT FROM (NEW."certification_partners") OR OLD."contact_email" IS DISTINCT FROM (NEW."contact_email") OR OLD."contact_person" IS DISTINCT FROM (NEW."contact_person") OR OLD."contact_phone" IS DISTINCT FROM (NEW."contact_phone") OR OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."declares_gbt" IS DISTINCT FROM (NEW."declares_gbt") OR OLD."declares_no_incident" IS DISTINCT FROM (NEW."declares_no_incident") OR OLD."declares_procedure" IS DISTINCT FROM (NEW."declares_procedure") OR OLD."enterprise_led" IS DISTINCT FROM (NEW."enterprise_led") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."innovation" IS DISTINCT FROM (NEW."innovation") OR OLD."international" IS DISTINCT FROM (NEW."international") OR OLD."lead_basis" IS DISTINCT FROM (NEW."lead_basis") OR OLD."lead_contact" IS DISTINCT FROM (NEW."lead_contact") OR OLD."lead_email" IS DISTINCT FROM (NEW."lead_email") OR OLD."lead_phone" IS DISTINCT FROM (NEW."lead_phone") OR OLD."lead_post" IS DISTINCT FROM (NEW."lead_post") OR OLD."lead_profile" IS DISTINCT FROM (NEW."lead_profile") OR OLD."lead_unit" IS DISTINCT FROM (NEW."lead_unit") OR OLD."legal_representative" IS DISTINCT FROM (NEW."legal_representative") OR OLD."mark_plan" IS DISTINCT FROM (NEW."mark_plan") OR OLD."matter_ptr_id" IS DISTINCT FROM (NEW."matter_ptr_id") OR OLD."no_complaints" IS DISTINCT FROM (NEW."no_complaints") OR OLD."no_patent_list" IS DISTINCT FROM (NEW."no_patent_list") OR OLD."no_test_report" IS DISTINCT FROM (NEW."no_test_report") OR OLD."opinion" IS DISTINCT FROM (NEW."opinion") OR OLD."own_papers" IS DISTINCT FROM (NEW."own_papers") OR OLD."panel_id" IS DISTINCT FROM (NEW."panel_id") OR OLD."patents" IS DISTINCT FROM (NEW."patents") OR OLD."sales" IS DISTINCT FROM (NEW."sales") OR OLD."significance" IS DISTINCT FROM (NEW."significance") OR OLD."source_number" IS DISTINCT FROM (NEW."source_number") OR OLD."sub_field" IS DISTINCT FROM (NEW."sub_field") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."testing_partners" IS DISTINCT FROM (NEW."testing_partners"))',
                    func='INSERT INTO "certification_recognitionevent" ("address", "application", "background", "batch", "certification_partners", "contact_email", "contact_person", "contact_phone", "country", "declares_gbt", "declares_no_incident", "declares_procedure", "enterprise_led", "field", "innovation", "international", "lead_basis", "lead_contact", "lead_email", "lead_phone", "lead_post", "lead_profile", "lead_unit", "legal_representative", "mark_plan", "matter_ptr_id", "no_complaints", "no_patent_list", "no_test_report", "opinion", "own_papers", "panel_id", "patents", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sales", "significance", "source_number", "sub_field", "submitted_at", "testing_partners") VALUES (NEW."address", NEW."application", NEW."background", NEW."batch", NEW."certification_partners", NEW."contact_email", NEW."contact_person", NEW."contact_phone", NEW."country", NEW."declares_gbt", NEW."declares_no_incident", NEW."declares_procedure", NEW."enterprise_led", NEW."field", NEW."innovation", NEW."international", NEW."lead_basis", NEW."lead_contact", NEW."lead_email", NEW."lead_phone", NEW."lead_post", NEW."lead_profile", NEW."lead_unit", NEW."legal_representative", NEW."mark_plan", NEW."matter_ptr_id", NEW."no_complaints", NEW."no_patent_list", NEW."no_test_report", NEW."opinion", NEW."own_papers", NEW."panel_id", NEW."patents", _pgh_attach_context(), NOW(), \'update\', NEW."matter_ptr_id", NEW."sales", NEW."significance", NEW."source_number", NEW."sub_field", NEW."submitted_at", NEW."testing_partners"); RETURN NULL;',
                    hash="696c58f0d4b6a9d659d158b487478b235047c75e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_312b5",
                    table="certification_recognition",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("submitted_at", models.DateTimeField(verbose_name="submitted")),
                ("checks", models.JSONField(default=dict, verbose_name="points")),
                ("notes", models.JSONField(default=dict, verbose_name="notes")),
                (
                    "issuer",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="issuer of the comparison report"
                    ),
                ),
                ("comparison", models.JSONField(default=list, verbose_name="comparison")),
                (
                    "none_comparable",
                    models.BooleanField(
                        default=False, verbose_name="no comparable standard exists"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="revision")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "being checked"),
                            ("passed", "Accepted"),
                            ("to_complete", "Returned to be completed"),
                            ("refused", "Returned"),
                        ],
                        max_length=12,
                        verbose_name="result",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished"),
                ),
                (
                    "finished_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "recognition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to="certification.recognition",
                        verbose_name="recognition",
                    ),
                ),
            ],
            options={
                "verbose_name": "acceptance check",
                "verbose_name_plural": "acceptance checks",
                "ordering": ["-submitted_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recognition", "submitted_at"), name="one_acceptance_a_submission"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="acceptance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "certification_acceptanceevent" ("checks", "comparison", "finished_at", "finished_by_id", "id", "issuer", "none_comparable", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recognition_id", "result", "revision", "submitted_at") VALUES (NEW."checks", NEW."comparison", NEW."finished_at", NEW."finished_by_id", NEW."id", NEW."issuer", NEW."none_comparable", NEW."notes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recognition_id", NEW."result", NEW."revision", NEW."submitted_at"); RETURN NULL;',
                    hash="47d80e12bfe55d1b7b5c2eb7002105cd12634c4e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ce7b5",
                    table="certification_acceptance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="acceptance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "certification_acceptanceevent" ("checks", "comparison", "finished_at", "finished_by_id", "id", "issuer", "none_comparable", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recognition_id", "result", "revision", "submitted_at") VALUES (NEW."checks", NEW."comparison", NEW."finished_at", NEW."finished_by_id", NEW."id", NEW."issuer", NEW."none_comparable", NEW."notes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recognition_id", NEW."result", NEW."revision", NEW."submitted_at"); RETURN NULL;',
                    hash="b65e47d5c4e870ff46cebf0a034ec0c25841f5eb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b128b",
                    table="certification_acceptance",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ChangeAsked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("clause", models.CharField(blank=True, max_length=60, verbose_name="clause")),
                ("change", models.TextField(verbose_name="change")),
                (
                    "covers",
                    models.JSONField(blank=True, default=list, verbose_name="wishes merged"),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked for")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="due")),
                ("old_text", models.TextField(blank=True, verbose_name="old text")),
                ("new_text", models.TextField(blank=True, verbose_name="new text")),
                ("answer", models.TextField(blank=True, verbose_name="what was done")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                ("objection", models.TextField(blank=True, verbose_name="what misses")),
                (
                    "earlier_objection",
                    models.TextField(blank=True, verbose_name="what missed before"),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed"),
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
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_ballots.ballot",
                        verbose_name="judgement",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="checked by",
                    ),
                ),
                (
                    "recognition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes_asked",
                        to="certification.recognition",
                    ),
                ),
            ],
            options={
                "verbose_name": "change asked for",
                "verbose_name_plural": "changes asked for",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ballot", "number"), name="one_change_of_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at", None), ("objection", ""), _connector="OR"
                        ),
                        name="a_confirmed_change_has_no_objection",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AcceptanceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("submitted_at", models.DateTimeField(verbose_name="submitted")),
                ("checks", models.JSONField(default=dict, verbose_name="points")),
                ("notes", models.JSONField(default=dict, verbose_name="notes")),
                (
                    "issuer",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="issuer of the comparison report"
                    ),
                ),
                ("comparison", models.JSONField(default=list, verbose_name="comparison")),
                (
                    "none_comparable",
                    models.BooleanField(
                        default=False, verbose_name="no comparable standard exists"
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="revision")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "being checked"),
                            ("passed", "Accepted"),
                            ("to_complete", "Returned to be completed"),
                            ("refused", "Returned"),
                        ],
                        max_length=12,
                        verbose_name="result",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished"),
                ),
                (
                    "finished_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
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
                        to="certification.acceptance",
                    ),
                ),
                (
                    "recognition",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="certification.recognition",
                        verbose_name="recognition",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RecognitionEvent",
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
                    "batch",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, verbose_name="applied for together"
                    ),
                ),
                (
                    "source_number",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the group standard"
                    ),
                ),
                (
                    "sub_field",
                    models.CharField(blank=True, max_length=120, verbose_name="sub-field"),
                ),
                (
                    "patents",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="essential patents involved"
                    ),
                ),
                (
                    "legal_representative",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="legal representative or person in charge",
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True,
                        default="中国",
                        max_length=60,
                        verbose_name="country of the body",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=240, verbose_name="address")),
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
                    "enterprise_led",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="an enterprise leads the standard"
                    ),
                ),
                (
                    "lead_unit",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="name of the lead unit"
                    ),
                ),
                (
                    "lead_contact",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="project contact of the lead unit"
                    ),
                ),
                (
                    "lead_post",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="post of the project contact"
                    ),
                ),
                (
                    "lead_phone",
                    models.CharField(
                        blank=True, max_length=40, verbose_name="phone of the project contact"
                    ),
                ),
                (
                    "lead_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="e-mail of the project contact"
                    ),
                ),
                (
                    "testing_partners",
                    models.TextField(blank=True, max_length=1000, verbose_name="testing partners"),
                ),
                (
                    "certification_partners",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="certification partners"
                    ),
                ),
                (
                    "lead_profile",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="profile of the enterprise"
                    ),
                ),
                (
                    "lead_basis",
                    models.TextField(
                        blank=True,
                        max_length=8000,
                        verbose_name="the enterprise's basis in standardisation",
                    ),
                ),
                (
                    "background",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="background of the industry"
                    ),
                ),
                (
                    "innovation",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="innovation and advancement"
                    ),
                ),
                (
                    "application",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="application and its effect"
                    ),
                ),
                (
                    "significance",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="significance and value"
                    ),
                ),
                (
                    "sales",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="sales and major applications"
                    ),
                ),
                (
                    "mark_plan",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="plan for the 1字标 mark"
                    ),
                ),
                (
                    "international",
                    models.TextField(
                        blank=True, max_length=8000, verbose_name="strategy of internationalisation"
                    ),
                ),
                (
                    "declares_procedure",
                    models.BooleanField(default=False, verbose_name="declares its procedure"),
                ),
                (
                    "declares_no_incident",
                    models.BooleanField(default=False, verbose_name="declares no incident"),
                ),
                (
                    "declares_gbt",
                    models.BooleanField(default=False, verbose_name="declares GB/T 20004.1"),
                ),
                (
                    "opinion",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="opinion of the body"
                    ),
                ),
                (
                    "no_test_report",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="why no test report"
                    ),
                ),
                (
                    "no_patent_list",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="why no list of patents"
                    ),
                ),
                (
                    "no_complaints",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="why no papers on complaints"
                    ),
                ),
                (
                    "own_papers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unchanged", "Unchanged since they were filed"),
                            ("changed", "Changed; what changed is filed anew"),
                        ],
                        max_length=10,
                        verbose_name="the body's own papers",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="submitted"
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.body",
                        verbose_name="reviewed by",
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
                        related_name="recognition_events",
                        related_query_name="recognition_events",
                        to="certification.recognition",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reconsideration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("openness", "Openness (公开)"),
                                ("fairness", "Fairness (公平)"),
                                ("independence", "Independence (独立)"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                        verbose_name="grounds",
                    ),
                ),
                ("breach", models.TextField(verbose_name="where the review broke it")),
                ("effect", models.TextField(verbose_name="material effect on the result")),
                (
                    "asked_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="asked for"
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("founded", "Founded"), ("unfounded", "Unfounded")],
                        max_length=12,
                        verbose_name="decision",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
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
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "recognition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reconsiderations",
                        to="certification.recognition",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for reconsideration",
                "verbose_name_plural": "requests for reconsideration",
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "")),
                        fields=("recognition",),
                        name="one_open_reconsideration",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decision", "")),
                            models.Q(
                                ("decided_at__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_decided_request_has_its_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reexamination",
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
                    "due_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="to be concluded by"
                    ),
                ),
                (
                    "material_due_on",
                    models.DateField(editable=False, verbose_name="material until"),
                ),
                (
                    "reason_opened",
                    models.TextField(blank=True, editable=False, verbose_name="why it was opened"),
                ),
                (
                    "conclusion",
                    models.CharField(
                        blank=True, editable=False, max_length=20, verbose_name="conclusion"
                    ),
                ),
                (
                    "grounds",
                    models.TextField(
                        blank=True, editable=False, verbose_name="grounds of the conclusion"
                    ),
                ),
                (
                    "visit_needed",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="a visit on site is needed"
                    ),
                ),
                (
                    "conclusion_letter",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_documents.issuedform",
                        verbose_name="letter about the conclusion",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="zsa_catalogue.edition",
                        verbose_name="edition",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="certification.letter",
                        verbose_name="letter",
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reexaminations",
                        to="zsa_people.body",
                        verbose_name="reviewed by",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="zsa_catalogue.standard",
                        verbose_name="standard",
                    ),
                ),
            ],
            options={
                "verbose_name": "re-examination",
                "verbose_name_plural": "re-examinations",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("due_on__isnull", False)),
                        fields=("standard", "due_on"),
                        name="one_reexamination_of_a_day",
                    )
                ],
            },
            bases=("zsa_workflow.matter", models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reexamination",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('upkeep_material') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="167974ac6e1fe97c036929902d833b35b57b7308",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_54506",
                    table="certification_reexamination",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reexamination",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "certification_reexaminationevent" ("conclusion", "conclusion_letter_id", "due_on", "edition_id", "field", "grounds", "letter_id", "material_due_on", "matter_ptr_id", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_opened", "standard_id", "visit_needed") VALUES (NEW."conclusion", NEW."conclusion_letter_id", NEW."due_on", NEW."edition_id", NEW."field", NEW."grounds", NEW."letter_id", NEW."material_due_on", NEW."matter_ptr_id", NEW."panel_id", _pgh_attach_context(), NOW(), \'insert\', NEW."matter_ptr_id", NEW."reason_opened", NEW."standard_id", NEW."visit_needed"); RETURN NULL;',
                    hash="fbf123ddc465969cf34935594623f853b3864216",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_93d32",
                    table="certification_reexamination",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reexamination",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."conclusion" IS DISTINCT FROM (NEW."conclusion") OR OLD."conclusion_letter_id" IS DISTINCT FROM (NEW."conclusion_letter_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."edition_id" IS DISTINCT FROM (NEW."edition_id") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."grounds" IS DISTINCT FROM (NEW."grounds") OR OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."material_due_on" IS DISTINCT FROM (NEW."material_due_on") OR OLD."matter_ptr_id" IS DISTINCT FROM (NEW."matter_ptr_id") OR OLD."panel_id" IS DISTINCT FROM (NEW."panel_id") OR OLD."reason_opened" IS DISTINCT FROM (NEW."reason_opened") OR OLD."standard_id" IS DISTINCT FROM (NEW."standard_id") OR OLD."visit_needed" IS DISTINCT FROM (NEW."visit_needed"))',
                    func='INSERT INTO "certification_reexaminationevent" ("conclusion", "conclusion_letter_id", "due_on", "edition_id", "field", "grounds", "letter_id", "material_due_on", "matter_ptr_id", "panel_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_opened", "standard_id", "visit_needed") VALUES (NEW."conclusion", NEW."conclusion_letter_id", NEW."due_on", NEW."edition_id", NEW."field", NEW."grounds", NEW."letter_id", NEW."material_due_on", NEW."matter_ptr_id", NEW."panel_id", _pgh_attach_context(), NOW(), \'update\', NEW."matter_ptr_id", NEW."reason_opened", NEW."standard_id", NEW."visit_needed"); RETURN NULL;',
                    hash="27b954b4d5be185699dc35a29f892ab1e5cbc8ba",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_19e84",
                    table="certification_reexamination",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="ReexaminationEvent",
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
                    "due_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="to be concluded by"
                    ),
                ),
                (
                    "material_due_on",
                    models.DateField(editable=False, verbose_name="material until"),
                ),
                (
                    "reason_opened",
                    models.TextField(blank=True, editable=False, verbose_name="why it was opened"),
                ),
                (
                    "conclusion",
                    models.CharField(
                        blank=True, editable=False, max_length=20, verbose_name="conclusion"
                    ),
                ),
                (
                    "grounds",
                    models.TextField(
                        blank=True, editable=False, verbose_name="grounds of the conclusion"
                    ),
                ),
                (
                    "visit_needed",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="a visit on site is needed"
                    ),
                ),
                (
                    "conclusion_letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_documents.issuedform",
                        verbose_name="letter about the conclusion",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_catalogue.edition",
                        verbose_name="edition",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="certification.letter",
                        verbose_name="letter",
                    ),
                ),
                (
                    "panel",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.body",
                        verbose_name="reviewed by",
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
                        related_name="reexamination_events",
                        related_query_name="reexamination_events",
                        to="certification.reexamination",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_catalogue.standard",
                        verbose_name="standard",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StandardRevision",
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
                    "due_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="to be concluded by"
                    ),
                ),
                (
                    "material_due_on",
                    models.DateField(editable=False, verbose_name="material until"),
                ),
                (
                    "reason_opened",
                    models.TextField(blank=True, editable=False, verbose_name="why it was opened"),
                ),
                (
                    "conclusion",
                    models.CharField(
                        blank=True, editable=False, max_length=20, verbose_name="conclusion"
                    ),
                ),
                (
                    "grounds",
                    models.TextField(
                        blank=True, editable=False, verbose_name="grounds of the conclusion"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("conclusion", "A re-check or re-examination concludes so"),
                            ("upgrade", "Drafters or body raise indicators or performance"),
                            ("unmet", "Requirements of recognition are no longer met"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="ground",
                    ),
                ),
                (
                    "source_number",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="number of the revised group standard",
                    ),
                ),
                (
                    "conclusion_letter",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_documents.issuedform",
                        verbose_name="letter about the conclusion",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="zsa_catalogue.edition",
                        verbose_name="edition",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="certification.letter",
                        verbose_name="letter",
                    ),
                ),
                (
                    "new_edition",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_catalogue.edition",
                        verbose_name="new edition",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="zsa_catalogue.standard",
                        verbose_name="standard",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision of a recognised standard",
                "verbose_name_plural": "revisions of recognised standards",
            },
            bases=("zsa_workflow.matter", models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standardrevision",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('upkeep_material') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="ee0d3a6356caf69891c958f849e75b01e2976bba",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_3e952",
                    table="certification_standardrevision",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standardrevision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "certification_standardrevisionevent" ("conclusion", "conclusion_letter_id", "due_on", "edition_id", "field", "ground", "grounds", "letter_id", "material_due_on", "matter_ptr_id", "new_edition_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_opened", "source_number", "standard_id") VALUES (NEW."conclusion", NEW."conclusion_letter_id", NEW."due_on", NEW."edition_id", NEW."field", NEW."ground", NEW."grounds", NEW."letter_id", NEW."material_due_on", NEW."matter_ptr_id", NEW."new_edition_id", _pgh_attach_context(), NOW(), \'insert\', NEW."matter_ptr_id", NEW."reason_opened", NEW."source_number", NEW."standard_id"); RETURN NULL;',
                    hash="cbb4185641b95539938bc7c783ca9d31d85ada19",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f06af",
                    table="certification_standardrevision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standardrevision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."conclusion" IS DISTINCT FROM (NEW."conclusion") OR OLD."conclusion_letter_id" IS DISTINCT FROM (NEW."conclusion_letter_id") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."edition_id" IS DISTINCT FROM (NEW."edition_id") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."ground" IS DISTINCT FROM (NEW."ground") OR OLD."grounds" IS DISTINCT FROM (NEW."grounds") OR OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."material_due_on" IS DISTINCT FROM (NEW."material_due_on") OR OLD."matter_ptr_id" IS DISTINCT FROM (NEW."matter_ptr_id") OR OLD."new_edition_id" IS DISTINCT FROM (NEW."new_edition_id") OR OLD."reason_opened" IS DISTINCT FROM (NEW."reason_opened") OR OLD."source_number" IS DISTINCT FROM (NEW."source_number") OR OLD."standard_id" IS DISTINCT FROM (NEW."standard_id"))',
                    func='INSERT INTO "certification_standardrevisionevent" ("conclusion", "conclusion_letter_id", "due_on", "edition_id", "field", "ground", "grounds", "letter_id", "material_due_on", "matter_ptr_id", "new_edition_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_opened", "source_number", "standard_id") VALUES (NEW."conclusion", NEW."conclusion_letter_id", NEW."due_on", NEW."edition_id", NEW."field", NEW."ground", NEW."grounds", NEW."letter_id", NEW."material_due_on", NEW."matter_ptr_id", NEW."new_edition_id", _pgh_attach_context(), NOW(), \'update\', NEW."matter_ptr_id", NEW."reason_opened", NEW."source_number", NEW."standard_id"); RETURN NULL;',
                    hash="b7ca5484ea635ccce5be4eb8f6016b3f419d5102",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_14e5f",
                    table="certification_standardrevision",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="StandardRevisionEvent",
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
                    "due_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="to be concluded by"
                    ),
                ),
                (
                    "material_due_on",
                    models.DateField(editable=False, verbose_name="material until"),
                ),
                (
                    "reason_opened",
                    models.TextField(blank=True, editable=False, verbose_name="why it was opened"),
                ),
                (
                    "conclusion",
                    models.CharField(
                        blank=True, editable=False, max_length=20, verbose_name="conclusion"
                    ),
                ),
                (
                    "grounds",
                    models.TextField(
                        blank=True, editable=False, verbose_name="grounds of the conclusion"
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("conclusion", "A re-check or re-examination concludes so"),
                            ("upgrade", "Drafters or body raise indicators or performance"),
                            ("unmet", "Requirements of recognition are no longer met"),
                        ],
                        editable=False,
                        max_length=20,
                        verbose_name="ground",
                    ),
                ),
                (
                    "source_number",
                    models.CharField(
                        blank=True,
                        max_length=80,
                        verbose_name="number of the revised group standard",
                    ),
                ),
                (
                    "conclusion_letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_documents.issuedform",
                        verbose_name="letter about the conclusion",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_catalogue.edition",
                        verbose_name="edition",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="certification.letter",
                        verbose_name="letter",
                    ),
                ),
                (
                    "new_edition",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_catalogue.edition",
                        verbose_name="new edition",
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
                        related_name="revision_events",
                        related_query_name="revision_events",
                        to="certification.standardrevision",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_catalogue.standard",
                        verbose_name="standard",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Upkeep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recognised_on", models.DateField(verbose_name="recognised on")),
                ("recheck_on", models.DateField(verbose_name="next re-check")),
                ("reexamination_on", models.DateField(verbose_name="next re-examination")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_catalogue.edition",
                        verbose_name="edition in force",
                    ),
                ),
                (
                    "standard",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="upkeep",
                        to="zsa_catalogue.standard",
                        verbose_name="standard",
                    ),
                ),
            ],
            options={
                "verbose_name": "upkeep of a recognised standard",
                "verbose_name_plural": "upkeep of recognised standards",
                "ordering": ["recheck_on", "pk"],
                "indexes": [
                    models.Index(
                        fields=["recheck_on", "id"], name="certificati_recheck_fb2e3d_idx"
                    ),
                    models.Index(
                        fields=["reexamination_on", "id"], name="certificati_reexami_ccbf8d_idx"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("visited_on", models.DateField(verbose_name="day of the visit")),
                ("place", models.CharField(max_length=200, verbose_name="place")),
                ("visitors", models.TextField(verbose_name="who visited")),
                ("received_by", models.TextField(blank=True, verbose_name="who received them")),
                ("findings", models.TextField(verbose_name="what was found")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="recorded"
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="zsa_workflow.matter",
                        verbose_name="re-examination",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "visit on site",
                "verbose_name_plural": "visits on site",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Mark",
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
                ("model", models.CharField(blank=True, max_length=160, verbose_name="model")),
                (
                    "report_number",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="number of the test report"
                    ),
                ),
                (
                    "report_date",
                    models.DateField(blank=True, null=True, verbose_name="date of the test report"),
                ),
                (
                    "certificate_number",
                    models.CharField(blank=True, max_length=80, verbose_name="certificate number"),
                ),
                (
                    "certificate_date",
                    models.DateField(blank=True, null=True, verbose_name="date of the certificate"),
                ),
                (
                    "certificate_until",
                    models.DateField(blank=True, null=True, verbose_name="certificate valid until"),
                ),
                (
                    "certificate_scope",
                    models.TextField(blank=True, verbose_name="scope of the certificate"),
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
                    "lapsed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("standard", "The standard is no longer in force."),
                                ("certificate", "The product certificate ended."),
                                ("term", "The time of the authorisation ended."),
                                ("partner", "The certification body is not validly listed."),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        editable=False,
                        size=None,
                        verbose_name="what lapsed",
                    ),
                ),
                (
                    "authorisation",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.authorisation",
                        verbose_name="authorisation",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="zsa_catalogue.edition",
                        verbose_name="standard",
                    ),
                ),
                (
                    "certifier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.partner",
                        verbose_name="certification body",
                    ),
                ),
                (
                    "laboratory",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.partner",
                        verbose_name="testing laboratory",
                    ),
                ),
            ],
            options={
                "verbose_name": "mark",
                "verbose_name_plural": "marks",
            },
            bases=("zsa_workflow.matter", models.Model),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mark",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('mark_draft') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="34508f2f9cdee0e1ce10a7cd712043d4eb37a490",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_21611",
                    table="certification_mark",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mark",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "certification_markevent" ("authorisation_id", "certificate_date", "certificate_number", "certificate_scope", "certificate_until", "certifier_id", "contact_person", "contact_phone", "edition_id", "laboratory_id", "lapsed", "matter_ptr_id", "model", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_date", "report_number") VALUES (NEW."authorisation_id", NEW."certificate_date", NEW."certificate_number", NEW."certificate_scope", NEW."certificate_until", NEW."certifier_id", NEW."contact_person", NEW."contact_phone", NEW."edition_id", NEW."laboratory_id", NEW."lapsed", NEW."matter_ptr_id", NEW."model", _pgh_attach_context(), NOW(), \'insert\', NEW."matter_ptr_id", NEW."report_date", NEW."report_number"); RETURN NULL;',
                    hash="3df3b2ea54bd7327dc1a36b5b1d4994bb8049cc5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5af62",
                    table="certification_mark",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mark",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."authorisation_id" IS DISTINCT FROM (NEW."authorisation_id") OR OLD."certificate_date" IS DISTINCT FROM (NEW."certificate_date") OR OLD."certificate_number" IS DISTINCT FROM (NEW."certificate_number") OR OLD."certificate_scope" IS DISTINCT FROM (NEW."certificate_scope") OR OLD."certificate_until" IS DISTINCT FROM (NEW."certificate_until") OR OLD."certifier_id" IS DISTINCT FROM (NEW."certifier_id") OR OLD."contact_person" IS DISTINCT FROM (NEW."contact_person") OR OLD."contact_phone" IS DISTINCT FROM (NEW."contact_phone") OR OLD."edition_id" IS DISTINCT FROM (NEW."edition_id") OR OLD."laboratory_id" IS DISTINCT FROM (NEW."laboratory_id") OR OLD."lapsed" IS DISTINCT FROM (NEW."lapsed") OR OLD."matter_ptr_id" IS DISTINCT FROM (NEW."matter_ptr_id") OR OLD."model" IS DISTINCT FROM (NEW."model") OR OLD."report_date" IS DISTINCT FROM (NEW."report_date") OR OLD."report_number" IS DISTINCT FROM (NEW."report_number"))',
                    func='INSERT INTO "certification_markevent" ("authorisation_id", "certificate_date", "certificate_number", "certificate_scope", "certificate_until", "certifier_id", "contact_person", "contact_phone", "edition_id", "laboratory_id", "lapsed", "matter_ptr_id", "model", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_date", "report_number") VALUES (NEW."authorisation_id", NEW."certificate_date", NEW."certificate_number", NEW."certificate_scope", NEW."certificate_until", NEW."certifier_id", NEW."contact_person", NEW."contact_phone", NEW."edition_id", NEW."laboratory_id", NEW."lapsed", NEW."matter_ptr_id", NEW."model", _pgh_attach_context(), NOW(), \'update\', NEW."matter_ptr_id", NEW."report_date", NEW."report_number"); RETURN NULL;',
                    hash="1ce960c2bff921a049e7271f6f7a9b1a39bfe1fc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6c03e",
                    table="certification_mark",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Authorisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "certificate_number",
                    models.CharField(max_length=80, verbose_name="certificate number"),
                ),
                ("certificate_until", models.DateField(verbose_name="certificate valid until")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_catalogue.edition",
                        verbose_name="standard",
                    ),
                ),
                (
                    "mark",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="authorisations",
                        to="certification.mark",
                        verbose_name="mark",
                    ),
                ),
                (
                    "certifier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="certification.partner",
                        verbose_name="certification body",
                    ),
                ),
            ],
            options={
                "verbose_name": "authorisation of a mark",
                "verbose_name_plural": "authorisations of marks",
                "ordering": ["-starts", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="certification_authorisation_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("mark", "="), (zsa_portal.people.dated.Days(), "&&")],
                        name="certification_authorisation_once",
                        violation_error_message="The mark is authorised in that time already.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="authorisation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "certification_authorisationevent" ("certificate_number", "certificate_until", "certifier_id", "edition_id", "ends", "id", "mark_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (NEW."certificate_number", NEW."certificate_until", NEW."certifier_id", NEW."edition_id", NEW."ends", NEW."id", NEW."mark_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts"); RETURN NULL;',
                    hash="aea1ae5baff40b20dfa70a4ff48fabbca5fc6555",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_422d3",
                    table="certification_authorisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="authorisation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "certification_authorisationevent" ("certificate_number", "certificate_until", "certifier_id", "edition_id", "ends", "id", "mark_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (NEW."certificate_number", NEW."certificate_until", NEW."certifier_id", NEW."edition_id", NEW."ends", NEW."id", NEW."mark_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts"); RETURN NULL;',
                    hash="f5820c3904733e81efb208b64615238b949d95bb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_89c20",
                    table="certification_authorisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="authorisation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "certification_authorisationevent" ("certificate_number", "certificate_until", "certifier_id", "edition_id", "ends", "id", "mark_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (OLD."certificate_number", OLD."certificate_until", OLD."certifier_id", OLD."edition_id", OLD."ends", OLD."id", OLD."mark_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts"); RETURN NULL;',
                    hash="50562021a023c02e521ec6eb32313f42fccc5b83",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_79f86",
                    table="certification_authorisation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="MarkEvent",
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
                ("model", models.CharField(blank=True, max_length=160, verbose_name="model")),
                (
                    "report_number",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="number of the test report"
                    ),
                ),
                (
                    "report_date",
                    models.DateField(blank=True, null=True, verbose_name="date of the test report"),
                ),
                (
                    "certificate_number",
                    models.CharField(blank=True, max_length=80, verbose_name="certificate number"),
                ),
                (
                    "certificate_date",
                    models.DateField(blank=True, null=True, verbose_name="date of the certificate"),
                ),
                (
                    "certificate_until",
                    models.DateField(blank=True, null=True, verbose_name="certificate valid until"),
                ),
                (
                    "certificate_scope",
                    models.TextField(blank=True, verbose_name="scope of the certificate"),
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
                    "lapsed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("standard", "The standard is no longer in force."),
                                ("certificate", "The product certificate ended."),
                                ("term", "The time of the authorisation ended."),
                                ("partner", "The certification body is not validly listed."),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        editable=False,
                        size=None,
                        verbose_name="what lapsed",
                    ),
                ),
                (
                    "authorisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="certification.authorisation",
                        verbose_name="authorisation",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_catalogue.edition",
                        verbose_name="standard",
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
                        related_name="mark_events",
                        related_query_name="mark_events",
                        to="certification.mark",
                    ),
                ),
                (
                    "certifier",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="certification.partner",
                        verbose_name="certification body",
                    ),
                ),
                (
                    "laboratory",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="certification.partner",
                        verbose_name="testing laboratory",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AuthorisationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "certificate_number",
                    models.CharField(max_length=80, verbose_name="certificate number"),
                ),
                ("certificate_until", models.DateField(verbose_name="certificate valid until")),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_catalogue.edition",
                        verbose_name="standard",
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
                        to="certification.authorisation",
                    ),
                ),
                (
                    "mark",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="certification.mark",
                        verbose_name="mark",
                    ),
                ),
                (
                    "certifier",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="certification.partner",
                        verbose_name="certification body",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
