"""The table of levels: its rows as issued, what it proposes, and papers that have their level from it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation

from zsa_portal.documents import levels
from zsa_portal.documents.inputs import PaperForm
from zsa_portal.documents.levels import Choice, Entry, Proposal
from zsa_portal.documents.models import Document
from zsa_portal.documents.tables import LevelTable
from zsa_portal.documents.templatetags.levels import level_badge
from zsa_portal.people.departments.models import DepartmentCode
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import RuleUnmet

pytestmark = pytest.mark.django_db

PUBLIC, RESTRICTED, CONFIDENTIAL = "public", "restricted", "confidential"
COUNTS = {
    "secretary_general_office": (0, 1, 4),
    "standards": (3, 8, 1),
    "tc_service": (4, 4, 3),
    "one_mark": (1, 3, 1),
    "member_service": (2, 5, 3),
    "market_service": (5, 4, 1),
    "enterprise_service": (0, 1, 1),
    "government_service": (1, 1, 1),
    "finance": (5, 1, 1),
    "quality": (4, 4, 0),
    "general_management": (3, 5, 1),
    "innovation": (1, 1, 1),
}
"""How many kinds the table names as 公开, 秘密, 机密 for each department; a choice is left out."""


@pytest.mark.rule("A18a")
def test_the_table_as_issued_has_all_rows_of_twelve_departments():
    table = levels.issued()
    found = {
        str(code): tuple(
            sum(one.levels == (level,) for one in table.of(code))
            for level in (PUBLIC, RESTRICTED, CONFIDENTIAL)
        )
        for code in DepartmentCode
    }
    assert found == COUNTS
    assert table.valid_from == dt.date(2024, 3, 29)
    for one in table.entries:
        assert levels.proposed(one.department, one.key) == Proposal(one.levels, listed=True)


@pytest.mark.rule("A18a")
@pytest.mark.parametrize("department", list(DepartmentCode))
def test_weekly_reports_are_restricted_everywhere(department):
    assert levels.proposed(department, "weekly_report").levels == (RESTRICTED,)


@pytest.mark.rule("A18a")
@pytest.mark.parametrize(
    ("department", "entry", "allowed"),
    [
        ("enterprise_service", "", (CONFIDENTIAL,)),
        ("government_service", "document_formats", (PUBLIC,)),
        ("government_service", "anything", (CONFIDENTIAL,)),
        ("finance", "payment_code", (PUBLIC,)),
        ("finance", "anything", (CONFIDENTIAL,)),
        ("standards", "standards_week", (RESTRICTED, CONFIDENTIAL)),
        ("quality", "anything", (RESTRICTED,)),
        ("tc_service", "panel_expert_lists", (CONFIDENTIAL,)),
        ("tc_service", "founding_announcements", (PUBLIC,)),
        ("", "weekly_report", (CONFIDENTIAL,)),
        (None, "", (CONFIDENTIAL,)),
        ("kitchen", "", (CONFIDENTIAL,)),
    ],
)
def test_the_table_proposes_by_department_and_kind(department, entry, allowed):
    found = levels.proposed(department, entry)
    assert (found.levels, found.default) == (allowed, allowed[-1])


@pytest.mark.rule("A18a")
@pytest.mark.parametrize(
    ("entry", "level", "reason", "refused"),
    [
        ("panel_expert_lists", RESTRICTED, "", True),
        ("panel_expert_lists", RESTRICTED, "  ", True),
        ("panel_expert_lists", RESTRICTED, "名单已公开。", False),
        ("panel_expert_lists", CONFIDENTIAL, "", False),
        ("panel_expert_lists", "", "", False),
        ("founding_announcements", CONFIDENTIAL, "", False),
        ("unlisted", RESTRICTED, "", True),
    ],
)
def test_lower_than_the_table_says_why(entry, level, reason, refused):
    choice = Choice("tc_service", entry, level, reason)
    if refused:
        with pytest.raises(RuleUnmet, match="say why this is lower"):
            levels.lower_has_a_reason.require(choice)
    else:
        levels.lower_has_a_reason.require(choice)


@pytest.mark.rule("A18a")
def test_either_of_two_levels_is_chosen_without_a_reason():
    for level in (RESTRICTED, CONFIDENTIAL):
        levels.lower_has_a_reason.require(Choice("standards", "standards_week", level))
    with pytest.raises(RuleUnmet):
        levels.lower_has_a_reason.require(Choice("standards", "standards_week", PUBLIC))


@pytest.fixture
def lower_rosters(example_matter):
    """A version in force from 1 May 2026 in which rosters are 秘密."""
    rows = [one.as_row() for one in levels.issued().entries if one.key != "subcommittee_rosters"]
    rows.append(Entry("tc_service", "subcommittee_rosters", "委员名单", (RESTRICTED,)).as_row())
    staff = example_matter.people["staff"]
    return LevelTable.objects.create(
        number=2, valid_from=dt.date(2026, 5, 1), rows=rows, drafted_by=staff, confirmed_by=staff
    )


@pytest.mark.rule("A18b")
def test_a_classified_kind_has_the_level_of_the_version_in_force(lower_rosters):
    levels.CLASSIFIED.pop("test.roster", None)
    levels.classify({"test.roster": "tc_service.subcommittee_rosters"})
    last = clock.start_of(dt.date(2026, 5, 1)) - dt.timedelta(seconds=1)
    try:
        with clock.moved_to(last):
            assert levels.level_of("test.roster", PUBLIC) == CONFIDENTIAL
        with clock.moved_to(clock.start_of(dt.date(2026, 5, 1))):
            assert levels.level_of("test.roster", PUBLIC) == RESTRICTED
        assert levels.level_of("test.other", PUBLIC) == PUBLIC
    finally:
        del levels.CLASSIFIED["test.roster"]


@pytest.mark.parametrize("entry", ["tc_service.nothing", "kitchen.menu", "tc_service", ""])
def test_a_kind_is_classified_by_an_entry_that_there_is(entry):
    with pytest.raises(ImproperlyConfigured, match="no entry"):
        levels.classify({"test.wrong": entry})


def test_a_version_once_confirmed_stays(lower_rosters):
    from django.db import DatabaseError

    with pytest.raises(DatabaseError):
        LevelTable.objects.update(number=3)


@pytest.mark.parametrize(
    ("level", "said"), [("public", "公开"), ("restricted", "工作秘密"), ("confidential", "机密")]
)
def test_a_badge_is_not_to_be_read_as_a_state_secret(level, said):
    with translation.override("zh-hans"):
        assert f">{said}<" in level_badge(Document(level=level))


def test_a_level_to_choose_is_not_to_be_read_as_one_of_state_secrets():
    with translation.override("zh-hans"):
        form = PaperForm(many=False, grades=True, level="restricted")
        assert [str(label) for _level, label in form.fields["level"].choices] == [
            "公开",
            "工作秘密",
            "机密",
        ]
