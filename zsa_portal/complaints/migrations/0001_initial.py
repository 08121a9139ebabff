"""The tables as version 0.5.0 had them."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import zsa_portal.complaints.procedures
import zsa_portal.complaints.records
import zsa_portal.regulations.clock
from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    initial = True

    dependencies = [
        ("zsa_catalogue", "0001_squashed_0003_texts_are_found"),
        ("zsa_documents", "0001_squashed_0010_texts_that_carry_changes"),
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
        ("zsa_workflow", "0001_squashed_0007_looks_at_logs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
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
                    "standard_number",
                    models.CharField(max_length=80, verbose_name="number of the standard"),
                ),
                (
                    "standard_title",
                    models.CharField(max_length=240, verbose_name="title of the standard"),
                ),
                (
                    "procedure",
                    models.CharField(
                        choices=zsa_portal.complaints.procedures.choices,
                        default="complaints.recognition",
                        max_length=60,
                        verbose_name="clause it is handled by",
                    ),
                ),
                ("statement", models.TextField(verbose_name="what is complained about")),
                ("demand", models.TextField(blank=True, verbose_name="what is asked for")),
                (
                    "statement_for_body",
                    models.TextField(blank=True, verbose_name="as passed to the body"),
                ),
                ("close_by", models.DateTimeField(verbose_name="to be closed by")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted"),
                ),
                (
                    "passed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="passed to the body"),
                ),
                (
                    "reported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reported back"),
                ),
                (
                    "ended_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="ended"
                    ),
                ),
                (
                    "body_outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("settled", "Settled with the complainant"),
                            ("partly", "Settled in part"),
                            ("not_settled", "Not settled"),
                        ],
                        max_length=20,
                        verbose_name="outcome the body reports",
                    ),
                ),
                ("body_report", models.TextField(blank=True, verbose_name="what the body reports")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "Upheld"),
                            ("partly", "Upheld in part"),
                            ("unfounded", "Not upheld"),
                            ("settled", "Settled between the sides"),
                            ("referred", "Referred to state law"),
                            ("rejected", "Not taken up"),
                            ("incomplete", "Not completed in time"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "conclusion",
                    models.TextField(blank=True, verbose_name="conclusion of the association"),
                ),
                ("law", models.TextField(blank=True, verbose_name="law that applies")),
                (
                    "referred_to",
                    models.CharField(blank=True, max_length=300, verbose_name="where it went"),
                ),
                (
                    "satisfaction",
                    models.CharField(
                        blank=True,
                        choices=[("satisfied", "Satisfied"), ("not_satisfied", "Not satisfied")],
                        max_length=20,
                        verbose_name="satisfaction",
                    ),
                ),
                ("satisfaction_words", models.TextField(blank=True, verbose_name="why")),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="zsa_catalogue.edition",
                        verbose_name="edition in the catalogue",
                    ),
                ),
            ],
            options={
                "verbose_name": "complaint",
                "verbose_name_plural": "complaints",
                "indexes": [
                    models.Index(fields=["outcome"], name="zsa_complai_outcome_b23e44_idx")
                ],
            },
            bases=("zsa_workflow.matter",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="complaint",
            trigger=pgtrigger.compiler.Trigger(
                name="begins_as",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_workflow_logentry\n                WHERE matter_id = NEW.matter_ptr_id AND from_state = ''\n                  AND to_state IN ('received') AND xid = (pg_current_xact_id()::text)::bigint\n            ) THEN\n                RAISE EXCEPTION 'matter % did not begin properly', NEW.matter_ptr_id;\n            END IF;\n            RETURN NULL;\n        ",
                    hash="e5046b29d589c341030f5547ddcdb7a064cdb754",
                    operation="INSERT",
                    pgid="pgtrigger_begins_as_533c3",
                    table="zsa_complaints_complaint",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Complainant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=160, verbose_name="organisation"),
                ),
                ("contact", models.CharField(max_length=160, verbose_name="phone or e-mail")),
                (
                    "shares_contact",
                    models.BooleanField(
                        default=False, verbose_name="the body may know name and contact"
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=10, verbose_name="language")),
                (
                    "token",
                    models.CharField(
                        default=zsa_portal.complaints.records.new_token,
                        editable=False,
                        max_length=48,
                        unique=True,
                        verbose_name="secret of its page",
                    ),
                ),
                ("ticket", models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "complaint",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complainant",
                        to="zsa_complaints.complaint",
                        verbose_name="complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "complainant",
                "verbose_name_plural": "complainants",
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("complainant", "Complainant"),
                            ("desk", "Association"),
                            ("body", "Body complained about"),
                        ],
                        max_length=12,
                        verbose_name="written by",
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="at"
                    ),
                ),
                ("for_body", models.BooleanField(default=False, verbose_name="the body reads it")),
                (
                    "for_complainant",
                    models.BooleanField(default=False, verbose_name="the complainant reads it"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="zsa_complaints.complaint",
                        verbose_name="complaint",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="file name")),
                (
                    "cleaned",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="taken out of the file"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="at"
                    ),
                ),
                ("for_body", models.BooleanField(default=False, verbose_name="the body reads it")),
                (
                    "for_complainant",
                    models.BooleanField(default=False, verbose_name="the complainant reads it"),
                ),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="zsa_complaints.complaint",
                        verbose_name="complaint",
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
                (
                    "note",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="zsa_complaints.note",
                        verbose_name="message",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "ordering": ["pk"],
            },
        ),
    ]
