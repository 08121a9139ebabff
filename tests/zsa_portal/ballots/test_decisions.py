"""The officer records what the body decided; what contradicts itself is refused."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from tests.procedure import roles
from tests.zsa_portal.ballots.conftest import MORNING
from zsa_portal.ballots.actions import deciding, decision_record
from zsa_portal.ballots.decisions import (
    APPROVED,
    COUNCIL,
    DECISIONS,
    REJECTED,
    Decider,
    DecisionKind,
)
from zsa_portal.ballots.kinds import ABSTENTION_IS_VALID, COUNCIL_MAJORITY, COUNCIL_QUORUM
from zsa_portal.ballots.majorities import Figures, ShareOfSeats, Sitting
from zsa_portal.ballots.queries import decided
from zsa_portal.ballots.resolutions import Decision
from zsa_portal.documents.models import Document
from zsa_portal.documents.queries import kind_title
from zsa_portal.people.models import Body, Party, Seat
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.models import LogEntry, Recusal
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.refusals import BadValue, Changed

PLAN = DecisionKind("test.plan", "立项", COUNCIL)
AGREEMENT = DecisionKind(
    "test.agreement",
    "协调",
    Decider(
        lambda _matter: Body.objects.exclude(kind=Body.Kind.COUNCIL).get(),
        not_approved="The committee has not agreed.",
        not_refused="The committee has not refused.",
    ),
)
UNANIMOUS = DecisionKind(
    "test.unanimous", "一致", dc.replace(AGREEMENT.decider, majority=ShareOfSeats(lambda: (1, 1)))
)
TEXT = "决议：同意立项。".encode()


@pytest.fixture
def own_kinds():
    """Kinds that a test declares are gone after it."""
    before = set(DECISIONS)
    yield
    for key in set(DECISIONS) - before:
        del DECISIONS[key]


@pytest.fixture
def council(make_committee):
    return make_committee(9, kind="council", name="Council")


@pytest.fixture
def matter(make_matter):
    return make_matter("deciding")


@pytest.fixture
def record(council, matter):
    """Record an approval of ``matter`` with what is given instead."""

    def make(**fields):
        given = {
            "kind": PLAN,
            "matters": [matter],
            "mode": "meeting",
            "decided_on": MORNING.date(),
            "number": "2026-1",
            "outcome": "approved",
            "by": matter.people["council_secretary"],
            "present": 9,
            "yes": 9,
            "no": 0,
        }
        return decision_record(**given | fields)

    return make


def test_a_decision_is_kept_for_every_matter_and_logged(record, matter, make_matter):
    other = make_matter("deciding")
    decision = record(matters=[other, matter], yes=7, no=1, abstain=1, present=9, note=" Well. ")
    assert sorted(decision.matters.values_list("pk", flat=True)) == sorted([matter.pk, other.pk])
    assert (decision.yes, decision.note, decision.recorded_at) == (7, "Well.", MORNING)
    for one in (matter, other):
        assert decided(one, PLAN.key) == decision
        entry = LogEntry.objects.filter(matter=one).first()
        assert (entry.step, entry.values) == (
            "decision_record",
            {
                "decision": f"zsa_ballots.decision:{decision.pk}",
                "purpose": "test.plan",
                "outcome": "approved",
            },
        )
    assert decided(matter, AGREEMENT.key) is None


def test_a_decision_without_figures_needs_its_resolution(record):
    paper = SimpleUploadedFile("resolution.txt", TEXT, "text/plain")
    decision = record(yes=None, no=None, paper=paper)
    assert (decision.yes, decision.document is None) == (None, False)


def test_the_latest_record_holds(record, matter):
    record(outcome="rejected", yes=4, no=5)
    second = record(number="2026-2")
    assert decided(matter, PLAN.key) == second


def test_a_decision_of_an_earlier_round_does_not_count(record, matter):
    decision = record()
    with clock.moved_to(MORNING + dt.timedelta(days=1)):
        matter.refresh_from_db(fields=["title"])
        moved = perform(matter.end, by=matter.people["staff"], reason="Not now.")
    assert decided(moved, PLAN.key) is None
    assert decision.matters.count() == 1


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        (
            {"decided_on": dt.date(2026, 3, 3)},
            "decided_on",
            "The decision cannot lie in the future.",
        ),
        (
            {"mode": "telepathy"},
            "mode",
            "Say whether it was decided in a session or by circulation.",
        ),
        ({"outcome": "perhaps"}, "outcome", "Say whether it was approved or rejected."),
        ({"number": "  "}, "number", "Give the number of the resolution."),
        ({"matters": []}, "matters", "Name what was decided on."),
        ({"yes": -1, "no": 0}, "yes", "A number of people is not negative."),
        ({"present": -1}, "present", "A number of people is not negative."),
        (
            {"yes": 40000, "no": 0},
            "present",
            "40000 votes are more than the 9 present or answering.",
        ),
        ({"present": None}, "present", "Say how many were present or answered."),
        (
            {"present": 500, "yes": 500},
            "present",
            (
                "500 present or answering are more than the 9 who sit on Council with a vote on "
                "2026-03-02."
            ),
        ),
        (
            {"present": 1, "yes": 1},
            "present",
            "1 of 9 members are no quorum: more than 1/2 of Council have to be present or answer.",
        ),
        ({"number": "9" * 61}, "number", "At most 60 characters; you wrote 61."),
        ({"no": None}, "no", "Give the votes in favour and against, or no votes at all."),
        ({"yes": None}, "yes", "Give the votes in favour and against, or no votes at all."),
        (
            {"yes": None, "no": None, "abstain": 1},
            "yes",
            "Give the votes in favour and against, or no votes at all.",
        ),
        ({"yes": None, "no": None}, "yes", "Give the votes, or attach the resolution."),
        (
            {"yes": 6, "no": 2, "abstain": 2, "present": 9},
            "present",
            "10 votes are more than the 9 present or answering.",
        ),
        (
            {"yes": 4, "no": 4},
            "yes",
            "4 of 8 votes are not more than 1/2: this is no approval.",
        ),
        (
            {"yes": 0, "no": 0, "abstain": 9},
            "yes",
            "0 of 9 votes are not more than 1/2: this is no approval.",
        ),
        (
            {"yes": 5, "no": 4, "outcome": "rejected"},
            "yes",
            "5 of 9 votes are more than 1/2: this is no refusal.",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_not_kept(record, fields, field, sentence):
    with pytest.raises(BadValue) as refused:
        record(**fields)
    assert (refused.value.field, str(refused.value)) == (field, sentence)
    assert Decision.objects.count() == 0


def test_those_present_are_kept_out_of_the_seats_of_that_day(record, council):
    Seat.objects.filter(body=council, pk=council.seats.last().pk).update(ends=dt.date(2026, 3, 1))
    with pytest.raises(BadValue) as refused:
        record()
    assert str(refused.value) == (
        "9 present or answering are more than the 8 who sit on Council with a vote on 2026-03-02."
    )
    decision = record(present=5, yes=5)
    assert (decision.present, decision.seats) == (5, 8)


def test_the_councils_quorum_is_a_setting(record):
    with pytest.raises(BadValue):
        record(present=4, yes=4)
    Setting.objects.create(key=COUNCIL_QUORUM.key, value=[1, 3], reason="So.", valid_from=MORNING)
    with pytest.raises(BadValue):
        record(present=3, yes=3)
    assert record(present=4, yes=4).present == 4


def test_a_body_that_does_not_exist_that_day_or_has_no_votes_decides_nothing(record, council):
    council.dissolved = MORNING.date()
    council.save()
    with pytest.raises(BadValue) as refused:
        record()
    assert str(refused.value) == "The body that decides does not exist today."
    agreed = {"kind": AGREEMENT, "present": 1, "yes": 1}
    Body.objects.filter(pk=council.pk).update(kind=Body.Kind.PANEL)
    with pytest.raises(BadValue) as refused:
        record(**agreed)
    assert str(refused.value) == "Council does not exist on 2026-03-02."
    Body.objects.filter(pk=council.pk).update(dissolved=None)
    Seat.objects.filter(body=council).update(votes=False)
    with pytest.raises(BadValue) as refused:
        record(**agreed)
    assert str(refused.value) == "Nobody sits on Council with a vote on 2026-03-02."


def test_an_abstention_counts_against_a_decision_unless_set_otherwise(record):
    close_call = {"present": 9, "yes": 4, "no": 3, "abstain": 2}
    with pytest.raises(BadValue):
        record(**close_call)
    Setting.objects.create(
        key=ABSTENTION_IS_VALID.key, value=False, reason="So.", valid_from=MORNING
    )
    assert record(**close_call).abstain == 2


def test_a_share_of_all_who_sit_is_counted_without_the_recused(matter, make_committee, record):
    committee = make_committee(7)
    together = {"kind": UNANIMOUS, "present": 7}
    for votes in ({"yes": 6, "no": 0, "abstain": 1}, {"yes": 6, "no": 1}):
        with pytest.raises(BadValue) as refused:
            record(**together | votes)
        assert (refused.value.field, str(refused.value)) == (
            "yes",
            "6 of 7 members are in favour, at least 7 have to be: this is no agreement.",
        )
    paper = SimpleUploadedFile("resolution.txt", TEXT, "text/plain")
    with pytest.raises(BadValue) as refused:
        record(**together | {"yes": None, "no": None, "paper": paper})
    assert str(refused.value) == "Give the votes: at least 7 of 7 members agree."
    with pytest.raises(BadValue) as refused:
        record(**together | {"yes": 7, "outcome": "rejected"})
    assert str(refused.value) == "7 of 7 members are in favour: this is no refusal."
    recused = committee.seats.last().user
    Recusal.objects.create(matter=matter, user=recused, reason="Own draft.", declared_by=recused)
    assert record(**together | {"present": 6, "yes": 6}).seats == 7


def test_nothing_is_decided_before_it_came_before_the_body(record, matter):
    with pytest.raises(BadValue) as refused:
        record(decided_on=dt.date(2026, 3, 1))
    assert str(refused.value) == (
        f"“{matter.title}” is ready for the decision since 2026-03-02, not earlier."
    )


def test_half_is_no_majority_one_more_is(record):
    assert record(yes=5, no=4).outcome == "approved"


def test_the_councils_majority_is_a_setting(record):
    Setting.objects.create(key=COUNCIL_MAJORITY.key, value=[2, 3], reason="So.", valid_from=MORNING)
    with pytest.raises(BadValue):
        record(yes=6, no=3)
    assert record(yes=7, no=2).yes == 7


def test_a_committee_decides_by_simple_majority(record, make_committee):
    Setting.objects.create(key=COUNCIL_MAJORITY.key, value=[2, 3], reason="So.", valid_from=MORNING)
    committee = make_committee(7)
    decision = record(kind=AGREEMENT, present=7, yes=4, no=3)
    assert (decision.body, decision.yes) == (committee, 4)


def test_the_resolution_paper_is_kept_with_every_matter(record, matter, make_matter):
    other = make_matter("deciding")
    upload = SimpleUploadedFile("resolution.txt", TEXT, "text/plain")
    decision = record(matters=[matter, other], paper=upload)
    assert decision.document.document.matter_id == matter.pk
    assert sorted(Document.objects.values_list("matter", "kind", "title", "level")) == [
        (matter.pk, "ballots.resolution", "决议2026-1", "restricted"),
        (other.pk, "ballots.resolution", "决议2026-1", "restricted"),
    ]


def test_a_number_in_words_names_its_paper_by_itself(record):
    upload = SimpleUploadedFile("resolution.txt", TEXT, "text/plain")
    decision = record(paper=upload, number="理事会决议第11号")
    assert decision.document.document.title == "理事会决议第11号"


def test_a_disguised_paper_is_refused_and_nothing_kept(record):
    upload = SimpleUploadedFile("resolution.pdf", b"MZ\x90\x00", "application/pdf")
    with pytest.raises(BadValue) as refused:
        record(paper=upload)
    assert refused.value.field == "paper"
    assert (Decision.objects.count(), Document.objects.count()) == (0, 0)


def test_a_record_is_never_rewritten(record):
    decision = record()
    for write in (lambda: Decision.objects.update(outcome="rejected"), decision.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()


def test_the_council_and_the_owner_read_the_resolution_the_applicant_does_not(
    record, matter, council
):
    matter.involve(roles.COUNCIL, Party.of(council))
    record(paper=SimpleUploadedFile("resolution.txt", TEXT, "text/plain"))

    def reads(user):
        return Document.objects.readable_by(user).exists()

    assert reads(council.seats.first().user)
    assert reads(matter.people["staff"])
    assert not reads(matter.people["applicant"])
    assert str(kind_title("ballots.resolution")) == "Resolution"


def test_a_kind_asks_whether_its_body_approved_or_refused(record, matter):
    approved, refused = PLAN.approved("F06a", "It approved."), PLAN.refused("It refused.")
    assert (approved.id, approved.__doc__, approved.article) == ("F06a", "It approved.", "F06a")
    assert (refused.id, refused.__doc__, refused.article) == (
        "test.plan.rejected",
        "It refused.",
        "",
    )
    lacking = (
        ["The council's approval is not recorded."],
        ["No refusal by the council is recorded."],
    )
    assert (approved.missing(matter), refused.missing(matter)) == lacking
    record()
    assert (approved.missing(matter), refused.missing(matter)) == ([], lacking[1])
    record(outcome=REJECTED, yes=1, no=8)
    assert (approved.missing(matter), refused.missing(matter)) == (lacking[0], [])


def test_what_a_kind_asks_of_a_sitting_is_its_article_or_has_its_own_name(own_kinds, council):
    ours = DecisionKind("test.seats", "席位", COUNCIL)
    lawful = DecisionKind("test.lawful", "依据", COUNCIL, "F06a")
    assert (DECISIONS["test.seats"], DECISIONS["test.lawful"]) == (ours, lawful)
    for kind, article in ((ours, ""), (lawful, "F06a")):
        for condition, name in ((kind.is_seated, "seated"), (kind.is_carried, "carried")):
            own = f"{kind.key}.{name}"
            assert (condition.article, condition.id) == (article, article or own)
            assert (condition.__name__, condition.__qualname__) == (own, own)
    figures = Figures(seats=9, entitled=9, present=4, yes=1, no=3)
    sitting = Sitting(council, MORNING.date(), figures, APPROVED)
    for kind in (ours, lawful):
        assert kind.is_seated.missing(sitting) == [
            "4 of 9 members are no quorum: more than 1/2 of Council have to be present or answer."
        ]
        assert kind.is_carried.missing(sitting) == [
            "1 of 4 votes are not more than 1/2: this is no approval."
        ]
        assert kind.is_carried.missing(dc.replace(sitting, outcome=REJECTED)) == []


def test_the_resolution_is_counted_by_who_asks_for_an_approval():
    assert PLAN.approved("F06a", "It approved.").counts == ("ballots.resolution",)
    assert PLAN.refused("It refused.").counts == ()


def test_where_no_quorum_is_laid_down_one_is_enough_and_nobody_too_few(council):
    def lack(present):
        return list(AGREEMENT.is_seated.missing(sitting(present)))

    def sitting(present):
        return Sitting(council, MORNING.date(), Figures(9, 9, present), APPROVED)

    assert lack(1) == []
    assert lack(0) == [
        "0 of 9 members are no quorum: more than 0/1 of Council have to be present or answer."
    ]


def test_a_kind_is_declared_once():
    with pytest.raises(ImproperlyConfigured, match=r"'test\.plan' is declared twice"):
        DecisionKind("test.plan", "立项", COUNCIL)
    assert DECISIONS["test.plan"] is PLAN


def test_one_decision_is_taken_by_one_body(own_kinds, matter, make_matter, make_committee):
    bodies = {matter.pk: make_committee(3), make_matter("deciding").pk: make_committee(5)}
    decider = Decider(lambda one: bodies[one.pk], not_approved="No.", not_refused="No.")
    kind = DecisionKind("test.several", "多机构", decider)
    with pytest.raises(ValueError, match=r"test\.several: one decision is taken by one body"):
        kind.body_of(type(matter).objects.all())
    assert kind.body_of([matter]) == bodies[matter.pk]


def test_a_step_that_fails_takes_its_decision_with_it(council, matter):
    secretary = matter.people["council_secretary"]
    given = {"mode": "meeting", "decided_on": MORNING.date(), "number": "1"}
    given |= {"present": 9, "yes": 9, "no": 0}
    with (
        pytest.raises(PermissionDenied),
        deciding(PLAN, APPROVED, matters=[matter], decision=given, by=secretary) as made,
    ):
        perform(matter.end, by=None, reason=str(made))
    assert Decision.objects.count() == 0
    with (
        pytest.raises(Changed),
        deciding(PLAN, APPROVED, matters=[matter], decision=given, by=secretary, seen="0.0"),
    ):
        pass
    assert Decision.objects.count() == 0
