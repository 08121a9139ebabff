"""The tables as version 0.5.0 had them; a database older than that is brought to 0.5.0 first."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import zsa_portal.regulations.clock
import zsa_portal.ui.finding.folding
from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    replaces = [
        ("zsa_catalogue", "0001_initial"),
        ("zsa_catalogue", "0002_standards_keep_the_number_of_their_body"),
        ("zsa_catalogue", "0003_texts_are_found"),
    ]

    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("zsa_documents", "0001_squashed_0010_texts_that_carry_changes"),
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
        ("zsa_workflow", "0001_squashed_0007_looks_at_logs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Announcement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        max_length=60, unique=True, verbose_name="official document number"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("body", models.TextField(blank=True, verbose_name="text")),
                ("published_on", models.DateField(verbose_name="publication date")),
                ("implemented_on", models.DateField(verbose_name="implementation date")),
                (
                    "issued_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="issued"
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
                "verbose_name": "announcement",
                "verbose_name_plural": "announcements",
                "ordering": ["-published_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("implemented_on__gte", models.F("published_on"))),
                        name="implemented_after_publication",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Standard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "running",
                    models.PositiveIntegerField(
                        blank=True, null=True, unique=True, verbose_name="running number"
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
                    "committee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standards",
                        to="zsa_people.body",
                        verbose_name="committee in charge",
                    ),
                ),
                (
                    "body_code",
                    models.CharField(
                        blank=True,
                        help_text="The body's own number without the year, where the association gave none.",
                        max_length=80,
                        verbose_name="code at its body",
                    ),
                ),
            ],
            options={
                "verbose_name": "standard",
                "verbose_name_plural": "standards",
                "ordering": ["running", "body_code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("running", None), ("body_code", ""), _connector="XOR"),
                        name="numbered_by_us_or_its_body",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
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
                        default="catalogue.imported",
                        editable=False,
                        max_length=60,
                        verbose_name="origin",
                    ),
                ),
                ("number", models.CharField(max_length=80, verbose_name="standard number")),
                ("title", models.CharField(max_length=240, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=300, verbose_name="English title"),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("pending", "Under publication"),
                            ("current", "In force"),
                            ("replaced", "Replaced"),
                            ("withdrawn", "Withdrawn"),
                            ("revoked", "Recognition revoked"),
                        ],
                        default="pending",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "status_since",
                    models.DateField(blank=True, null=True, verbose_name="status since"),
                ),
                (
                    "status_reason",
                    models.TextField(blank=True, verbose_name="reason of the status"),
                ),
                ("published_on", models.DateField(verbose_name="publication date")),
                ("implemented_on", models.DateField(verbose_name="implementation date")),
                ("ics", models.CharField(blank=True, max_length=40, verbose_name="ICS")),
                ("ccs", models.CharField(blank=True, max_length=40, verbose_name="CCS")),
                (
                    "proposer",
                    models.CharField(blank=True, max_length=200, verbose_name="proposed by"),
                ),
                (
                    "drafting_units",
                    models.TextField(blank=True, verbose_name="drafting organisations"),
                ),
                (
                    "principal_drafters",
                    models.TextField(blank=True, verbose_name="principal drafters"),
                ),
                ("abstract", models.TextField(blank=True, verbose_name="scope")),
                ("abstract_en", models.TextField(blank=True, verbose_name="scope in English")),
                (
                    "source_number",
                    models.CharField(blank=True, max_length=80, verbose_name="source number"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="created"
                    ),
                ),
                (
                    "announcement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="zsa_catalogue.announcement",
                        verbose_name="announcement",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="zsa_workflow.matter",
                        verbose_name="matter",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="zsa_catalogue.edition",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "source_body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="zsa_people.organisation",
                        verbose_name="source body",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="zsa_catalogue.standard",
                        verbose_name="standard",
                    ),
                ),
            ],
            options={
                "verbose_name": "edition",
                "verbose_name_plural": "editions",
                "ordering": ["-year", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["-published_on", "-id"], name="zsa_catalog_publish_c70faf_idx"
                    ),
                    models.Index(
                        fields=["status", "-published_on", "-id"],
                        name="zsa_catalog_status_acbbf7_idx",
                    ),
                    models.Index(
                        fields=["kind", "-published_on", "-id"], name="zsa_catalog_kind_757160_idx"
                    ),
                    models.Index(fields=["-year"], name="zsa_catalog_year_f9b791_idx"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper(
                                django.db.models.functions.text.Replace(
                                    "source_number", models.Value(" "), models.Value("")
                                )
                            ),
                            name="gin_trgm_ops",
                        ),
                        name="edition_source_words",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        zsa_portal.ui.finding.folding.FoundBy(
                            "number", "title", "title_en", "source_number"
                        ),
                        name="editions_found",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("standard", "year"), name="one_edition_of_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "catalogue.imported"), _negated=True),
                            ("matter", None),
                            _connector="OR",
                        ),
                        name="imported_without_matter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("implemented_on__gte", models.F("published_on"))),
                        name="edition_implemented_after_publication",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "revoked"), _negated=True),
                            models.Q(
                                ("status_since__isnull", False),
                                models.Q(("status_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="revoked_with_day_and_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "revoked"), _negated=True),
                        fields=("number",),
                        name="number_given_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandardText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("zh", "Chinese"),
                            ("en", "English"),
                            ("fr", "French"),
                            ("de", "German"),
                            ("ja", "Japanese"),
                            ("ko", "Korean"),
                            ("ru", "Russian"),
                            ("es", "Spanish"),
                        ],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "released",
                    models.BooleanField(default=False, verbose_name="released for distribution"),
                ),
                (
                    "added_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="added"
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="zsa_catalogue.edition",
                        verbose_name="edition",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standard_texts",
                        to="zsa_documents.version",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a standard",
                "verbose_name_plural": "texts of standards",
                "ordering": ["edition", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "language"), name="one_text_of_a_language"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standardtext",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_catalogue_standardtextevent" ("added_at", "added_by_id", "edition_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "released", "version_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."edition_id", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."released", NEW."version_id"); RETURN NULL;',
                    hash="d81d4011bd2ee690c3ff7682fce6515382301da4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bfe66",
                    table="zsa_catalogue_standardtext",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standardtext",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "zsa_catalogue_standardtextevent" ("added_at", "added_by_id", "edition_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "released", "version_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."edition_id", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."released", NEW."version_id"); RETURN NULL;',
                    hash="5849752fde7565d11ff81b18833a00cc7bc1df7c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ca0fb",
                    table="zsa_catalogue_standardtext",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="standardtext",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_catalogue_standardtextevent" ("added_at", "added_by_id", "edition_id", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "released", "version_id") VALUES (OLD."added_at", OLD."added_by_id", OLD."edition_id", OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."released", OLD."version_id"); RETURN NULL;',
                    hash="c31d08bdb8a50bb2fff4dc8c7aff73d9ab487f1a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_70682",
                    table="zsa_catalogue_standardtext",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="StandardTextEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("zh", "Chinese"),
                            ("en", "English"),
                            ("fr", "French"),
                            ("de", "German"),
                            ("ja", "Japanese"),
                            ("ko", "Korean"),
                            ("ru", "Russian"),
                            ("es", "Spanish"),
                        ],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "released",
                    models.BooleanField(default=False, verbose_name="released for distribution"),
                ),
                (
                    "added_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="added"
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_catalogue.edition",
                        verbose_name="edition",
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
                        to="zsa_catalogue.standardtext",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_documents.version",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
