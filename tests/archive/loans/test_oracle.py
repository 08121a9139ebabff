"""What loans, exceptions and the check of a filing open equals what a plain oracle says."""

from __future__ import annotations

import datetime as dt
import itertools
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from archive.exceptions.actions import permission_of
from archive.exceptions.records import DocumentException, FolderException
from archive.filing.models import Filing
from archive.filing.states import F
from archive.loans.models import Loan
from archive.loans.records import LoanItem
from archive.loans.terms import Form
from archive.records import Folder, Item
from tests.archive.holdings import record
from tests.examples import examples
from tests.standards.association import LONG_AGO, START, person
from zsa_portal.documents.known import Rows
from zsa_portal.documents.models import Document, Version
from zsa_portal.people.models import Department, DepartmentMembership, Deputyship
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.settle import begin

SECONDS = (-1, 0, 1)
NAMES = (
    "clerk",
    "head",
    "archivist",
    "other_clerk",
    "other_head",
    "quality",
    "custodian",
    "secretary_general",
    "vice_chair",
    "deputy",
    "lapsed",
)
"""The deputy stands in for the custodian; the lapsed one did so until yesterday."""
POSTS = {"custodian", "secretary_general", "vice_chair", "deputy"}
HOMES = dict.fromkeys(("clerk", "head", "archivist"), "home")
HOMES |= dict.fromkeys(("other_clerk", "other_head"), "other")
RANK = {"public": 0, "restricted": 1, "confidential": 2, "": 2}
"""What has no level counts as the highest."""
LEVELS = ("public", "restricted", "confidential")
SETS = {
    "discover": Document.objects.discoverable_by,
    "read": Document.objects.readable_by,
    "download": Document.objects.savable_by,
}
times = st.sampled_from([-3600, *SECONDS, 3600])
a_record = st.fixed_dictionaries(
    {
        "level": st.sampled_from(list(RANK)),
        "owner": st.sampled_from(["other", "other", "home", ""]),
        "number": st.sampled_from(["01", "01.02", "02"]),
        "state": st.sampled_from(
            [*[Item.State.ACCEPTED] * 3, Item.State.DISPOSED, Item.State.LISTED]
        ),
        "withdrawn": st.sampled_from([False, False, False, True]),
        "renewed": st.sampled_from([False, False, True]),
    }
)
a_loan = st.fixed_dictionaries(
    {
        "record": st.integers(0, 3),
        "who": st.sampled_from(NAMES),
        "level": st.sampled_from(LEVELS),
        "copies": st.booleans(),
        "form": st.sampled_from([Form.ELECTRONIC, Form.ELECTRONIC, Form.PAPER]),
        "opens": times,
        "closes": times,
        "ended": st.booleans(),
    }
)
an_exception = st.fixed_dictionaries(
    {
        "record": st.integers(0, 3),
        "who": st.sampled_from(NAMES),
        "folder": st.booleans(),
        "copies": st.booleans(),
        "since": times,
        "until": times,
        "revoked": st.booleans(),
        "approved": st.booleans(),
    }
)
BORDER = {
    "record": 0,
    "who": "clerk",
    "level": "restricted",
    "form": Form.ELECTRONIC,
    "opens": 0,
    "closes": 1,
    "ended": False,
    "copies": False,
}
ONE = {
    "level": "restricted",
    "owner": "other",
    "number": "01",
    "state": Item.State.ACCEPTED,
    "withdrawn": False,
    "renewed": False,
}
GIVEN = {
    "record": 0,
    "who": "head",
    "folder": True,
    "copies": True,
    "since": 0,
    "until": 1,
    "revoked": False,
    "approved": False,
}
FOLDERS = {"read": "archive.read_folder", "download": "archive.download_folder"}


def at(seconds: int) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)


@pytest.fixture
def people(cast):
    """The cast with two deputies."""
    others = {}
    for name, ends in (("deputy", None), ("lapsed", START.date() - dt.timedelta(days=1))):
        others[name] = person(name)
        DepartmentMembership.objects.create(
            user=others[name],
            department=Department.objects.get_or_create(code="innovation")[0],
            starts=LONG_AGO,
        )
        Deputyship.objects.create(
            principal=cast.custodian, deputy=others[name], starts=LONG_AGO, ends=ends
        )
    return SimpleNamespace(**vars(cast), **others)


