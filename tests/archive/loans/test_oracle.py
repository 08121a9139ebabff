"""The documents that loans and exceptions open equal those of an oracle in plain Python."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from archive.exceptions.actions import permission_of
from archive.exceptions.records import DocumentException, FolderException
from archive.loans.models import Loan
from archive.loans.records import LoanItem
from archive.loans.terms import Form
from archive.records import Folder, Item
from tests.archive.holdings import record
from tests.examples import examples
from tests.standards.association import START
from zsa_portal.documents.models import Document
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.settle import begin

SECONDS = (-1, 0, 1)
NAMES = ("clerk", "head", "other_clerk", "custodian", "archivist")
RANK = {"public": 0, "restricted": 1, "confidential": 2}
times = st.sampled_from([-3600, *SECONDS, 3600])
a_record = st.fixed_dictionaries(
    {
        "level": st.sampled_from(list(RANK)),
        "number": st.sampled_from(["01", "01.02", "02"]),
        "state": st.sampled_from([Item.State.ACCEPTED, Item.State.ACCEPTED, Item.State.DISPOSED]),
        "withdrawn": st.sampled_from([False, False, False, True]),
    }
)
a_loan = st.fixed_dictionaries(
    {
        "record": st.integers(0, 3),
        "who": st.sampled_from(NAMES),
        "level": st.sampled_from(list(RANK)),
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
        "since": times,
        "until": times,
        "revoked": st.booleans(),
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
}
ONE = {"level": "restricted", "number": "01", "state": Item.State.ACCEPTED, "withdrawn": False}


def at(seconds: int) -> dt.datetime:
    return START + dt.timedelta(seconds=seconds)


def oracle(name, records, loans, exceptions):
    """The places in ``records`` that a user reads, by loops over what was generated."""
    return {
        place
        for place in range(len(records))
        if of_right(name, records[place])
        or any(lent(name, place, records[place], loan) for loan in loans)
        or any(excepted(name, place, records, one) for one in exceptions)
    }


def of_right(name, one):
    """The one who uploaded all of them, the custodian, and of public ones everybody."""
    if name in ("other_clerk", "custodian"):
        return True
    return one["level"] == "public" and not one["withdrawn"]


def is_kept(one):
    return one["state"] == Item.State.ACCEPTED and not one["withdrawn"]


def lent(name, place, one, loan):
    mine = (loan["record"], loan["who"], loan["form"]) == (place, name, Form.ELECTRONIC)
    covered = RANK[one["level"]] <= max(1, RANK[loan["level"]])
    runs = loan["opens"] <= 0 < loan["closes"] and not loan["ended"]
    return mine and covered and runs and is_kept(one)


def excepted(name, place, records, given_):
    on, one = given_["record"] % len(records), records[place]
    if given_["who"] != name or given_["revoked"] or not given_["since"] <= 0 < given_["until"]:
        return False
    if not given_["folder"]:
        return on == place and not one["withdrawn"]
    number = records[on]["number"]
    return is_kept(one) and (one["number"] == number or one["number"].startswith(f"{number}."))


def write(cast, records, loans, exceptions):
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
        if one["withdrawn"]:
            Document.objects.filter(pk=item.document_id).update(withdrawn_at=START)
        made.append(item)
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
    )
    begin(loan, by=loan.borrower, parties=[])
    LoanItem.objects.create(loan=loan, item=item)


def write_exception(cast, item, one):
    table, on = (
        (FolderException, item.folder) if one["folder"] else (DocumentException, item.document)
    )
    table.objects.create(
        user=getattr(cast, one["who"]),
        permission=permission_of(Folder if one["folder"] else Document, copies=False),
        content_object=on,
        reason="x",
        since=at(one["since"]),
        until=at(one["until"]),
        given_by=cast.custodian,
        revoked_at=START if one["revoked"] else None,
        revoked_for=str(id(one)),
    )


@settings(
    max_examples=examples(40),
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
    now=st.just(0),
)
@example(records=[ONE], loans=[BORDER], exceptions=[], now=0)
@example(records=[ONE], loans=[BORDER | {"closes": 0}], exceptions=[], now=0)
@example(records=[ONE | {"level": Level.CONFIDENTIAL.value}], loans=[BORDER], exceptions=[], now=0)
@example(
    records=[ONE, ONE | {"number": "01.02"}, ONE | {"number": "02"}],
    loans=[],
    exceptions=[
        {"record": 0, "who": "head", "folder": True, "since": 0, "until": 1, "revoked": False}
    ],
    now=0,
)
def test_the_visible_set_equals_the_oracles(cast, records, loans, exceptions, now):
    numbers = [one["number"] for one in records]
    seen, kept_ = set(), []
    for one in exceptions:
        place = one["record"] % len(records)
        key = (one["who"], one["folder"], numbers[place] if one["folder"] else place)
        if key not in seen:
            seen.add(key)
            kept_.append(one)
    with transaction.atomic(), clock.moved_to(START):
        made = write(cast, records, loans, kept_)
        for name in NAMES:
            user = getattr(cast, name)
            assert places_of(user).staff
            rows = Document.objects.readable_by(user).filter(pk__in=[m.document_id for m in made])
            found = {
                [m.document_id for m in made].index(pk) for pk in rows.values_list("pk", flat=True)
            }
            assert found == oracle(name, records, loans, kept_), name
        transaction.set_rollback(True)
