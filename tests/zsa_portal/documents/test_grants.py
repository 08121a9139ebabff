"""Rights to papers that apps add: what several grants open together, and which of them is heard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db.models import Q

from tests.standards.association import START, person
from zsa_portal.documents import grants
from zsa_portal.documents.grants import Grant
from zsa_portal.documents.models import Document
from zsa_portal.people.places import NOBODY, Places
from zsa_portal.ui.conditions import NEVER

SOMEBODY = Places(user_id=7, parties=frozenset({"user:7"}))
PAPER = 5
LATER = START.replace(year=2027)


def when_asked(answer, otherwise, *paper):
    """Answers that reader at that instant alone, of that paper where one is asked about."""
    return lambda *of: answer if of == (*paper, SOMEBODY, START) else otherwise


def a_grant(reads=NEVER, copies=NEVER, remark=(), until=None, versions=()):
    return Grant(
        "A grant",
        when_asked(reads, NEVER),
        when_asked(copies, NEVER),
        when_asked(list(remark), [], PAPER),
        when_asked(until, None, PAPER),
        when_asked(list(versions), [], PAPER),
    )


@pytest.fixture
def given(monkeypatch):
    """Puts grants in place of all others."""
    return lambda *found: monkeypatch.setattr(grants, "GRANTS", dict(enumerate(found)))


def test_the_first_remark_the_latest_end_and_all_versions_hold(given):
    asked = (PAPER, SOMEBODY, START)
    given(a_grant(), a_grant(remark=["甲"], until=START, versions=[3, 1]), a_grant())
    assert grants.remark_of(*asked) == ["甲"]
    given(
        a_grant(),
        a_grant(remark=["甲"], until=START, versions=[3, 1]),
        a_grant(remark=["乙"], until=LATER, versions=[2]),
        a_grant(until=START),
    )
    assert grants.remark_of(*asked) == ["甲"]
    assert grants.granted_until(*asked) == LATER
    assert grants.granted_versions(*asked) == [3, 1, 2]
    assert grants.granted_versions(PAPER, replace(SOMEBODY, parties=frozenset()), START) == []


def test_where_no_grant_opens_a_paper_there_is_nothing(given):
    given(a_grant(), a_grant())
    asked = (PAPER, SOMEBODY, START)
    assert grants.remark_of(*asked) == grants.granted_versions(*asked) == []
    assert grants.granted_until(*asked) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "field"), [(grants.granted_reading, "reads"), (grants.granted_copies, "copies")]
)
def test_what_any_grant_opens_is_open_unless_withdrawn(given, rows, field):
    by = person("somebody")

    def paper(**fields):
        return Document.objects.create(kind="test.minutes", title="x", uploaded_by=by, **fields).pk

    first, second, withdrawn, _other = paper(), paper(), paper(withdrawn_at=START), paper()
    opened = [(first,), (second, withdrawn), ()]
    given(*(a_grant(**{field: Q(pk__in=keys)}) for keys in opened))
    found = Document.objects.filter(rows(SOMEBODY, START)).values_list("pk", flat=True)
    assert set(found) == {first, second}
    given(replace(a_grant(), **{field: lambda *_of: Q(pk=first)}))
    assert Document.objects.filter(rows(SOMEBODY, START)).exists()
    assert not Document.objects.filter(rows(NOBODY, START)).exists()
