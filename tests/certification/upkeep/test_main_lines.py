"""Each procedure goes its whole way by its steps; its papers are issued; its conclusion takes effect."""

from __future__ import annotations

import pytest

from certification.upkeep.states import U
from zsa_portal.catalogue.models import Edition
from zsa_portal.documents.models import IssuedForm
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import LogEntry


@pytest.mark.parametrize("kind", ["recheck", "reexamination"])
def test_a_standard_that_holds_continues(kept_at, edition, kind):
    matter = kept_at(kind, U.DONE)
    assert matter.conclusion == "continue"
    assert Edition.objects.get(pk=edition.pk).status == Edition.Status.CURRENT
    kinds = set(IssuedForm.objects.filter(matters=matter.pk).values_list("kind", flat=True))
    assert {
        f"certification.{kind}_notice",
        "certification.upkeep_report",
        "certification.conclusion_letter",
        "certification.conclusion_announcement",
    } <= kinds
    assert matter.conclusion_letter.kind == "certification.conclusion_letter"
    moves = LogEntry.objects.filter(matter=matter.pk).exclude(step="begin")
    assert all(move.rules for move in moves.filter(to_state__in=[U.REVIEWERS, U.DONE]))


@pytest.mark.parametrize("kind", ["recheck", "reexamination"])
def test_a_standard_that_no_longer_holds_is_revoked_and_stays_readable(kept_at, edition, kind):
    matter = kept_at(kind, U.DONE, conclusion="revoke", grounds="技术已被替代。")
    fresh = Edition.objects.get(pk=edition.pk)
    assert fresh.status == Edition.Status.REVOKED
    assert fresh.status_reason == "技术已被替代。"
    assert fresh.status_since is not None
    assert matter.edition_id == fresh.pk


@pytest.mark.rule("R22")
def test_a_conclusion_that_asks_for_it_opens_a_revision(kept_at, edition):
    kept_at("recheck", U.DONE, conclusion="revise", grounds="指标落后。")
    revision = MACHINES["revision"].objects.get(standard=edition.standard)
    assert (revision.state, revision.ground) == (U.MATERIAL, "conclusion")
    assert "指标落后。" in revision.reason_opened


def test_a_revised_standard_replaces_the_edition_before_it(kept_at, edition):
    revision = kept_at("revision", U.DONE)
    made = revision.new_edition
    assert made.number == "T/ZSA 1-2026"
    assert made.source_number == "T/EX 12-2027"
    assert made.replaces_id == edition.pk
    assert Edition.objects.get(pk=edition.pk).status == Edition.Status.REPLACED
    table = IssuedForm.objects.get(matters=revision.pk, kind="certification.revision_comparison")
    first = table.data["rows"][0]
    assert [one["text"] for one in first["old"] if one["marked"]] == ["-10", "50"]
    assert [one["text"] for one in first["new"] if one["marked"]] == ["-20", "60"]