def oracle(right, name, records, loans, exceptions, filing):
    """The places in ``records`` to which a user has a right, by loops over what was generated."""
    return {
        place
        for place in range(len(records))
        if (right == "discover" and not records[place]["withdrawn"])
        or of_right(name, records[place])
        or (right != "download" and checked(name, records[place], filing))
        or any(lent(name, place, records[place], one) and saves(right, one) for one in loans)
        or any(excepted(name, place, records, one) and saves(right, one) for one in exceptions)
    }


def saves(right, given_):
    return right != "download" or given_["copies"]


def of_right(name, one):
    """Their author, the posts; the owner's people below 机密; of public ones everybody.

    The other clerk is the author of all: until one is taken in as it is and above 公开.
    """
    taken_in = one["state"] == Item.State.ACCEPTED and not one["renewed"]
    if name in POSTS or (name == "other_clerk" and (one["level"] == "public" or not taken_in)):
        return True
    if one["level"] in ("public", "restricted") and one["owner"] == HOMES.get(name, "none"):
        return True
    return one["level"] == "public" and not one["withdrawn"]


def is_kept(one):
    return one["state"] == Item.State.ACCEPTED and not one["withdrawn"]


def checked(name, one, filing):
    """The head reads what is on the list page by page while it waits for the check, and no longer."""
    waits = filing == F.CHECK and one["state"] != Item.State.DISPOSED
    return name == "other_head" and waits and not one["withdrawn"]


def lent(name, place, one, loan):
    mine = (loan["record"], loan["who"], loan["form"]) == (place, name, Form.ELECTRONIC)
    covered = RANK[one["level"]] <= max(1, RANK[loan["level"]])
    runs = loan["opens"] <= 0 < loan["closes"] and not loan["ended"]
    return mine and covered and runs and is_kept(one)


def excepted(name, place, records, given_):
    on, one = given_["record"] % len(records), records[place]
    if given_["who"] != name or given_["revoked"] or not given_["since"] <= 0 < given_["until"]:
        return False
    if RANK[one["level"]] > 1 and not given_["approved"]:
        return False
    if not given_["folder"]:
        return on == place and not one["withdrawn"]
    return is_kept(one) and lies_in(one, records[on]["number"])


def lies_in(one, number):
    return one["number"] == number or one["number"].startswith(f"{number}.")


def whole(right, name, number, *written):
    """Whether all that is kept in a folder, and something is, is among what a user has a right to."""
    records = written[0]
    places = {
        place
        for place, one in enumerate(records)
        if one["state"] == Item.State.ACCEPTED and lies_in(one, number)
    }
    return bool(places) and places <= oracle(right, name, *written)


def read_by_what_is_known(user, made):
    """What is read where the rule is told of each paper what a list has read of it."""
    found = set()
    for row in Document.objects.filter(pk__in=made).select_related("matter"):
        kind = row.matter.kind if row.matter else None
        rows = Document.objects.filter(pk=row.pk)
        of = Rows.of([(row.scan_of_id, row.withdrawn_at, kind, row.kind)])
        found |= set(rows.readable_by(user, of).values_list("pk", flat=True))
    return found


def write(cast, records, loans, exceptions, filing):
    made = []
    for place, one in enumerate(records):
        item = record(
            cast.other_department,
            cast.other_clerk,
            f"r{place}",
            level=one["level"],
            number=one["number"],
            state=one["state"],
        )
        owners = {"other": cast.other_department, "home": cast.department}
        Document.objects.filter(pk=item.document_id).update(
            owner=owners.get(one["owner"]), withdrawn_at=START if one["withdrawn"] else None
        )
        if one["renewed"]:
            Version.objects.create(
                document=item.document,
                number=2,
                file=item.version.file,
                name=item.name,
                uploaded_by=cast.other_clerk,
            )
        made.append(item)
    Filing.objects.filter(pk=made[0].filing_id).update(state=filing)
    for one in loans:
        if one["record"] < len(made):
            write_loan(cast, made[one["record"]], one)
    for one in exceptions:
        write_exception(cast, made[one["record"] % len(made)], one)
    return made


def write_loan(cast, item, one):
    loan = Loan(
        borrower=getattr(cast, one["who"]),
        owner=cast.department,
        title="x",
        level=one["level"],
        form=one["form"],
        opens_at=at(one["opens"]),
        closes_at=at(one["closes"]),
        ended_at=START if one["ended"] else None,
        copies_allowed=one["copies"],
    )
    begin(loan, by=loan.borrower, parties=[])
    LoanItem.objects.create(loan=loan, item=item)


