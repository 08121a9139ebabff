"""Who reads and knows which paper, function by function, against the table of ``rights_world``."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.procedure import roles
from tests.procedure.models import Example
from tests.zsa_portal.documents import rights_world
from tests.zsa_portal.documents.rights_world import (
    ANNOUNCED,
    ANNOUNCED_FORMS,
    FORMS,
    LENT,
    PAPERS,
    SAVED,
    forms_of,
    known_to_staff,
    read_by,
)
from zsa_portal.documents import access, store
from zsa_portal.documents.explaining import WORDS, reasons
from zsa_portal.documents.grants import GRANTS
from zsa_portal.documents.known import Rows, plainly_known, plainly_read
from zsa_portal.documents.models import Document, IssuedForm, Version
from zsa_portal.documents.rights import departments_of, named_rights
from zsa_portal.people.places import NOBODY, Places, places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.access import known_to_parties
from zsa_portal.workflow.machine import Phase

pytestmark = pytest.mark.django_db

STAFF = {"staff", "finance", "both", "chief"}
"""Who belongs to a department; a deputy has its duties alone."""


@pytest.fixture
def world(make_matter, make_staff, make_user, make_committee, make_organisation, monkeypatch):
    made = rights_world.build(
        SimpleNamespace(
            matter=make_matter,
            staff=make_staff,
            user=make_user,
            committee=make_committee,
            organisation=make_organisation,
        )
    )
    access.share("shared", [roles.COMMITTEE])
    access.share("shared later", [roles.COMMITTEE], states=["noticed"])
    access.confide("confided", [roles.COMMITTEE])
    access.confide("confided later", [roles.COMMITTEE], states=["noticed"])
    access.make_public("text", Phase.NOTICE)
    access.make_public("news", Phase.PUBLISHED)
    monkeypatch.setattr(access, "WITHHELD", access.WITHHELD)
    access.WITHHELD.add("votes")
    monkeypatch.setitem(GRANTS, "test.lent", rights_world.lender(made))
    with clock.moved_to(clock.now()):
        yield made
    access.WITHHELD.discard("votes")


def lent_to(name):
    return LENT if name == "borrower" else set()


def read(name):
    """What somebody reads, by whatever right."""
    return read_by(name) | ANNOUNCED | lent_to(name)


def each(world, rows_of):
    """What is found for each of the people."""
    return {name: world.papers(rows_of(user)) for name, user in world.people.items()}


def test_papers_are_read_by_part_level_and_phase(world):
    documents = Document.objects
    assert each(world, documents.readable_by) == {name: read(name) for name in world.people}


def test_the_bytes_as_they_were_sent_are_opened_by_right_alone(world):
    found = each(world, Document.objects.opened_to)
    assert found == {name: read_by(name) | ANNOUNCED for name in world.people}


def test_a_copy_is_saved_by_right_or_where_it_was_granted(world):
    found = each(world, Document.objects.savable_by)
    saved = {"borrower": SAVED}
    assert found == {
        name: read_by(name) | ANNOUNCED | saved.get(name, set()) for name in world.people
    }


def test_what_anyone_reads_is_no_right_of_a_party(world):
    found = each(world, Document.objects.readable_by_party)
    assert found == {name: read_by(name) for name in world.people}


def test_staff_know_of_all_beyond_drafts_others_of_what_they_read(world):
    known = {name: known_to_staff() if name in STAFF else set() for name in world.people}
    meant = {name: known[name] | read(name) for name in world.people}
    assert each(world, Document.objects.discoverable_by) == meant


def test_where_it_is_told_what_one_reads_only_that_and_what_staff_know_is_known(world):
    known = {name: known_to_staff() if name in STAFF else set() for name in world.people}
    own = [world.documents["draft own"].pk]
    found = each(world, lambda user: Document.objects.discoverable_by(user, read=own))
    assert found == {name: known[name] | {"draft own"} for name in world.people}


def test_staff_alone_know_of_what_all_staff_know(world):
    found = each(world, Document.objects.plainly_known_to)
    assert found == {name: known_to_staff() if name in STAFF else set() for name in world.people}


def test_what_all_staff_read_is_what_each_of_them_reads_and_no_more_than_public(world):
    rows = Document.objects.filter(plainly_read())
    plain = set(rows.values_list("title", flat=True)) & set(PAPERS)
    public = {name for name in known_to_staff() if PAPERS[name][2] == "public"}
    assert plain == public - {name for name in public if world.documents[name].scan_of_id}
    found = each(world, Document.objects.readable_by)
    assert all(plain <= found[name] for name in STAFF)


def test_titles_of_confidential_papers_are_named_to_their_readers_alone(world):
    open_ones = {name for name in known_to_staff() if PAPERS[name][2] != "confidential"}
    found = each(world, Document.objects.named_to)
    assert found == {
        name: (open_ones if name in STAFF else set()) | read(name) for name in world.people
    }


def test_of_one_matter_its_live_papers_are_read(world):
    received = world.matters["received"]
    of_it = {
        name
        for name, (matter, *_rest, fields) in PAPERS.items()
        if matter == "received" and not fields.get("withdrawn")
    }
    scan = world.documents["scan"]
    scan.matter_id = received.pk
    scan.save()
    found = each(world, lambda user: Document.objects.readable_in(received, user))
    assert found == {name: (read_by(name) | ANNOUNCED) & of_it for name in world.people}


def test_live_are_those_not_withdrawn(world):
    live = {name for name, (*_rest, fields) in PAPERS.items() if not fields.get("withdrawn")}
    assert world.papers(Document.objects.live()) == live


def kept_out(name, of):
    """Whether the rule, told what is ``of`` the papers asked, may leave a paper out."""
    matter, kind, _level, _readers, fields = PAPERS[name]
    return (
        (fields.get("scan_of") and not of.scans)
        or (fields.get("withdrawn") and not of.withdrawn)
        or (matter and of.kinds is not None and "example" not in of.kinds)
        or (of.papers is not None and kind not in of.papers)
    )


KINDS_OF_PAPER = {
    "some kinds": Rows(papers=frozenset({"shared", "confided", "news"})),
    "other kinds": Rows(papers=frozenset({"shared later", "confided later", "text"})),
}
ROWS = KINDS_OF_PAPER | {
    "no scans": Rows(scans=False),
    "none withdrawn": Rows(withdrawn=False),
    "of no matters": Rows(kinds=frozenset()),
    "of these matters": Rows(kinds=frozenset({"example"})),
    "of other matters": Rows(kinds=frozenset({"another"})),
}
BY_NAME = {
    "author": {"draft own", "own", "withdrawn own"},
    "reader": {"handed", "handed by name", "handed from now"},
    "submitter": {"handed to all", "submitted", "submitted confided"},
    "borrower": LENT,
    "finance": {"draft handed", "draft of finance"},
}
"""What was handed over, submitted, lent or uploaded is read whatever its matter."""


@pytest.mark.parametrize("key", ROWS)
def test_what_is_told_of_the_papers_opens_those_that_are_such_and_no_others(world, key):
    of, out = ROWS[key], {name for name in PAPERS if kept_out(name, ROWS[key])}
    found = each(world, lambda user: Document.objects.readable_by(user, of))
    assert {name: found[name] - out for name in found} == {
        name: read(name) - out for name in world.people
    }
    if key in KINDS_OF_PAPER:
        assert all(found[name] <= read(name) for name in found)
    else:
        assert {name: found[name] & out for name in found} == {
            name: BY_NAME.get(name, set()) & out for name in found
        }


def test_forms_are_read_by_the_matters_they_cover(world):
    found = each(world, IssuedForm.objects.readable_by)
    assert found == {name: forms_of(name) | ANNOUNCED_FORMS for name in world.people}
    assert set(found["public"]) < set(FORMS)


def test_the_public_reads_the_newest_version_alone_of_what_is_announced(world):
    file = store.put_own(b"bytes", media_type="application/pdf")
    Version.objects.bulk_create(
        Version(
            document=world.documents[name],
            number=number,
            file=file,
            name=f"{number}",
            uploaded_by=world.uploader,
        )
        for name in ("text", "restricted", "news")
        for number in ((1,) if name == "news" else (1, 2))
    )
    both = {(name, number) for name in ("text", "restricted") for number in (1, 2)}
    news = {("news", 1)}
    meant = {"public": {("text", 2)} | news, "finance": {("text", 1), ("text", 2)} | news}
    for name, versions in (meant | {"staff": both | news}).items():
        rows = Version.objects.readable_by(world.people[name])
        assert (name, set(rows.values_list("document__title", "number"))) == (name, versions)


def names_of(world, paper, name):
    """The rights, by their names, that somebody has to a paper."""
    words = {word: key for key, word in WORDS.items()} | {"Lent": "lent"}
    return {words[word] for word in reasons(world.documents[paper], world.people[name])}


REASONS = {
    ("draft own", "author"): {"author"},
    ("own", "author"): {"author"},
    ("disposed own", "author"): set(),
    ("draft restricted", "applicant"): {"part"},
    ("public", "reader"): {"part"},
    ("public", "staff"): {"part"},
    ("public", "chief"): {"post"},
    ("public", "submitter"): set(),
    ("restricted", "deputy"): {"part"},
    ("confidential", "custodian"): {"post"},
    ("confidential", "staff"): set(),
    ("note public", "finance"): {"department"},
    ("note public", "public"): set(),
    ("note", "staff"): {"department"},
    ("note confidential", "custodian"): {"post"},
    ("note withdrawn", "staff"): {"kept"},
    ("note withdrawn", "custodian"): {"post"},
    ("handed", "reader"): {"handed"},
    ("handed", "public"): set(),
    ("handed withdrawn", "reader"): set(),
    ("submitted", "submitter"): {"organisation"},
    ("submitted confided", "submitter"): {"organisation"},
    ("submitted confidential", "submitter"): set(),
    ("submitted withdrawn", "submitter"): set(),
    ("withdrawn", "staff"): {"kept"},
    ("withdrawn", "chief"): {"post"},
    ("withdrawn", "finance"): set(),
    ("text", "public"): {"public"},
    ("text", "stranger"): {"public"},
    ("text", "staff"): {"part", "public"},
    ("text", "custodian"): {"post", "public"},
    ("withdrawn text", "stranger"): set(),
    ("scan", "staff"): {"scan"},
    ("scan", "custodian"): {"scan"},
    ("scan of the votes", "applicant"): set(),
}
BY_GRANT = {
    ("lent", "borrower"): {"lent"},
    ("lent", "stranger"): set(),
    ("lent withdrawn", "borrower"): set(),
}


TOLD = {frozenset(names): pair for pair, names in REASONS.items()}
"""Of each set of reasons somebody who has them; the rights behind are asked of all of REASONS."""


def test_why_somebody_reads_a_paper_is_told_by_name(world):
    found = {pair: names_of(world, *pair) for pair in (*TOLD.values(), *BY_GRANT)}
    assert found == {pair: (REASONS | BY_GRANT)[pair] for pair in found}


def test_the_named_rights_together_open_what_is_read(world):
    named = {}
    for name, user in world.people.items():
        rights = named_rights(places_of(user))
        rows = {key: world.papers(Document.objects.filter(right)) for key, right in rights.items()}
        assert (name, set().union(*rows.values())) == (name, read_by(name) | ANNOUNCED)
        asked = (pair for pair in REASONS if pair[1] == name)
        named |= {pair: {key for key in rows if pair[0] in rows[key]} for pair in asked}
    assert named == REASONS


@pytest.fixture
def narrow(monkeypatch):
    """The procedure lets the parties alone know of its matters."""
    monkeypatch.setattr(Example, "DISCOVERY", staticmethod(known_to_parties))


PARTIES = {
    "received": {"applicant", "both", "member", "reader", "staff", "deputy", "chief"},
    "noticed": {"applicant", "both", "member", "staff", "deputy", "chief"},
    "published": {"member", "finance", "both"},
    "draft": {"applicant", "both", "member", "staff", "deputy", "chief"},
}


def lets_know(name, matter):
    """Whether the narrow procedure lets somebody know of a matter, "" being none."""
    return not matter or name in PARTIES[matter]


def known_in_narrow(name):
    """The papers that somebody of the staff knows of without reading them."""
    return {paper for paper in known_to_staff() if lets_know(name, PAPERS[paper][0])}


def read_in_narrow(name):
    """The papers that somebody reads; a scan is read as the form is, of which it is one."""
    forms = {paper: fields.get("scan_of") for paper, (*_rest, fields) in PAPERS.items()}
    matters = {paper: FORMS[form][0] if form else PAPERS[paper][0] for paper, form in forms.items()}
    here = {paper for paper in read(name) if lets_know(name, matters[paper])}
    return here | BY_NAME.get(name, set())


def test_a_narrow_procedure_keeps_its_papers_from_all_but_its_parties(world, narrow):
    meant = {name: read_in_narrow(name) for name in world.people}
    assert each(world, Document.objects.readable_by) == meant
    known = {name: known_in_narrow(name) if name in STAFF else set() for name in meant}
    found = each(world, Document.objects.discoverable_by)
    assert found == {name: meant[name] | known[name] for name in meant}
    assert each(world, lambda user: Document.objects.discoverable_by(user, read=[])) == known
    plain = {name for name in known_to_staff() if not PAPERS[name][0]}
    found = each(world, Document.objects.plainly_known_to)
    assert found == {name: plain if name in STAFF else set() for name in meant}


def test_a_narrow_procedure_keeps_its_forms_and_their_reasons_from_all_but_its_parties(
    world, narrow
):
    found = each(world, IssuedForm.objects.readable_by)
    for name in world.people:
        covered = {
            form
            for form, (matters, *_rest) in FORMS.items()
            if any(lets_know(name, matter) for matter in matters.split() or [""])
        }
        meant = (forms_of(name) | ANNOUNCED_FORMS) & covered
        assert (name, found[name]) == (name, meant | ({"issued"} if name == "author" else set()))
    for paper, name in (
        ("restricted", "custodian"),
        ("withdrawn", "custodian"),
        ("text", "public"),
    ):
        assert names_of(world, paper, name) == set()
    assert names_of(world, "withdrawn", "staff") == {"kept"}


def test_rows_that_lead_to_a_document_are_plainly_known_as_it_is(world):
    file = store.put_own(b"bytes", media_type="application/pdf")
    Version.objects.bulk_create(
        Version(document=one, number=1, file=file, name="1", uploaded_by=world.uploader)
        for one in world.documents.values()
    )
    rows = Version.objects.filter(plainly_known("document__"))
    assert set(rows.values_list("document__title", flat=True)) == known_to_staff()


def test_a_numbers_place_is_taken_by_the_one_the_form_prints(world):
    forms = IssuedForm.objects.numbered()
    own, printed = world.forms["figures"], world.forms["figures public"]
    made = IssuedForm.objects.bulk_create(
        IssuedForm(kind="n", title=token, number=number, data=data, check_token=token)
        for token, number, data in (
            ("own", "LS-1", {"number": "T/1"}),
            ("printed", "", {"number": "T/2"}),
            ("none", "", {}),
        )
    )
    numbers = dict(forms.values_list("pk", "printed_number"))
    assert [numbers[one.pk] for one in made] == ["LS-1", "T/2", ""]
    assert numbers[own.pk] == numbers[printed.pk] == ""


def test_departments_are_those_one_belongs_to_in_whatever_part():
    parties = frozenset({"dept:5", "dept:7:head", "user:3", "post:custodian", "body:2"})
    assert departments_of(Places(user_id=3, parties=parties)) == [5]
    assert departments_of(NOBODY) == []
