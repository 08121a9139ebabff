"""Who reads which paper: the rule in SQL against an oracle in Python, and cases in words."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import Phase as Stage
from hypothesis import strategies as st

from tests.examples import examples
from tests.procedure import roles
from tests.procedure.models import Example
from zsa_portal.documents import access, actions, grants, rights
from zsa_portal.documents.known import Rows, plainly_read
from zsa_portal.documents.models import Document, Handing, IssuedForm, Version
from zsa_portal.people.administration.actions import office_install
from zsa_portal.people.administration.offices import Office
from zsa_portal.people.models import Party, PostHolding, Seat
from zsa_portal.people.places import forget, places_of
from zsa_portal.regulations import clock
from zsa_portal.ui.conditions import NEVER
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Involvement, Level, Matter
from zsa_portal.workflow.perform import perform

pytestmark = pytest.mark.django_db

POSTS = {"post:secretary_general", "post:executive_vice_chair", "post:custodian"}
UNSHRUNK = (Stage.explicit, Stage.reuse, Stage.generate)
"""Shrinking an example made of database rows takes minutes and tells little more."""
KINDS = (
    "test.outline",
    "test.attachment",
    "test.draft_text",
    "test.minutes",
    "test.evaluation",
    "test.undeclared",
)


def oracle(user, document) -> bool:  # noqa: C901, PLR0911 - one return for each sentence of the table
    """Whether a user reads a document, in plain Python and one document at a time."""
    who, matter, now = places_of(user), document.matter, clock.now()
    if who.user_id is not None and document.uploaded_by_id == who.user_id:
        return True
    phase = Example.STATES[matter.state].phase
    departments = {
        int(key.split(":")[1])
        for key in who.parties
        if key.startswith("dept:") and key.count(":") == 1
    }
    chief = bool(who.parties & POSTS)
    involved = {
        (row.role, row.party.key)
        for row in matter.involvements.select_related("party")
        if row.until is None
    }
    ours = {(role, key) for role, key in involved if key in who.parties}
    home = matter.owner_id in departments or any(
        key == f"dept:{pk}" for _role, key in involved for pk in departments
    )
    sealed, public = document.level == "confidential", document.level == "public"
    shut = sealed and document.kind != "test.evaluation"
    if document.withdrawn_at is not None:
        kept = matter.owner_id in departments or document.owner_id in departments
        return who.user_id is not None and phase != "draft" and (chief or (kept and not sealed))
    if (
        public
        and document.kind in access.PUBLIC_KINDS
        and phase in access.PUBLIC_KINDS[document.kind]
    ):
        return True
    if who.user_id is None:
        return False
    if _handed(document, who, now):
        return True
    applicant = matter.applicant_id in who.organisations
    if not shut and document.organisation_id in who.organisations:
        return True
    if phase == "draft":
        return applicant and not shut
    if chief or (public and (departments or ours or applicant)) or (home and not sealed):
        return True
    shared = {"test.outline", "test.evaluation"}
    readers = {roles.COMMITTEE.code} if document.kind in shared else set()
    return not shut and any(role in readers for role, _key in ours)


def _handed(document, who, now) -> bool:
    for handing in document.handings.select_related("party"):
        if handing.since > now or (handing.until is not None and handing.until <= now):
            continue
        parts = Involvement.objects.filter(matter=document.matter, party=handing.party)
        if parts.exists() and not parts.filter(until=None).exists():
            continue
        named = handing.party.user_id == who.user_id
        if handing.party.key in who.parties and (named or document.level != "confidential"):
            return True
    return False


@pytest.fixture
def cast(make_matter, make_staff, make_user, make_committee, make_organisation):
    """Matters in every phase, and people of every kind around them."""
    committee = make_committee(3)
    applicant, other = make_organisation(), make_organisation()
    matters = [
        make_matter(state, applicant=applicant if place % 2 else other, committee=committee)
        for place, state in enumerate(Example.STATES)
    ]
    expert, dismissed = make_user("Expert"), make_user("Dismissed")
    for matter in matters:
        for person in (expert, dismissed):
            matter.involve(roles.EXPERT, Party.of(person))
        matter.dismiss(roles.EXPERT, Party.of(dismissed))
    people = {
        "public": AnonymousUser(),
        "own staff": make_staff(),
        "other staff": make_staff(department="finance"),
        "applicant": make_user(organisation=applicant),
        "other applicant": make_user(organisation=other),
        "member": make_user(organisation=make_organisation()),
        "expert": expert,
        "dismissed": dismissed,
        "committee": Seat.objects.filter(body=committee).last().user,
        "secretary general": make_staff(department="office", posts=("secretary_general",)),
        "custodian": make_user(posts=("custodian",)),
        "vice": make_user(posts=("executive_vice_chair",)),
        "council secretary": make_user(posts=("council_secretary",)),
        "stranger": make_user(),
    }
    return matters, people


marks = itertools.count(1)


def draw_document(data, matters, people) -> Document:
    matter = data.draw(st.sampled_from(matters))
    users = [user for name, user in people.items() if name != "public"]
    author = data.draw(st.sampled_from(users))
    document = Document.objects.create(
        matter=matter,
        kind=data.draw(st.sampled_from(KINDS)),
        title=f"Paper {next(marks)}",
        level=data.draw(st.sampled_from(Level.values)),
        uploaded_by=author,
        owner=matter.owner if data.draw(st.booleans()) else None,
        organisation_id=data.draw(st.sampled_from([None, matter.applicant_id])),
        withdrawn_at=clock.now() if data.draw(st.integers(0, 4)) == 0 else None,
    )
    parties = [Party.of(user) for user in users] + [
        Party.of(matter.applicant),
        Party.of(matter.owner),
    ]
    for _handing in range(data.draw(st.integers(0, 2))):
        since, until = data.draw(st.sampled_from([(-2, None), (-2, 2), (-2, -1), (1, 2), (-2, 0)]))
        Handing.objects.create(
            document=document,
            party=data.draw(st.sampled_from(parties)),
            by=author,
            since=NOW + dt.timedelta(hours=since),
            until=None if until is None else NOW + dt.timedelta(hours=until),
        )
    return document


NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=clock.SHANGHAI)


@given(st.data())
@settings(
    max_examples=examples(12),
    deadline=None,
    phases=UNSHRUNK,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_the_visible_set_equals_the_oracle(cast, data):
    matters, people = cast
    with clock.moved_to(NOW):
        documents = [draw_document(data, matters, people) for _one in range(8)]
        for name, user in people.items():
            if name != "public":
                forget(user)
            seen = set(
                Document.objects.readable_by(user).filter(pk__in=[one.pk for one in documents])
            )
            assert (name, seen) == (name, {one for one in documents if oracle(user, one)})
            assert (name, seen) == (name, read_by_what_is_known(user, documents))


def read_by_what_is_known(user, documents):
    """What is read where the rule is told of the papers what a list has read of them."""
    found = set()
    for few in (documents[:3], documents[3:4], documents[4:]):
        of = Rows.of((one.scan_of_id, one.withdrawn_at, one.matter.kind, one.kind) for one in few)
        found |= set(Document.objects.filter(pk__in=[one.pk for one in few]).readable_by(user, of))
    return found


def test_nothing_is_known_of_no_papers():
    assert Rows.of([]) == Rows(scans=False, withdrawn=False, kinds=frozenset(), papers=frozenset())


def test_what_opens_a_kind_is_asked_where_that_kind_may_be_among_the_papers_and_nowhere_else(
    add, make_matter, make_committee, monkeypatch
):
    shared, public, other = "test.attachment", "test.draft_text", frozenset({"test.undeclared"})
    committee = make_committee(2)
    member = Seat.objects.filter(body=committee).last().user
    own = access.Share(frozenset({str(roles.COMMITTEE)}))
    monkeypatch.setitem(access.SHARES, own, {shared})
    add(make_matter("received", committee=committee), shared, title="Other")
    add(make_matter("noticed"), public)
    for reader, kind in ((member, shared), (None, public)):
        known = Rows(papers=frozenset({kind}))
        assert known.among(["test.outline", kind, "test.x"]) == [kind]
        asked, unasked = (
            Document.objects.filter(kind=kind).readable_by(reader, of)
            for of in (known, Rows(papers=other))
        )
        assert (asked.count(), unasked.count()) == (1, 0)
    everywhere = Rows(papers=frozenset({shared, public}))
    assert everywhere.among([shared, "test.x", public]) == [shared, public]


@given(st.data())
@settings(
    max_examples=examples(5),
    deadline=None,
    phases=UNSHRUNK,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_is_read_may_be_discovered_and_what_is_of_the_draft_stays_hidden(cast, data):
    matters, people = cast
    with clock.moved_to(NOW):
        documents = [draw_document(data, matters, people) for _one in range(8)]
        for user in people.values():
            known = Document.objects.discoverable_by(user)
            readable = Document.objects.readable_by(user)
            assert set(readable) <= set(known)
            staff, read = places_of(user).staff, set(readable)
            others = {one for one in documents if one.withdrawn_at is None and staff}
            others = {one for one in others if Example.STATES[one.matter.state].phase != "draft"}
            ours = {"pk__in": [one.pk for one in documents]}
            here = set(readable.filter(**ours))
            assert set(known.filter(**ours)) == others | here
            named = {one for one in others if one.level != "confidential"} | here
            assert set(Document.objects.named_to(user).filter(**ours)) == named
            assert set(Document.objects.plainly_known_to(user).filter(**ours)) == others
            if staff:
                assert set(Document.objects.filter(plainly_read(), **ours)) <= here
            for kinds in (frozenset(), frozenset({"another"})):
                assert set(Document.objects.readable_by(user, Rows(False, False, kinds))) <= read
            for matter in matters:
                here = set(Document.objects.readable_in(matter, user))
                assert here == set(readable.live().filter(matter=matter.pk))
            strange = {
                one for one in documents if one.matter.state == "draft" and one.uploaded_by != user
            }
            if places_of(user).staff and user.pk not in {
                p.party.user_id for o in documents for p in o.handings.all()
            }:
                hidden = known.filter(pk__in=[one.pk for one in strange], handings=None)
                assert set(hidden.exclude(organisation__in=places_of(user).organisations)) == set()


def test_an_unclassified_paper_is_confidential(add, example_matter, make_staff):
    version = add(example_matter, "test.undeclared", by=example_matter.people["staff"])
    assert version.document.level == Level.CONFIDENTIAL
    colleague = make_staff()
    assert not Document.objects.readable_by(colleague).exists()
    assert Document.objects.readable_by(example_matter.people["staff"]).get() == version.document


def test_who_took_a_paper_in_for_the_house_is_no_author_of_it(
    add, example_matter, make_staff, monkeypatch
):
    monkeypatch.setattr(rights, "CARRIED", {"test.minutes"})
    by = make_staff(department="finance")
    for kind in ("test.minutes", "test.outline"):
        version = add(example_matter, kind)
        Document.objects.filter(pk=version.document_id).update(uploaded_by=by, level="confidential")
    for found in ("readable_by", "opened_to", "savable_by", "readable_by_party", "named_to"):
        mine = getattr(Document.objects, found)(by)
        assert [one.kind for one in mine] == ["test.outline"], found


@pytest.mark.parametrize("level", Level.values)
def test_an_author_reads_no_paper_that_a_procedure_took_over_above_public(
    add, example_matter, make_staff, monkeypatch, level
):
    by = make_staff(department="finance")
    add(example_matter, "test.minutes")
    Document.objects.update(uploaded_by=by, level=level)

    def reads():
        ways = ("readable_by", "opened_to", "savable_by", "readable_by_party")
        (same,) = {getattr(Document.objects, how)(by).exists() for how in ways}
        return same

    monkeypatch.setattr(grants, "TAKEN_OVER", {"a": lambda: NEVER})
    assert reads()
    monkeypatch.setattr(grants, "TAKEN_OVER", {"a": lambda: NEVER, "b": lambda: Q(pk__gt=0)})
    assert reads() is (level == Level.PUBLIC)
    assert Document.objects.discoverable_by(by).exists()
    assert Document.objects.named_to(by).exists() is (level != Level.CONFIDENTIAL)


def test_staff_know_of_a_confidential_paper_without_reading_it(add, example_matter, make_staff):
    add(example_matter, "test.minutes")
    colleague = make_staff()
    assert Document.objects.discoverable_by(colleague).count() == 1
    assert Document.objects.readable_by(colleague).count() == 0


def test_another_department_reads_no_restricted_paper(add, example_matter, make_staff):
    add(example_matter, "test.outline")
    assert Document.objects.readable_by(make_staff()).count() == 1
    assert Document.objects.readable_by(make_staff(department="finance")).count() == 0
    assert Document.objects.discoverable_by(make_staff(department="finance")).count() == 1


def test_no_flag_and_no_office_reads_a_paper(add, example_matter, make_staff, make_user):
    add(example_matter, "test.outline")
    add(example_matter, "test.minutes")
    reader = make_user(posts=("custodian",))
    assert Document.objects.readable_by(reader).count() == 2
    for office in Office:
        administrator = make_user()
        office_install(user=administrator, office=office)
        PostHolding.objects.create(user=administrator, post="custodian", starts="2020-01-01")
        assert Document.objects.readable_by(administrator).count() == 0
        assert Version.objects.readable_by(administrator).count() == 0
    root = make_user(is_staff=True, is_superuser=True)
    assert Document.objects.readable_by(root).count() == 0
    assert Document.objects.discoverable_by(root).count() == 0


def test_a_paper_handed_to_an_expert_is_read_while_engaged(add, example_matter, make_user):
    version, expert = add(example_matter, "test.outline"), make_user()
    example_matter.involve(roles.EXPERT, Party.of(expert))
    actions.document_hand(
        document=version.document, party=Party.of(expert), by=example_matter.people["staff"]
    )
    assert Document.objects.readable_by(expert).get() == version.document
    example_matter.dismiss(roles.EXPERT, Party.of(expert))
    assert Document.objects.readable_by(expert).count() == 0


def test_a_handing_ends_by_the_clock_alone(add, example_matter, make_user):
    version, reader = add(example_matter, "test.outline"), make_user()
    end = clock.now() + dt.timedelta(hours=1)
    actions.document_hand(
        document=version.document,
        party=Party.of(reader),
        until=end,
        by=example_matter.people["staff"],
    )
    with clock.moved_to(end - dt.timedelta(seconds=1)):
        assert Document.objects.readable_by(reader).count() == 1
    with clock.moved_to(end):
        assert Document.objects.readable_by(reader).count() == 0


def test_the_public_reads_only_the_newest_version_and_only_in_its_phase(add, make_matter):
    matter = make_matter("received")
    add(matter, "test.draft_text")
    newest = add(matter, "test.draft_text")
    assert Version.objects.readable_by(None).count() == 0
    noticed = make_matter("noticed")
    first, second = add(noticed, "test.draft_text"), add(noticed, "test.draft_text")
    assert set(Version.objects.readable_by(None)) == {second}
    assert set(Version.objects.readable_by(AnonymousUser())) == {second}
    assert set(Version.objects.readable_by(noticed.people["staff"])) >= {first, second, newest}


def test_states_narrow_a_share(add, make_matter, make_committee):
    access.share("test.attachment", [roles.COMMITTEE], states=("balloting",))
    committee = make_committee(3)
    member = Seat.objects.filter(body=committee).last().user
    matter = make_matter("received", committee=committee)
    add(matter, "test.attachment", title="Other")
    assert Document.objects.readable_by(member).count() == 0
    perform(matter.to_ballot, by=matter.people["staff"])
    assert Document.objects.readable_by(member).count() == 1


def test_a_paper_says_at_one_place_who_adds_and_who_reads_it(add, make_matter, make_committee):
    committee = make_committee(3)
    member = Seat.objects.filter(body=committee).last().user
    matter = make_matter("received", committee=committee)
    kind = matter.kind
    declared = {"by": [roles.APPLICANT], "readers": [roles.COMMITTEE], "public": [Phase.NOTICE]}
    access.paper("test.sketch", "Sketch", of=kind, states=["received", "noticed"], **declared)
    access.paper("test.foreign", "Foreign", of="another", **declared)
    applicant = matter.people["applicant"]
    assert access.may_add(matter, applicant, "test.sketch")
    assert not access.may_add(matter, member, "test.sketch")
    balloting = make_matter("balloting")
    assert not access.may_add(balloting, balloting.people["applicant"], "test.sketch")
    assert not access.may_add(matter, applicant, "test.foreign")
    paper = add(matter, "test.sketch", by=applicant)
    assert (paper.document.level, Document.objects.readable_by(member).count()) == ("restricted", 1)
    noticed = make_matter("noticed")
    shown = add(noticed, "test.sketch", by=noticed.people["applicant"], level="public")
    assert set(Version.objects.readable_by(None)) == {shown}


LEVELS = {
    "public": {"own staff", "other staff", "applicant", "committee", "secretary general"},
    "restricted": {"own staff", "secretary general"},
    "confidential": {"secretary general"},
}


@pytest.mark.parametrize("level", list(LEVELS))
def test_a_form_is_read_by_its_level(make_matter, make_staff, make_user, make_committee, level):
    committee = make_committee(3)
    matter = make_matter("received", committee=committee)
    form = IssuedForm.objects.create(kind="result", title="结果", level=level, check_token=level)
    form.matters.set([matter])
    people = {
        "own staff": make_staff(),
        "other staff": make_staff(department="finance"),
        "applicant": matter.people["applicant"],
        "committee": Seat.objects.filter(body=committee).last().user,
        "secretary general": make_user(posts=("secretary_general",)),
        "stranger": make_user(),
        "public": None,
    }
    readers = {
        name for name, user in people.items() if IssuedForm.objects.readable_by(user).exists()
    }
    assert readers == LEVELS[level]


def test_a_form_over_two_matters_is_read_by_the_people_of_both(make_matter):
    one, two, third = make_matter("received"), make_matter("received"), make_matter("received")
    form = IssuedForm.objects.create(kind="plan", title="计划", level="restricted", check_token="t")
    form.matters.set([Matter.objects.get(pk=one.pk), two])
    access.share("plan", [roles.APPLICANT])
    assert IssuedForm.objects.readable_by(one.people["applicant"]).get() == form
    assert IssuedForm.objects.readable_by(two.people["applicant"]).get() == form
    assert not IssuedForm.objects.readable_by(third.people["applicant"]).exists()


def test_a_public_form_is_read_by_anyone_in_its_phase(make_matter):
    matter = make_matter("published")
    form = IssuedForm.objects.create(
        kind="test.announcement", title="公告", level="public", check_token="t"
    )
    form.matters.set([matter])
    assert not IssuedForm.objects.readable_by(None).exists()
    access.make_public("test.announcement", Phase.PUBLISHED)
    assert IssuedForm.objects.readable_by(None).get() == form


def test_a_matterless_paper_goes_by_level_and_department(make_staff, make_user):
    owner, other = make_staff(), make_staff(department="finance")
    home = owner.department_memberships.get().department
    for level in Level.values:
        Document.objects.create(
            kind="note", title=level, level=level, owner=home, uploaded_by=make_user()
        )
    titles = {
        name: set(Document.objects.readable_by(user).values_list("title", flat=True))
        for name, user in {
            "owner": owner,
            "other": other,
            "chief": make_user(posts=("custodian",)),
            "public": None,
        }.items()
    }
    assert titles == {
        "owner": {"public", "restricted"},
        "other": {"public"},
        "public": set(),
        "chief": {"public", "restricted", "confidential"},
    }


def test_a_confidential_paper_is_read_by_those_it_is_confided_to(make_matter, make_committee, add):
    committee = make_committee(3)
    matter = make_matter("received", committee=committee)
    confided = add(matter, "test.evaluation").document
    kept = add(matter, "test.minutes").document
    assert (confided.level, kept.level) == ("confidential", "confidential")
    member = Seat.objects.filter(body=committee).last().user
    read = Document.objects.readable_by(member)
    assert set(read.filter(pk__in=(confided.pk, kept.pk))) == {confided}
