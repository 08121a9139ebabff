"""Papers of every level and phase, people of every kind, and who of them reads which."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.db.models import Q

from tests.procedure import roles
from zsa_portal.documents.grants import Grant
from zsa_portal.documents.models import Document, Handing, IssuedForm
from zsa_portal.people.models import Department, Deputyship, Party, Seat
from zsa_portal.regulations import clock

LONG_AGO = dt.date(2020, 1, 1)
CHIEFS = "custodian chief"
HOME = f"staff deputy {CHIEFS}"
"""Of the department that owns the matters, with who stands in for one of it, and the posts."""
STAFF = f"{HOME} finance both"
APPLICANTS = "applicant both"
LOGGED_IN = f"{STAFF} applicant submitter member reader borrower stranger author"
ANYONE = f"{LOGGED_IN} public"

# name: (matter, kind, level, who reads it as a party, fields)
PAPERS: dict[str, tuple[str, str, str, str, dict[str, Any]]] = {
    "draft public": ("draft", "other", "public", APPLICANTS, {}),
    "draft restricted": ("draft", "other", "restricted", APPLICANTS, {}),
    "draft confidential": ("draft", "other", "confidential", "", {}),
    "draft confided": ("draft", "confided", "confidential", APPLICANTS, {}),
    "draft shared": ("draft", "shared", "restricted", APPLICANTS, {}),
    "draft handed": ("draft", "other", "confidential", "finance", {}),
    "draft of finance": ("draft", "other", "confidential", "finance", {"uploaded_by": "finance"}),
    "draft own": ("draft", "other", "confidential", "author", {"uploaded_by": "author"}),
    "public": ("received", "other", "public", f"{STAFF} {APPLICANTS} member reader", {}),
    "restricted": ("received", "other", "restricted", HOME, {}),
    "confidential": ("received", "other", "confidential", CHIEFS, {}),
    "own": ("received", "other", "confidential", f"{CHIEFS} author", {"uploaded_by": "author"}),
    "shared": ("received", "shared", "restricted", f"{HOME} member", {}),
    "shared confidential": ("received", "shared", "confidential", CHIEFS, {}),
    "shared later": ("received", "shared later", "restricted", HOME, {}),
    "shared now": ("noticed", "shared later", "restricted", f"{HOME} member", {}),
    "confided": ("received", "confided", "confidential", f"{CHIEFS} member", {}),
    "confided restricted": ("received", "confided", "restricted", f"{HOME} member", {}),
    "confided later": ("received", "confided later", "confidential", CHIEFS, {}),
    "confided now": ("noticed", "confided later", "confidential", f"{CHIEFS} member", {}),
    "text before": ("received", "text", "public", f"{STAFF} {APPLICANTS} member reader", {}),
    "text": ("noticed", "text", "public", f"{STAFF} {APPLICANTS} member", {}),
    "text restricted": ("noticed", "text", "restricted", HOME, {}),
    "text after": ("published", "text", "public", f"{STAFF} {APPLICANTS} member", {}),
    "news before": ("noticed", "news", "public", f"{STAFF} {APPLICANTS} member", {}),
    "news": ("published", "news", "public", f"{STAFF} {APPLICANTS} member", {}),
    "both departments": ("published", "other", "restricted", f"{HOME} finance both", {}),
    "handed": ("received", "other", "restricted", f"{HOME} reader", {}),
    "handed by name": ("received", "other", "confidential", f"{CHIEFS} reader", {}),
    "handed to all": ("received", "other", "restricted", f"{HOME} submitter", {}),
    "handed to all confidential": ("received", "other", "confidential", CHIEFS, {}),
    "handed with the part": ("noticed", "other", "restricted", HOME, {}),
    "handed until now": ("received", "other", "restricted", HOME, {}),
    "handed from now": ("received", "other", "restricted", f"{HOME} reader", {}),
    "handed tomorrow": ("received", "other", "restricted", HOME, {}),
    "handed without a matter": ("", "other", "confidential", f"{CHIEFS} reader", {}),
    "handed withdrawn": ("received", "other", "restricted", HOME, {"withdrawn": True}),
    "submitted": ("received", "other", "restricted", f"{HOME} submitter", {"of": "other"}),
    "submitted confidential": ("received", "other", "confidential", CHIEFS, {"of": "other"}),
    "submitted confided": (
        "received",
        "confided",
        "confidential",
        f"{CHIEFS} member submitter",
        {"of": "other"},
    ),
    "submitted withdrawn": (
        "received",
        "other",
        "restricted",
        HOME,
        {"of": "other", "withdrawn": True},
    ),
    "withdrawn": ("received", "other", "restricted", HOME, {"withdrawn": True}),
    "withdrawn public": ("received", "other", "public", HOME, {"withdrawn": True}),
    "withdrawn text": ("noticed", "text", "public", HOME, {"withdrawn": True}),
    "withdrawn confidential": ("received", "other", "confidential", CHIEFS, {"withdrawn": True}),
    "withdrawn of both": (
        "received",
        "other",
        "restricted",
        f"{HOME} finance both",
        {"owner": "finance", "withdrawn": True},
    ),
    "withdrawn draft": ("draft", "other", "restricted", "", {"withdrawn": True}),
    "withdrawn own": (
        "received",
        "other",
        "restricted",
        f"{HOME} author",
        {"withdrawn": True, "uploaded_by": "author"},
    ),
    "disposed": ("received", "other", "restricted", "", {"withdrawn": True, "disposed": True}),
    "disposed own": (
        "received",
        "other",
        "restricted",
        "",
        {"withdrawn": True, "disposed": True, "uploaded_by": "author"},
    ),
    "note public": ("", "note", "public", LOGGED_IN, {"owner": "finance"}),
    "note": ("", "note", "restricted", HOME, {"owner": "secretariat"}),
    "note of finance": ("", "note", "restricted", f"{CHIEFS} finance both", {"owner": "finance"}),
    "note confidential": ("", "note", "confidential", CHIEFS, {"owner": "secretariat"}),
    "note withdrawn": (
        "",
        "note",
        "restricted",
        HOME,
        {"owner": "secretariat", "withdrawn": True},
    ),
    "lent": ("received", "other", "confidential", CHIEFS, {}),
    "lent to save": ("received", "other", "confidential", CHIEFS, {}),
    "lent withdrawn": ("received", "other", "confidential", CHIEFS, {"withdrawn": True}),
    "scan": ("", "scan", "restricted", HOME, {"scan_of": "restricted"}),
    "scan of what is confidential": ("", "scan", "public", CHIEFS, {"scan_of": "confidential"}),
    "scan withdrawn": (
        "",
        "scan",
        "restricted",
        CHIEFS,
        {"scan_of": "restricted", "withdrawn": True},
    ),
    "scan of the votes": (
        "",
        "scan",
        "public",
        f"{HOME} finance member reader",
        {"scan_of": "votes"},
    ),
    "scan of the figures": (
        "",
        "scan",
        "restricted",
        "staff finance both chief",
        {"scan_of": "figures"},
    ),
}
ANNOUNCED = {"text", "news"}
"""What anyone reads besides."""
LENT = {"lent", "lent to save"}
"""What the borrower reads page by page."""
SAVED = {"lent to save"}

# name: (matters, kind, level, who reads it as a party, by whom it was issued)
FORMS: dict[str, tuple[str, str, str, str, str]] = {
    "draft": ("draft", "other", "restricted", APPLICANTS, ""),
    "public": ("received", "other", "public", f"{STAFF} {APPLICANTS} member reader", ""),
    "restricted": ("received", "other", "restricted", HOME, ""),
    "confidential": ("received", "other", "confidential", CHIEFS, ""),
    "issued": ("received", "other", "confidential", f"{CHIEFS} author", "author"),
    "shared": ("received", "shared", "restricted", f"{HOME} member", ""),
    "announced": ("published", "news", "public", f"{STAFF} {APPLICANTS} member", ""),
    "announced too early": ("noticed", "news", "public", f"{STAFF} {APPLICANTS} member", ""),
    "of two": ("received published", "other", "restricted", f"{HOME} finance both", ""),
    "votes": ("received", "votes", "public", f"{HOME} finance member reader", ""),
    "votes of no matter": ("", "votes", "restricted", "staff finance both chief", ""),
    "figures": ("", "figures", "restricted", "staff finance both chief", ""),
    "figures public": ("", "figures", "public", "staff finance both chief", ""),
    "figures confidential": ("", "figures", "confidential", "chief", ""),
}
ANNOUNCED_FORMS = {"announced"}


class World(SimpleNamespace):
    """``people`` and ``matters`` by name; ``lender`` grants what is in LENT to the borrower."""

    def papers(self, rows: Any) -> set[str]:
        """The names of documents."""
        return set(rows.values_list("title", flat=True))


def read_by(name: str) -> set[str]:
    """The papers that somebody reads otherwise than as anyone or by what was lent."""
    return {paper for paper, (*_rest, readers, _f) in PAPERS.items() if name in readers.split()}


def forms_of(name: str) -> set[str]:
    """The forms that somebody reads otherwise than as anyone."""
    return {form for form, (*_rest, readers, _by) in FORMS.items() if name in readers.split()}


def known_to_staff() -> set[str]:
    """The papers that all staff know of: live, and of no matter in its draft."""
    return {
        paper
        for paper, (matter, *_rest, fields) in PAPERS.items()
        if matter != "draft" and not fields.get("withdrawn")
    }


def build(make: SimpleNamespace) -> World:
    """The world, by the makers of people and matters."""
    world = World(people={}, matters={}, forms={})
    applicant, other = make.organisation(), make.organisation()
    committee = make.committee(1)
    for state in ("draft", "received", "noticed", "published"):
        world.matters[state] = make.matter(state, applicant=applicant, committee=committee)
    finance_clerk, clerk = make.staff(department="finance"), make.staff()
    world.departments = {one.code: one for one in Department.objects.all()}
    world.organisations = {"applicant": applicant, "other": other}
    world.people = {
        "public": None,
        "stranger": make.user(),
        "author": make.user(),
        "reader": make.user(),
        "borrower": make.user(),
        "applicant": make.user(organisation=applicant),
        "submitter": make.user(organisation=other),
        "member": Seat.objects.get(body=committee).user,
        "staff": clerk,
        "finance": finance_clerk,
        "both": make.staff(department="finance", organisation=applicant),
        "deputy": make.user(),
        "custodian": make.user(posts=("custodian",)),
        "chief": make.staff(posts=("secretary_general",)),
    }
    Deputyship.objects.create(principal=clerk, deputy=world.people["deputy"], starts=LONG_AGO)
    world.uploader = make.user()
    _play_parts(world)
    _issue_forms(world)
    _add_papers(world)
    _hand_over(world)
    return world


def _play_parts(world: World) -> None:
    """Who has a part now and who no more.

    The reader has one in one matter and no more in another; in the last finance has one, while
    applicant and owner read by being that alone.
    """
    reader = Party.of(world.people["reader"])
    world.matters["received"].involve(roles.EXPERT, reader)
    world.matters["noticed"].involve(roles.EXPERT, reader)
    world.matters["noticed"].dismiss(roles.EXPERT, reader)
    published = world.matters["published"]
    published.involve(roles.WRITERS, Party.of(world.departments["finance"]))
    published.dismiss(roles.APPLICANT, Party.of(world.organisations["applicant"]))
    published.dismiss(roles.SECRETARIAT, Party.of(published.owner))


def _issue_forms(world: World) -> None:
    for name, (_matters, kind, level, _readers, by) in FORMS.items():
        form = IssuedForm(kind=kind, title=name, level=level, check_token=name.replace(" ", "-"))
        form.issued_by = world.people[by] if by else None
        world.forms[name] = form
    IssuedForm.objects.bulk_create(world.forms.values())
    through = IssuedForm.matters.through
    through.objects.bulk_create(
        through(issuedform=world.forms[name], matter_id=world.matters[matter].pk)
        for name, (matters, *_rest) in FORMS.items()
        for matter in matters.split()
    )


def _add_papers(world: World) -> None:
    now = clock.now()
    made = []
    for name, (matter, kind, level, _readers, fields) in PAPERS.items():
        made.append(
            Document(
                matter_id=world.matters[matter].pk if matter else None,
                kind=kind,
                title=name,
                level=level,
                uploaded_by=world.people.get(fields.get("uploaded_by", ""), world.uploader),
                owner=world.departments.get(fields.get("owner", "")),
                organisation=world.organisations.get(fields.get("of", "")),
                scan_of=world.forms.get(fields.get("scan_of", "")),
                withdrawn_at=now if fields.get("withdrawn") else None,
                disposed_at=now if fields.get("disposed") else None,
            )
        )
    world.documents = {one.title: one for one in Document.objects.bulk_create(made)}


def _hand_over(world: World) -> None:
    reader, now = Party.of(world.people["reader"]), clock.now()
    other, day = Party.of(world.organisations["other"]), dt.timedelta(days=1)
    handings: dict[str, tuple[Party, dt.datetime, dt.datetime | None]] = {
        "draft handed": (Party.of(world.people["finance"]), now - day, None),
        "handed": (reader, now - day, now + day),
        "handed by name": (reader, now - day, None),
        "handed to all": (other, now - day, None),
        "handed to all confidential": (other, now - day, None),
        "handed with the part": (reader, now - day, None),
        "handed until now": (reader, now - day, now),
        "handed from now": (reader, now, None),
        "handed tomorrow": (reader, now + day, None),
        "handed without a matter": (reader, now - day, None),
        "handed withdrawn": (reader, now - day, None),
    }
    Handing.objects.bulk_create(
        Handing(
            document=world.documents[name], party=party, since=since, until=until, by=world.uploader
        )
        for name, (party, since, until) in handings.items()
    )


def lender(world: World) -> Grant:
    """What lends the papers named so to the borrower, until tomorrow."""
    end = clock.now() + dt.timedelta(days=1)

    def opens(*names: str) -> Any:
        keys = [world.documents[name].pk for name in names]

        def opened(who: Any, now: dt.datetime) -> Any:
            mine = who.user_id == world.people["borrower"].pk and now < end
            return Q(pk__in=keys if mine else [])

        return opened

    return Grant(
        "Lent",
        reads=opens(*LENT, "lent withdrawn"),
        copies=opens(*SAVED, "lent withdrawn"),
        remark=lambda *_asked: [],
        until=lambda *_asked: end,
        versions=lambda *_asked: [],
    )
