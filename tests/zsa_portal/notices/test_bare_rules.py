"""Whether opinions come in, with what, who moderates and reads them, on bare values."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from tests.procedure import roles
from tests.zsa_portal.notices.making import OBJECTIONS, OPENED, SECOND
from zsa_portal.notices import rules
from zsa_portal.notices.kinds import Answering, Evidencing, Resolving
from zsa_portal.notices.models import Notice, Opinion
from zsa_portal.people.places import Places
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.refusals import BadValue, Refusal, WrongState

CLOSES = dt.datetime(2026, 3, 18, tzinfo=clock.SHANGHAI)
PARTIES = {roles.SECRETARIAT: "dept:4", roles.COUNCIL: "body:5"}


@pytest.fixture(autouse=True)
def opened(at_opening):
    """The clock stands at the opening."""


def matter(state="noticed"):
    """A matter on notice that department 3 owns, the secretariat is 4 and the council body 5."""
    return SimpleNamespace(
        state=state,
        state_info=SimpleNamespace(phase=Phase.NOTICE, label=state),
        owner_id=3,
        applicant_id=9,
        machine=SimpleNamespace(ROLES=roles.ROLES),
        parties=lambda *played: [
            SimpleNamespace(key=PARTIES[role]) for role in played if role in PARTIES
        ],
    )


def person(*parties, organisations=()):
    """Somebody who stands behind these parties today."""
    who = Places(parties=frozenset(parties), organisations=frozenset(organisations))
    return SimpleNamespace(is_authenticated=True, is_active=True, _places={clock.today(): who})


@pytest.mark.rule("F14b")
def test_opinions_come_in_to_the_last_second_in_the_states_of_the_kind():
    notice = Notice(kind=OBJECTIONS.code, number="N-7", opened_at=OPENED, closes_at=CLOSES)
    with clock.moved_to(CLOSES - SECOND):
        rules.require_open(notice, matter())
        with pytest.raises(WrongState):
            rules.require_open(notice, matter("elsewhere"))
    with clock.moved_to(CLOSES), pytest.raises(rules.Closed) as refused:
        rules.require_open(notice, matter(), stays="What you wrote stays.")
    assert refused.value.rules == ["F14b"]
    assert refused.value.reasons == [
        "The time for opinions on notice N-7 ended on 2026-03-17 at 24:00. What you wrote stays."
    ]


def test_what_is_answered_stays_and_the_refusal_leads_to_its_matter():
    here = matter()
    rules.require_unanswered(Opinion(reference="N-7-1"), here)
    with pytest.raises(Refusal) as refused:
        rules.require_unanswered(Opinion(reference="N-7-1", disposition="accepted"), here)
    assert refused.value.matter is here
    assert refused.value.reasons == ["Opinion N-7-1 is answered already; you may give another one."]


@pytest.mark.parametrize(
    ("require", "field", "words"),
    [
        (
            rules.require_evidence,
            "evidence",
            "Attach the papers that show what you say; a comment needs its evidence.",
        ),
        (
            rules.require_declaration,
            "truthful",
            "Declare that what you say and its evidence are true.",
        ),
    ],
)
def test_evidence_and_its_truth_are_demanded_where_an_article_demands_them(require, field, words):
    free = SimpleNamespace(evidencing=None)
    demanding = SimpleNamespace(evidencing=Evidencing("test.notice", "R15d"))
    require(free, given=False)
    require(demanding, given=True)
    with pytest.raises(BadValue) as refused:
        require(demanding, given=False)
    assert (refused.value.field, str(refused.value)) == (field, words)


@pytest.mark.parametrize(
    ("parties", "organisations", "may"),
    [
        (["dept:3"], [], True),
        (["dept:4"], [], True),
        (["dept:5", "body:5"], [], False),
        (["dept:3", "dept:4"], [9], False),
    ],
    ids=["owner", "secretariat", "another", "of the applicant"],
)
def test_the_owner_and_the_secretariat_each_moderate(parties, organisations, may):
    assert rules.moderates(matter(), person(*parties, organisations=organisations)) is may


def test_a_kind_s_readers_see_as_much_as_who_answers():
    kind = SimpleNamespace(
        answering=Answering("test.notice", ""),
        roles=(roles.COMMITTEE_SECRETARY,),
        readers=(roles.COUNCIL,),
    )
    assert rules.sight(matter(), person("body:5"), kind) == rules.Sight.ANSWERING
    assert rules.sight(matter(), person("body:6"), kind) == rules.Sight.PUBLIC


@pytest.mark.parametrize(
    ("resolution", "words"),
    [
        ("Done!", "in words the objector understands"),
        ("已改……，。，。！", "in words the objector understands"),
        ("We raised: it", "not once more what was said before"),
        ("the limit is too low", "not once more what was said before"),
        ("Raised", None),
    ],
)
def test_a_resolution_says_in_six_letters_or_more_what_was_not_said_before(resolution, words):
    opinion = Opinion(answer="We raised it.", text="the limit is too low.")
    resolving = Resolving("test.notice", "")
    if words is None:
        rules.require_says_what_was_done(resolving, opinion, resolution)
        return
    with pytest.raises(BadValue, match=words) as refused:
        rules.require_says_what_was_done(resolving, opinion, resolution)
    assert refused.value.field == "resolution"
