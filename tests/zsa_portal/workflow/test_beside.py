"""What steps and engagements name beside their forms exists, and is there where papers are judged."""

from __future__ import annotations

import pytest

from zsa_portal.engagements.kinds import KINDS
from zsa_portal.workflow.beside import SOURCES
from zsa_portal.workflow.machine import MACHINES, meaning_of, steps_of
from zsa_portal.workflow.tabs import TABS

NAMED = {
    f"{kind}.{one.name}": (kind, meaning_of(one).beside)
    for kind, machine in MACHINES.items()
    for one in steps_of(machine)
    if meaning_of(one).beside
}


def test_every_tab_named_beside_a_form_is_one_of_its_matter():
    """A list of names is shared by procedures that lack some of its tabs, never all of them."""
    keys = {name.partition(".")[2] for name in TABS}
    for step, (kind, named) in NAMED.items():
        sources = [name.partition(":") for name in named]
        assert {source for source, _colon, _key in sources} <= set(SOURCES), step
        tabs = [key for source, _colon, key in sources if source in ("tab", "later")]
        assert set(tabs) <= keys, step
        assert any(f"{kind}.{key}" in TABS for key in tabs), step
    for key, engagement in KINDS.items():
        assert {name.partition(":")[0] for name in engagement.beside} <= set(SOURCES), key


@pytest.mark.parametrize(
    ("step", "named"),
    [
        ("filing.approve_list", ("lowered_levels", "later:list", "later:checks")),
        ("filing.sign_as_vice_chair", ("later:list",)),
        ("filing.take_in", ("later:list", "later:checks")),
        ("loan.approve_as_head", ("later:overview",)),
        ("loan.extend_as_custodian", ("later:overview",)),
        ("appraisal.sign_as_supervisor", ("later:records", "papers")),
        ("inspection.release_report", ("later:findings",)),
        ("intake.take_in", ("later:intake", "later:checks")),
        ("level_table.confirm_version", ("later:levels",)),
        (
            "recheck.conclude_review",
            ("later:review", "later:changes", "later:overview", "papers"),
        ),
        ("mark.authorise_mark", ("later:overview", "papers")),
        ("partner.delist_partner", ("later:overview", "papers")),
        ("complaint.close", ("later:complaint", "later:coordination", "papers")),
    ],
)
def test_who_decides_on_papers_has_them_beside_the_form(step, named):
    assert NAMED[step][1] == named
