"""The tables as version 0.5.0 had them; a database older than that is brought to 0.5.0 first."""

import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import zsa_portal.regulations.clock
import zsa_portal.ui.finding.folding
from zsa_portal.regulations.squashing import Squashed


class Migration(Squashed):
    replaces = [
        ("zsa_notices", "0001_initial"),
        ("zsa_notices", "0002_keys_carry_their_app"),
        ("zsa_notices", "0003_files_that_were_cleaned"),
        ("zsa_notices", "0004_tables_of_comments_once"),
        ("zsa_notices", "0005_opinions_declared_true"),
        ("zsa_notices", "0006_texts_are_found"),
        ("zsa_notices", "0007_opinions_corrected_and_withdrawn"),
    ]

    initial = True

    dependencies = [
        ("zsa_documents", "0001_squashed_0010_texts_that_carry_changes"),
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
        ("zsa_workflow", "0001_squashed_0007_looks_at_logs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(db_index=True, max_length=60, verbose_name="kind")),
                ("number", models.CharField(max_length=40, unique=True, verbose_name="number")),
                ("title", models.CharField(max_length=240, verbose_name="title")),
                ("body", models.TextField(blank=True, verbose_name="text")),
                (
                    "opened_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="published"
                    ),
                ),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                (
                    "form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_documents.issuedform",
                        verbose_name="official paper",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="published by",
                    ),
                ),
                (
                    "matters",
                    models.ManyToManyField(
                        related_name="notices",
                        through="zsa_notices.NoticeItem",
                        to="zsa_workflow.matter",
                        verbose_name="matters",
                    ),
                ),
            ],
            options={
                "verbose_name": "public notice",
                "verbose_name_plural": "public notices",
                "ordering": ["-opened_at", "-pk"],
                "indexes": [
                    models.Index(fields=["closes_at"], name="zsa_notices_closes__a4a1ed_idx"),
                    models.Index(fields=["kind", "-opened_at"], name="zsa_notices_kind_4f57e4_idx"),
                    models.Index(
                        fields=["-opened_at", "-id"], name="zsa_notices_opened__45e6ce_idx"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        zsa_portal.ui.finding.folding.FoundBy("number", "title"),
                        name="notices_found",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="notice_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."closes_at" IS DISTINCT FROM (NEW."closes_at") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="12498a562502097d012a0bfb7317d0e8fb3808e6",
                    operation="UPDATE",
                    pgid="pgtrigger_notice_stays_fa335",
                    table="zsa_notices_notice",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="notice",
            trigger=pgtrigger.compiler.Trigger(
                name="notice_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="5bb644aa4505ce3b0a2cd6f871a108089c3bf744",
                    operation="DELETE",
                    pgid="pgtrigger_notice_is_kept_349fd",
                    table="zsa_notices_notice",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="NoticeItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="position")),
                ("title", models.CharField(max_length=240, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=300, verbose_name="English title"),
                ),
                ("summary", models.TextField(blank=True, verbose_name="what is proposed")),
                (
                    "applicant",
                    models.CharField(blank=True, max_length=160, verbose_name="applicant"),
                ),
                (
                    "committee",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="committee in charge"
                    ),
                ),
                (
                    "sent_to",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="organisations the draft was sent to"
                    ),
                ),
                (
                    "replied",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="organisations that replied, with comments or without",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_items",
                        to="zsa_workflow.matter",
                        verbose_name="matter",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="zsa_notices.notice",
                        verbose_name="notice",
                    ),
                ),
            ],
            options={
                "verbose_name": "matter on notice",
                "verbose_name_plural": "matters on notice",
                "ordering": ["notice", "position"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        zsa_portal.ui.finding.folding.FoundBy("title", "title_en"),
                        name="notice_items_found",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("notice", "matter"), name="once_on_a_notice")
                ],
            },
        ),
        migrations.CreateModel(
            name="OpinionSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        editable=False, max_length=64, verbose_name="digest of the rows"
                    ),
                ),
                (
                    "received_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="received"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinion_sheets",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="zsa_notices.noticeitem",
                        verbose_name="matter on notice",
                    ),
                ),
            ],
            options={
                "verbose_name": "table of comments",
                "verbose_name_plural": "tables of comments",
                "ordering": ["-received_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "author", "digest"), name="a_table_of_comments_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "reference",
                    models.CharField(max_length=60, unique=True, verbose_name="reference"),
                ),
                (
                    "token",
                    models.CharField(
                        editable=False,
                        max_length=48,
                        unique=True,
                        verbose_name="secret of its page",
                    ),
                ),
                ("ticket", models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=160, verbose_name="organisation"),
                ),
                (
                    "contact",
                    models.CharField(blank=True, max_length=160, verbose_name="phone or e-mail"),
                ),
                ("clause", models.CharField(blank=True, max_length=60, verbose_name="clause")),
                (
                    "clause_key",
                    models.CharField(blank=True, db_collation="C", editable=False, max_length=240),
                ),
                (
                    "type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ge", "General (ge)"),
                            ("te", "Technical (te)"),
                            ("ed", "Editorial (ed)"),
                        ],
                        max_length=2,
                        verbose_name="type",
                    ),
                ),
                ("text", models.TextField(verbose_name="opinion")),
                ("proposed_change", models.TextField(blank=True, verbose_name="proposed change")),
                (
                    "evidence_name",
                    models.CharField(blank=True, max_length=255, verbose_name="file name"),
                ),
                (
                    "received_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="received"
                    ),
                ),
                (
                    "moderation",
                    models.CharField(
                        choices=[
                            ("pending", "To be looked at"),
                            ("published", "Public"),
                            ("hidden", "Not public"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="publication",
                    ),
                ),
                (
                    "moderated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided"),
                ),
                (
                    "moderation_reason",
                    models.TextField(blank=True, verbose_name="why it is not public"),
                ),
                (
                    "disposition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("partially_accepted", "Partially accepted"),
                            ("rejected", "Not accepted"),
                        ],
                        max_length=20,
                        verbose_name="disposition",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "answered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="answered"),
                ),
                ("resolution", models.TextField(blank=True, verbose_name="how it was resolved")),
                (
                    "resolved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="resolved"),
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
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="zsa_documents.file",
                        verbose_name="evidence",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="zsa_notices.noticeitem",
                        verbose_name="matter on notice",
                    ),
                ),
                (
                    "moderated_by",
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
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="resolved by",
                    ),
                ),
                (
                    "evidence_cleaned",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="taken out of the file"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="zsa_notices.opinionsheet",
                        verbose_name="table of comments",
                    ),
                ),
                (
                    "declared_true_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="declared to be true"
                    ),
                ),
                (
                    "answer_mailed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="answer mailed"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True, editable=False, max_length=10, verbose_name="language"
                    ),
                ),
                (
                    "version",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, verbose_name="version"
                    ),
                ),
                (
                    "wants_answer",
                    models.BooleanField(default=True, verbose_name="wants the answer by mail"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="withdrawn"
                    ),
                ),
            ],
            options={
                "verbose_name": "opinion",
                "verbose_name_plural": "opinions",
                "ordering": ["item", "number"],
                "indexes": [
                    models.Index(
                        fields=["item", "clause_key", "id"], name="zsa_notices_item_id_37ba5a_idx"
                    ),
                    models.Index(
                        fields=["author", "-received_at"], name="zsa_notices_author__4dbc2b_idx"
                    ),
                    models.Index(
                        condition=models.Q(("moderation", "pending")),
                        fields=["received_at"],
                        name="opinions_to_moderate",
                    ),
                    models.Index(
                        condition=models.Q(("disposition", "")),
                        fields=["item"],
                        name="opinions_unanswered",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "number"), name="one_opinion_of_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disposition__in", ["", "accepted"]),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_refusal_has_its_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("moderation", "hidden"), _negated=True),
                            models.Q(("moderation_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="hidden_with_a_reason",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="opinion_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="f18b895cdc43a105246d19b132bee53418eb8068",
                    operation="DELETE",
                    pgid="pgtrigger_opinion_stays_89b37",
                    table="zsa_notices_opinion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="is_not_truncated",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'nothing that was said is thrown away';",
                    hash="26d7286799288f189140c2c1baa32573036c687e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_not_truncated_41c97",
                    table="zsa_notices_opinion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="said_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."declared_true_at" IS DISTINCT FROM (NEW."declared_true_at") OR OLD."evidence_id" IS DISTINCT FROM (NEW."evidence_id") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."organisation" IS DISTINCT FROM (NEW."organisation") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."sheet_id" IS DISTINCT FROM (NEW."sheet_id") OR OLD."token" IS DISTINCT FROM (NEW."token"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="afb8c494ef2faf54ecd263cab02a410e112385a5",
                    operation="UPDATE",
                    pgid="pgtrigger_said_once_f85e1",
                    table="zsa_notices_opinion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="corrected_as_a_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN ((OLD.clause, OLD.type, OLD.text, OLD.proposed_change) IS DISTINCT FROM (NEW.clause, NEW.type, NEW.text, NEW.proposed_change) AND NEW.version <> OLD.version + 1)",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="b8e2f656e0b91ff1972d0cf10b7eca0bfd81f98d",
                    operation="UPDATE",
                    pgid="pgtrigger_corrected_as_a_version_dccde",
                    table="zsa_notices_opinion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinion",
            trigger=pgtrigger.compiler.Trigger(
                name="withdrawn_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.withdrawn_at IS NOT NULL AND (OLD.withdrawn_at, OLD.version) IS DISTINCT FROM (NEW.withdrawn_at, NEW.version))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="1aa8398edd0002b8f3f8561daa277d08b949e59e",
                    operation="UPDATE",
                    pgid="pgtrigger_withdrawn_once_c6575",
                    table="zsa_notices_opinion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="OpinionAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("batch", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("undoes", models.UUIDField(blank=True, editable=False, null=True)),
                (
                    "disposition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("partially_accepted", "Partially accepted"),
                            ("rejected", "Not accepted"),
                        ],
                        max_length=20,
                        verbose_name="disposition",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("resolution", models.TextField(blank=True, verbose_name="how it was resolved")),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="zsa_notices.opinion",
                        verbose_name="opinion",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["opinion", "-id"], name="zsa_notices_opinion_87e7a5_idx"),
                    models.Index(fields=["batch"], name="zsa_notices_batch_503f9d_idx"),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinionanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="answer_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f3143b595b77ab93b91e12e0065db33e98042567",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_answer_stays_f131c",
                    table="zsa_notices_opinionanswer",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinionanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="is_not_truncated",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'nothing that was said is thrown away';",
                    hash="96aabe1d5f177b229578919d991b7a8b8eab65ee",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_not_truncated_cfb4a",
                    table="zsa_notices_opinionanswer",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="OpinionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("clause", models.CharField(blank=True, max_length=60, verbose_name="clause")),
                ("type", models.CharField(blank=True, max_length=2, verbose_name="type")),
                ("text", models.TextField(verbose_name="opinion")),
                ("proposed_change", models.TextField(blank=True, verbose_name="proposed change")),
                (
                    "replaced_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="replaced"
                    ),
                ),
                (
                    "opinion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="zsa_notices.opinion",
                        verbose_name="opinion",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier version of an opinion",
                "verbose_name_plural": "earlier versions of opinions",
                "ordering": ["opinion", "version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("opinion", "version"), name="an_earlier_version_once"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinionversion",
            trigger=pgtrigger.compiler.Trigger(
                name="version_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="951da8225afce1acbe10d1b547ea6ff0dda05348",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_version_stays_460e4",
                    table="zsa_notices_opinionversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opinionversion",
            trigger=pgtrigger.compiler.Trigger(
                name="is_not_truncated",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'nothing that was said is thrown away';",
                    hash="3a12982015ea0781751b80aa3b053b59a7d8a589",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_not_truncated_34298",
                    table="zsa_notices_opinionversion",
                    when="BEFORE",
                ),
            ),
        ),
    ]
