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
        ("zsa_ballots", "0001_initial"),
        ("zsa_ballots", "0002_score_sheets_and_visibility"),
        ("zsa_ballots", "0003_keys_carry_their_app"),
        ("zsa_ballots", "0004_ballots_end_without_outcome_and_decisions_keep_seats"),
        ("zsa_ballots", "0005_electors_are_replaced"),
        ("zsa_ballots", "0006_votes_ask_for_changes_and_have_drafts"),
    ]

    initial = True

    dependencies = [
        ("zsa_documents", "0001_squashed_0010_texts_that_carry_changes"),
        ("zsa_people", "0001_squashed_0008_texts_are_folded"),
        ("zsa_workflow", "0001_squashed_0007_looks_at_logs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(db_index=True, max_length=60, verbose_name="kind")),
                ("question", models.CharField(max_length=400, verbose_name="question")),
                (
                    "opened_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="opened"
                    ),
                ),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                ("numerator", models.PositiveSmallIntegerField(verbose_name="share: numerator")),
                (
                    "denominator",
                    models.PositiveSmallIntegerField(verbose_name="share: denominator"),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("all_members", "All members of the day it opened"),
                            ("valid_votes", "Valid votes of those present"),
                            ("whole_panel", "The whole panel"),
                        ],
                        max_length=20,
                        verbose_name="counted of",
                    ),
                ),
                ("rule", models.CharField(max_length=12, verbose_name="rule")),
                (
                    "abstention_is_valid",
                    models.BooleanField(
                        default=False, verbose_name="an abstention is a valid vote"
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                ("result", models.JSONField(blank=True, null=True, verbose_name="result")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="zsa_people.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="zsa_workflow.matter",
                        verbose_name="matter",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opened by",
                    ),
                ),
                (
                    "result_form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="zsa_documents.issuedform",
                        verbose_name="evidence of the ballot",
                    ),
                ),
                (
                    "names_shown",
                    models.CharField(
                        choices=[
                            ("open", "while it is open and after"),
                            ("closed", "after closing"),
                            ("never", "never"),
                        ],
                        default="closed",
                        max_length=10,
                        verbose_name="who voted how is shown",
                    ),
                ),
                ("sheet", models.JSONField(blank=True, default=list, verbose_name="score sheet")),
                (
                    "tally_shown",
                    models.CharField(
                        choices=[
                            ("open", "while it is open and after"),
                            ("closed", "after closing"),
                            ("never", "never"),
                        ],
                        default="closed",
                        max_length=10,
                        verbose_name="count shown",
                    ),
                ),
                (
                    "end_reason",
                    models.TextField(blank=True, verbose_name="why ended without outcome"),
                ),
            ],
            options={
                "verbose_name": "ballot",
                "verbose_name_plural": "ballots",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        fields=["matter", "kind", "-id"], name="zsa_ballots_matter__67c435_idx"
                    ),
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["closes_at"],
                        name="open_ballots",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("matter", "kind"),
                        name="one_open_ballot",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opened_at"))),
                        name="a_ballot_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True),
                                ("end_reason", ""),
                                ("result__isnull", True),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("end_reason", ""),
                                ("result__isnull", False),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("result__isnull", True),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_closed_ballot_is_counted_or_says_why_not",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ballot",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="59dd0c68ed078a973b29b76e46380b67a8e0be21",
                    operation="DELETE",
                    pgid="pgtrigger_stays_327bb",
                    table="zsa_ballots_ballot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ballot",
            trigger=pgtrigger.compiler.Trigger(
                name="is_not_truncated",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'ballots are kept';",
                    hash="9dc7bbc2faafa436313e7d9f4d26c8f800c7f77e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_not_truncated_87872",
                    table="zsa_ballots_ballot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ballot",
            trigger=pgtrigger.compiler.Trigger(
                name="counted_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."closed_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="7d12b7fc7a90edd75a61f20f25967832a3a74800",
                    operation="UPDATE",
                    pgid="pgtrigger_counted_once_11095",
                    table="zsa_ballots_ballot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ballot",
            trigger=pgtrigger.compiler.Trigger(
                name="asked_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."abstention_is_valid" IS DISTINCT FROM (NEW."abstention_is_valid") OR OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."denominator" IS DISTINCT FROM (NEW."denominator") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."matter_id" IS DISTINCT FROM (NEW."matter_id") OR OLD."names_shown" IS DISTINCT FROM (NEW."names_shown") OR OLD."numerator" IS DISTINCT FROM (NEW."numerator") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."question" IS DISTINCT FROM (NEW."question") OR OLD."rule" IS DISTINCT FROM (NEW."rule") OR OLD."sheet" IS DISTINCT FROM (NEW."sheet") OR OLD."tally_shown" IS DISTINCT FROM (NEW."tally_shown"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="126bb3b044a31fcbdc14629250d87f9e92e4cb54",
                    operation="UPDATE",
                    pgid="pgtrigger_asked_once_aa20c",
                    table="zsa_ballots_ballot",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ballot",
            trigger=pgtrigger.compiler.Trigger(
                name="only_a_panels_goes_on",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."closes_at" < (OLD."closes_at") OR (NEW."closes_at" IS DISTINCT FROM (OLD."closes_at") AND OLD."basis" IS DISTINCT FROM \'whole_panel\'))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="0782bc229988578bedf51323dc99b1c4e5c78d52",
                    operation="UPDATE",
                    pgid="pgtrigger_only_a_panels_goes_on_866cc",
                    table="zsa_ballots_ballot",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(db_index=True, max_length=60, verbose_name="purpose")),
                (
                    "mode",
                    models.CharField(
                        choices=[("meeting", "In a session"), ("circulation", "By circulation")],
                        max_length=12,
                        verbose_name="mode",
                    ),
                ),
                ("decided_on", models.DateField(verbose_name="date of the decision")),
                (
                    "number",
                    models.CharField(max_length=60, verbose_name="number of the resolution"),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("approved", "Approved"), ("rejected", "Rejected")],
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "yes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="in favour"
                    ),
                ),
                (
                    "no",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="against"),
                ),
                (
                    "abstain",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="abstaining"
                    ),
                ),
                (
                    "present",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="present or answering"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="recorded"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="zsa_people.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="zsa_documents.version",
                        verbose_name="resolution paper",
                    ),
                ),
                (
                    "matters",
                    models.ManyToManyField(
                        related_name="decisions", to="zsa_workflow.matter", verbose_name="matters"
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
                (
                    "seats",
                    models.PositiveSmallIntegerField(
                        editable=False, null=True, verbose_name="voting seats of that day"
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        fields=["purpose", "-recorded_at"], name="zsa_ballots_purpose_599343_idx"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="e523c24eade68b3009e80f07dcb0453d56affb8b",
                    operation="DELETE",
                    pgid="pgtrigger_stays_17e00",
                    table="zsa_ballots_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="written_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="ba92c1bf7350d9fbdffd6f32abf3d88707c5456c",
                    operation="UPDATE",
                    pgid="pgtrigger_written_once_a577e",
                    table="zsa_ballots_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="is_not_truncated",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'ballots are kept';",
                    hash="a160528a1392f837912c9e01a2e3013e486dbc68",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_not_truncated_04f22",
                    table="zsa_ballots_decision",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Elector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name at opening")),
                ("recused", models.BooleanField(default=False, verbose_name="recused at closing")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="struck")),
                ("strike_reason", models.TextField(blank=True, verbose_name="why struck")),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="electors",
                        to="zsa_ballots.ballot",
                        verbose_name="ballot",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="zsa_people.organisation",
                        verbose_name="organisation represented",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="electors",
                        to="zsa_people.seat",
                        verbose_name="seat",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="struck by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person at opening",
                    ),
                ),
                (
                    "successor",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessor",
                        to="zsa_ballots.elector",
                        verbose_name="replaced by",
                    ),
                ),
                ("successor_reason", models.TextField(blank=True, verbose_name="why replaced")),
            ],
            options={
                "verbose_name": "elector",
                "verbose_name_plural": "electors",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("ballot", "seat"), name="one_elector_a_seat"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("struck_at__isnull", True),
                            models.Q(("strike_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_strike_has_a_reason",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="elector",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="a9248577ae8db1284d4f3a87ec425adf88bb385c",
                    operation="DELETE",
                    pgid="pgtrigger_stays_e7bbd",
                    table="zsa_ballots_elector",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="elector",
            trigger=pgtrigger.compiler.Trigger(
                name="is_not_truncated",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'ballots are kept';",
                    hash="261ec19cfc8d662f7d09083494ef47bd37c1df0b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_not_truncated_0628d",
                    table="zsa_ballots_elector",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="elector",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_at_opening",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ballot_id" IS DISTINCT FROM (NEW."ballot_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."seat_id" IS DISTINCT FROM (NEW."seat_id") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="1776470fe6a9b03050af18b2cde04c83460bd642",
                    operation="UPDATE",
                    pgid="pgtrigger_frozen_at_opening_c83ee",
                    table="zsa_ballots_elector",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="elector",
            trigger=pgtrigger.compiler.Trigger(
                name="stays_when_closed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (\n                SELECT 1 FROM zsa_ballots_ballot\n                WHERE id = NEW.ballot_id AND closed_at IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION 'ballot % is closed', NEW.ballot_id;\n            END IF;\n            RETURN NEW;\n        ",
                    hash="b9ea3e0245fcdac42b76721d64f870cf08fa96b6",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_stays_when_closed_416ac",
                    table="zsa_ballots_elector",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("approve", "In favour"),
                            ("disapprove", "Against"),
                            ("abstain", "Abstain"),
                        ],
                        max_length=12,
                        verbose_name="choice",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "cast_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="cast"
                    ),
                ),
                (
                    "replaced_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="replaced"),
                ),
                (
                    "cast_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="cast by",
                    ),
                ),
                (
                    "elector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="zsa_ballots.elector",
                        verbose_name="elector",
                    ),
                ),
                ("sheet", models.JSONField(blank=True, default=dict, verbose_name="score sheet")),
                (
                    "changes",
                    models.JSONField(blank=True, default=list, verbose_name="changes asked for"),
                ),
            ],
            options={
                "verbose_name": "vote",
                "verbose_name_plural": "votes cast",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)),
                        fields=("elector",),
                        name="one_live_vote",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("choice", "disapprove"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="against_has_a_reason",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vote",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="d8f5d929d14a32c7df02f09ba12d15e39b8fe8f4",
                    operation="DELETE",
                    pgid="pgtrigger_stays_78186",
                    table="zsa_ballots_vote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vote",
            trigger=pgtrigger.compiler.Trigger(
                name="is_not_truncated",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'ballots are kept';",
                    hash="a7120ba3c1f0d6a3167459be4c552e69e5669b7e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_is_not_truncated_d0a31",
                    table="zsa_ballots_vote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vote",
            trigger=pgtrigger.compiler.Trigger(
                name="replaced_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."replaced_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="598aa79bc6954778a490edd37c37eb1e306459e9",
                    operation="UPDATE",
                    pgid="pgtrigger_replaced_once_2d2a1",
                    table="zsa_ballots_vote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vote",
            trigger=pgtrigger.compiler.Trigger(
                name="cast_in_time",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT EXISTS (\n                SELECT 1 FROM zsa_ballots_elector e JOIN zsa_ballots_ballot b ON b.id = e.ballot_id\n                WHERE e.id = NEW.elector_id AND e.struck_at IS NULL AND e.successor_id IS NULL\n                  AND b.closed_at IS NULL\n                  AND NEW.cast_at >= b.opened_at AND NEW.cast_at < b.closes_at\n            ) THEN\n                RAISE EXCEPTION 'vote of elector % outside of its ballot', NEW.elector_id;\n            END IF;\n            RETURN NEW;\n        ",
                    hash="1b56360392a4e3f1a517b950df59406fa61217a6",
                    operation="INSERT",
                    pgid="pgtrigger_cast_in_time_3369c",
                    table="zsa_ballots_vote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="vote",
            trigger=pgtrigger.compiler.Trigger(
                name="cast_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."cast_at" IS DISTINCT FROM (NEW."cast_at") OR OLD."cast_by_id" IS DISTINCT FROM (NEW."cast_by_id") OR OLD."changes" IS DISTINCT FROM (NEW."changes") OR OLD."choice" IS DISTINCT FROM (NEW."choice") OR OLD."elector_id" IS DISTINCT FROM (NEW."elector_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."sheet" IS DISTINCT FROM (NEW."sheet"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="ab6e2737d27da156643923f29cba10395ea6a7db",
                    operation="UPDATE",
                    pgid="pgtrigger_cast_once_fb68f",
                    table="zsa_ballots_vote",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.CreateModel(
            name="VoteDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("approve", "In favour"),
                            ("disapprove", "Against"),
                            ("abstain", "Abstain"),
                        ],
                        max_length=12,
                        verbose_name="choice",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("sheet", models.JSONField(blank=True, default=dict, verbose_name="score sheet")),
                (
                    "changes",
                    models.JSONField(blank=True, default=list, verbose_name="changes asked for"),
                ),
                (
                    "saved_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="saved"
                    ),
                ),
                (
                    "elector",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="zsa_ballots.elector",
                        verbose_name="elector",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "draft of a vote",
                "verbose_name_plural": "drafts of votes",
                "constraints": [
                    models.UniqueConstraint(fields=("elector", "user"), name="one_draft_of_a_voter")
                ],
            },
        ),
    ]
