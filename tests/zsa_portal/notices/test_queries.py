"""Lists in the document's order, counts, and who sees how much."""

import pytest

from tests.zsa_portal.notices.making import COMMENTS, OBJECTIONS, put_on_notice, say
from zsa_portal.notices import queries
from zsa_portal.notices.actions import opinion_answer, opinion_moderate
from zsa_portal.notices.rules import Sight, sight
from zsa_portal.notices.sharing import chapter_of

pytestmark = pytest.mark.django_db


def test_comments_stand_in_the_order_of_clauses(consulted):
    for clause in ("A.1", "5.10", "", "5.9", "前言", "5.9"):
        say(consulted, f"On {clause}", clause=clause)
    rows = queries.comment_table(consulted.matter)
    assert [(row.clause, row.number) for row in rows] == [
        ("", 3),
        ("前言", 5),
        ("5.9", 4),
        ("5.9", 6),
        ("5.10", 2),
        ("A.1", 1),
    ]


def test_the_next_unanswered_follows_the_clauses_and_begins_anew_at_the_end(consulted):
    last, first = say(consulted, clause="9"), say(consulted, clause="1")
    middle = say(consulted, clause="5.10")
    matter = consulted.matter
    assert queries.next_unanswered(matter, COMMENTS, None) == first
    assert queries.next_unanswered(matter, COMMENTS, first) == middle
    assert queries.next_unanswered(matter, COMMENTS, last) == first
    for opinion in (first, middle, last):
        opinion_answer(opinion=opinion, by=consulted.people["drafter"], disposition="accepted")
    assert queries.next_unanswered(matter, COMMENTS, last) is None


def test_the_next_unanswered_is_of_ones_own_chapters_while_there_is_one(consulted):
    other, own = say(consulted, clause="5.2"), say(consulted, clause="7.1")
    matter = consulted.matter
    mine = [chapter_of(own.clause_key)]
    assert queries.next_unanswered(matter, COMMENTS, None, mine) == own
    assert queries.next_unanswered(matter, COMMENTS, own, mine) == own
    opinion_answer(opinion=own, by=consulted.people["drafter"], disposition="accepted")
    assert queries.next_unanswered(matter, COMMENTS, own, mine) == other


def test_counts_of_both_kinds_in_one_query(make_noticed, django_assert_num_queries):
    matter = make_noticed()
    item = put_on_notice(matter).items.select_related("notice", "matter").get()
    staff = matter.people["staff"]
    first, second, _third = say(item), say(item), say(item)
    opinion_moderate(opinion=first, by=staff, moderation="published")
    opinion_moderate(opinion=second, by=staff, moderation="hidden", reason="Spam.")
    opinion_answer(opinion=first, by=staff, disposition="accepted")
    with django_assert_num_queries(1):
        counts = queries.counts(matter, OBJECTIONS.code)
    assert counts == queries.Counts(3, 1, 3, 1, 1, 1)
    assert counts.unanswered == 2


def test_opinions_of_another_matter_on_the_same_notice_are_not_counted(make_noticed):
    matters = [make_noticed(), make_noticed()]
    items = put_on_notice(matters).items.select_related("notice", "matter").order_by("position")
    say(items[0])
    assert queries.unresolved(matters[0], OBJECTIONS.code).count() == 1
    assert queries.unresolved(matters[1], OBJECTIONS.code).count() == 0


@pytest.mark.parametrize(
    ("who", "objections", "comments"),
    [
        ("staff", Sight.STAFF, Sight.STAFF),
        ("secretary", Sight.ANSWERING, Sight.PARTY),
        ("member", Sight.PARTY, Sight.PARTY),
        ("drafter", Sight.PARTY, Sight.ANSWERING),
        ("applicant", Sight.PARTY, Sight.PARTY),
        ("outsider", Sight.PUBLIC, Sight.PUBLIC),
        ("council_secretary", Sight.PUBLIC, Sight.PUBLIC),
    ],
)
def test_how_much_each_sees(noticed, who, objections, comments):
    user = noticed.people[who]
    assert sight(noticed.matter, user, OBJECTIONS) == objections
    assert sight(noticed.matter, user, COMMENTS) == comments


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("staff", {"pending", "published", "hidden"}),
        ("secretary", {"pending", "published", "hidden"}),
        ("member", {"pending", "published"}),
        ("applicant", {"pending", "published"}),
        ("outsider", {"published"}),
    ],
)
def test_which_opinions_each_sees(noticed, who, seen):
    staff = noticed.people["staff"]
    say(noticed)
    opinion_moderate(opinion=say(noticed), by=staff, moderation="published")
    opinion_moderate(opinion=say(noticed), by=staff, moderation="hidden", reason="Spam.")
    rows, _sights = queries.visible_opinions(noticed.matter, noticed.people[who], [OBJECTIONS.code])
    assert {row.moderation for row in rows} == seen


def test_one_s_own_opinion_is_always_seen(noticed):
    outsider = noticed.people["outsider"]
    opinion = say(noticed, by=outsider)
    rows, _sights = queries.visible_opinions(noticed.matter, outsider, [OBJECTIONS.code])
    assert list(rows) == [opinion]
