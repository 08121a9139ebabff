"""Names by the numbering rule, and PDFs without their originals, before the list is handed over."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.filing.collecting.actions.rows import item_edit, items_explain, items_name
from archive.filing.collecting.actions.taking import papers_take
from archive.filing.collecting.naming import INSIDE, NUMBERING, Numbering, numbering_for
from archive.filing.states import F
from archive.records import Item
from tests.archive.filing.collecting.conftest import NOW
from tests.archive.filing.collecting.matters import form_of, matter_of, paper_of
from tests.examples import examples
from tests.zsa_portal.documents.making import pdf_bytes
from zsa_portal.documents.contents import safe_name
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, StepsUnmet

RULE = Numbering("ZSA-{department}-{year}-{number} {name}", "tc_service", 2026)
PDF = pdf_bytes()


def setting(key, value):
    Setting.objects.create(key=key.key, value=value, valid_from=NOW, reason="test")


def refusal(filing, cast):
    """What the submission of the list misses, by rule."""
    with pytest.raises(StepsUnmet) as unmet:
        perform(filing.submit_list, by=cast.archivist)
    return {one.rule: " ".join(one.missing) for one in unmet.value.unmet}


@pytest.mark.rule("A08c")
def test_a_name_without_its_number_holds_the_list(filing, cast, send):
    row = send().item
    assert "说明.txt" in refusal(filing, cast)["A08c"]
    assert items_name(filing=filing, keys=[row.pk], by=cast.archivist) == 1
    assert Item.objects.get().name == "ZSA-TCSERVICE-2026-001 说明.txt"
    assert perform(filing.submit_list, by=cast.archivist).state == F.CHECK


def test_a_name_stays_with_a_reason(filing, cast, send):
    row = send().item
    values = {"name": row.name, "name_reason": "沿用来文名称"}
    item_edit(filing=filing, item=row, values=values, by=cast.archivist)
    assert perform(filing.submit_list, by=cast.archivist).state == F.CHECK


@pytest.mark.rule("A08c")
def test_a_department_outside_the_system_follows_its_own_rule_or_none(filing, cast, send):
    send()
    setting(INSIDE, [])
    assert numbering_for(cast.department, 2026) is None
    setting(NUMBERING, {"tc_service": "{number}_{name}"})
    assert "说明.txt" in refusal(filing, cast)["A08c"]
    row = Item.objects.get()
    items_name(filing=filing, keys=[row.pk], by=cast.archivist)
    assert Item.objects.get().name == "001_说明.txt"
    assert perform(filing.submit_list, by=cast.archivist).state == F.CHECK


def test_files_of_one_stem_share_their_number(filing, cast, send):
    keys = [send("a.pdf", PDF).item.pk, send("a.txt").item.pk, send("b.txt", b"b").item.pk]
    items_name(filing=filing, keys=keys, by=cast.archivist)
    assert sorted(Item.objects.values_list("name", flat=True)) == [
        "ZSA-TCSERVICE-2026-001 a.pdf",
        "ZSA-TCSERVICE-2026-001 a.txt",
        "ZSA-TCSERVICE-2026-002 b.txt",
    ]
    later = send("c.txt", b"c").item
    items_name(filing=filing, keys=[later.pk], by=cast.archivist)
    assert Item.objects.get(pk=later.pk).name == "ZSA-TCSERVICE-2026-003 c.txt"


@settings(max_examples=examples(50), deadline=None)
@given(
    name=st.text(
        st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40
    )
)
def test_what_is_proposed_follows_the_rule(name):
    kept = safe_name(f"{name}.txt")
    made = RULE.proposed(kept, 7)
    assert RULE.follows(made)
    assert (RULE.number_of(made), RULE.bare(made)) == (7, kept)


def test_names_of_others_and_of_other_years_do_not_follow():
    assert not RULE.follows("ZSA-MEMBERSERVICE-2026-001 a.txt")
    assert not RULE.follows("ZSA-TCSERVICE-26-001 a.txt")
    assert not RULE.follows("ZSA-TCSERVICE-2026-001 ")
    assert RULE.number_of("ZSA-TCSERVICE-2025-009 a.txt") == 0
    assert Numbering("{name} {name} {x}", "a", 2026).bare("b") == "b"


@pytest.mark.rule("A08d")
def test_a_lone_pdf_says_why(filing, cast, send, any_name):
    row = send("报告.pdf", PDF).item
    assert "报告.pdf" in refusal(filing, cast)["A08d"]
    with pytest.raises(BadValue, match="Say why"):
        items_explain(filing=filing, keys=[row.pk], reason=" ", by=cast.archivist)
    items_explain(filing=filing, keys=[row.pk], reason="外来文件，只有扫描件", by=cast.archivist)
    assert perform(filing.submit_list, by=cast.archivist).state == F.CHECK


@pytest.mark.rule("A08d")
def test_a_pdf_beside_its_original_is_no_lone_one(filing, cast, send, any_name):
    send("报告.pdf", PDF)
    send("报告.txt", path="别处/报告.txt")
    assert "A08d" in refusal(filing, cast)
    send("报告.txt", b"original")
    assert perform(filing.submit_list, by=cast.archivist).state == F.CHECK


def test_issued_forms_and_sealed_scans_are_necessary(filing, cast):
    project = matter_of(cast.department, "甲项目")
    form = form_of([project], cast.clerk)
    paper_of(None, cast.clerk, name="盖章.pdf", scan_of=form)
    papers_take(filing=filing, keys=[f"f{form.pk}", f"d{form.scans.get().pk}"], by=cast.archivist)
    filing.items.update(level_reason="日常文件")
    assert perform(filing.submit_list, by=cast.archivist).state == F.CHECK


@pytest.mark.rule("A14b")
def test_a_row_without_a_level_holds_the_list(filing, cast, send, any_name):
    row = send().item
    type(row.document).objects.filter(pk=row.document_id).update(level="")
    assert "说明.txt" in refusal(filing, cast)["A14b"]
    type(row.document).objects.filter(pk=row.document_id).update(level="confidential")
    assert perform(filing.submit_list, by=cast.archivist).state == F.CHECK