def write_exception(cast, item, one):
    table, on = (
        (FolderException, item.folder) if one["folder"] else (DocumentException, item.document)
    )
    leader = cast.secretary_general if one["who"] == "vice_chair" else cast.vice_chair
    table.objects.create(
        user=getattr(cast, one["who"]),
        permission=permission_of(Folder if one["folder"] else Document, copies=one["copies"]),
        content_object=on,
        reason="x",
        since=at(one["since"]),
        until=at(one["until"]),
        given_by=cast.custodian,
        revoked_at=START if one["revoked"] else None,
        revoked_for=str(id(one)),
        approved_at=START if one["approved"] else None,
        approved_by=leader if one["approved"] else None,
    )


@settings(
    max_examples=examples(10),
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    records=st.lists(a_record, min_size=1, max_size=4),
    loans=st.lists(a_loan, max_size=5),
    exceptions=st.lists(
        an_exception,
        max_size=4,
        unique_by=lambda one: (one["record"], one["who"], one["folder"]),
    ),
    asked=st.sampled_from(NAMES),
    filing=st.sampled_from([F.CHECK, F.CHECK, *(state for state in F if state != F.CHECK)]),
)
@example(records=[ONE], loans=[BORDER], exceptions=[], asked="clerk", filing=F.FILED)
@example(
    records=[ONE], loans=[BORDER | {"closes": 0}], exceptions=[], asked="clerk", filing=F.FILED
)
@example(
    records=[ONE | {"level": Level.CONFIDENTIAL.value}],
    loans=[BORDER],
    exceptions=[],
    asked="clerk",
    filing=F.FILED,
)
@example(
    records=[ONE, ONE | {"number": "01.02"}, ONE | {"number": "02"}],
    loans=[],
    exceptions=[GIVEN],
    asked="head",
    filing=F.CUSTODY,
)
@example(
    records=[ONE, ONE | {"number": "01.02", "level": Level.CONFIDENTIAL.value}],
    loans=[],
    exceptions=[GIVEN, GIVEN | {"record": 1, "folder": False, "who": "clerk"}],
    asked="head",
    filing=F.CUSTODY,
)
@example(
    records=[ONE, ONE | {"number": "01.02", "level": Level.CONFIDENTIAL.value}],
    loans=[],
    exceptions=[
        GIVEN | {"approved": True},
        GIVEN | {"record": 1, "folder": False, "who": "clerk", "approved": True},
    ],
    asked="head",
    filing=F.CUSTODY,
)
@example(
    records=[ONE | {"level": "", "owner": ""}],
    loans=[BORDER],
    exceptions=[],
    asked="other_head",
    filing=F.CUSTODY,
)
@example(
    records=[
        ONE | {"level": "", "owner": "", "state": Item.State.LISTED},
        ONE | {"state": Item.State.DISPOSED},
    ],
    loans=[],
    exceptions=[],
    asked="other_head",
    filing=F.CHECK,
)
def test_the_visible_set_equals_the_oracles(people, records, loans, exceptions, asked, filing):
    numbers = [one["number"] for one in records]
    seen, kept_ = set(), []
    for one in exceptions:
        place = one["record"] % len(records)
        key = (one["who"], one["folder"], numbers[place] if one["folder"] else place)
        if key not in seen:
            seen.add(key)
            kept_.append(one)
    with transaction.atomic(), clock.moved_to(START):
        made = [item.document_id for item in write(people, records, loans, kept_, filing)]
        for name in NAMES:
            for right in SETS if name == asked else ("read",):
                rows = SETS[right](getattr(people, name)).filter(pk__in=made)
                found = {made.index(pk) for pk in rows.values_list("pk", flat=True)}
                meant = oracle(right, name, records, loans, kept_, filing)
                assert (name, right, found) == (name, right, meant)
            assert read_by_what_is_known(getattr(people, name), made) == {
                made[place] for place in oracle("read", name, records, loans, kept_, filing)
            }
        single = {
            (right, place)
            for right, place in itertools.product(SETS, range(len(made)))
            if getattr(people, asked).has_perm(
                f"zsa_documents.{right}_document", Document(pk=made[place])
            )
        }
        assert single == {
            (right, place)
            for right in SETS
            for place in oracle(right, asked, records, loans, kept_, filing)
        }
        for folder in Folder.objects.filter(number__in=numbers):
            for right, permission in FOLDERS.items():
                told = getattr(people, asked).has_perm(permission, folder)
                meant = whole(right, asked, folder.number, records, loans, kept_, filing)
                assert (asked, right, folder.number, told) == (asked, right, folder.number, meant)
        transaction.set_rollback(True)
