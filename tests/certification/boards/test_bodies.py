"""The boards of bodies: for their own people and for staff, with what is due next."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from certification.approval.papers import RECOGNISED
from certification.models import Recognition
from certification.one_mark.marks.states import S as M
from certification.states import S
from certification.upkeep.queries import next_recheck, next_reexamination
from certification.upkeep.records import Upkeep
from tests.certification.one_mark.association import edition_in_force
from tests.certification.one_mark.stations import mark_at
from tests.pages.costs import MOST, statements
from zsa_portal.catalogue.columns import DAYS, DayOfEdition
from zsa_portal.catalogue.models import Edition
from zsa_portal.people.models import Organisation, User
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db
LISTS = ("body_applications", "body_standards", "body_marks")
NEXT = dt.date(2027, 3, 1)


def where(name, body):
    return reverse(f"certification:{name}", args=[body.pk])


@pytest.fixture
def body(walker):
    return walker.cast.organisation


@pytest.fixture
def standard(body):
    """Make a recognised standard of the body."""

    def make(running=9200, **values):
        edition = edition_in_force(running=running)
        values = {"source_body": body, "source_number": f"T/EX {running}-2024"} | values
        Edition.objects.filter(pk=edition.pk).update(**values)
        return Edition.objects.get(pk=edition.pk)

    return make


def records(client, user, path, **asked):
    client.force_login(User.objects.get(pk=user.pk))
    return [row.record for row in client.get(path, asked).context["table"].rows]


def test_own_people_and_staff_enter_and_nobody_else(client, walker, body, outsiders):
    insiders = [walker.cast.applicant, walker.cast.secretariat]
    for name in LISTS:
        for user in (*insiders, outsiders["clerk of another department"]):
            client.force_login(user)
            assert client.get(where(name, body)).status_code == 200
        for who in ("other member", "nobody in particular"):
            client.force_login(outsiders[who])
            assert client.get(where(name, body)).status_code == 404
        client.logout()
        assert client.get(where(name, body)).status_code == 302
    client.force_login(walker.cast.secretariat)
    assert client.get("/recognition/bodies/999999/applications/").status_code == 404


def test_applications_with_their_state_and_day(client, walker, recognition_at, body):
    accepted = recognition_at(S.ACCEPTANCE)
    with clock.moved_to(walker.now):
        draft = walker.start("草案", "T/EX 99-2025")
        path = where("body_applications", body)
        assert set(records(client, walker.cast.applicant, path)) == {accepted, draft}
        assert records(client, walker.cast.secretariat, path) == [accepted]
        assert records(client, walker.cast.secretariat, path, state=S.NOTICE) == []
        answer = client.get(path, {"export": "xlsx"})
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    found = dict(zip(rows[0], rows[1], strict=True))
    assert found["Due"].date() == clock.day_of(accepted.due_at - dt.timedelta(seconds=1))
    assert found["State"] == "20.20 Acceptance"


def test_recognised_standards_with_the_days_that_procedures_give(client, walker, body, standard):
    kept, revoked = standard(), standard(9201)
    Edition.objects.filter(pk=revoked.pk).update(
        status=Edition.Status.REVOKED, status_since=dt.date(2026, 1, 1), status_reason="撤销。"
    )
    pending = standard(9202, status=Edition.Status.PENDING)
    standard(9203, source_body=Organisation.objects.create(name="别家", kind="other"))
    asked: list[list[int]] = []

    def days(editions):
        asked.append(sorted(one.pk for one in editions))
        return {kept.pk: NEXT}

    path = where("body_standards", body)
    DAYS["test.next"] = DayOfEdition("Next examination", days)
    try:
        found = records(client, walker.cast.applicant, path)
        page = client.get(path).content.decode()
        answer = client.get(path, {"export": "xlsx"})
    finally:
        del DAYS["test.next"]
    assert set(found) == {kept, revoked}
    assert pending not in found
    assert asked[0] == sorted([kept.pk, revoked.pk])
    assert "Next examination" in page
    assert "2027-03-01" in page
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    told = {row[0]: row[rows[0].index("Next examination")] for row in rows[1:]}
    assert told == {kept.number: dt.datetime.combine(NEXT, dt.time()), revoked.number: None}
    assert "Next examination" not in client.get(path).content.decode()


def test_standards_in_force_show_when_they_are_examined_next(client, walker, body, standard):
    kept = standard(kind=RECOGNISED.key)
    new = standard(9201, kind=RECOGNISED.key)
    standard(9202, kind=RECOGNISED.key, status=Edition.Status.REPLACED)
    standard(9203)
    Upkeep.objects.create(
        standard=kept.standard,
        edition=kept,
        recognised_on=kept.published_on,
        recheck_on=dt.date(2026, 9, 9),
        reexamination_on=dt.date(2029, 9, 9),
    )
    editions = list(Edition.objects.all())
    assert next_recheck(editions) == {kept.pk: dt.date(2026, 9, 9), new.pk: dt.date(2026, 3, 1)}
    assert next_reexamination(editions) == {
        kept.pk: dt.date(2029, 9, 9),
        new.pk: dt.date(2028, 3, 1),
    }
    assert next_recheck([]) == {}
    client.force_login(walker.cast.applicant)
    with clock.moved_to(walker.now):
        page = client.get(where("body_standards", body)).content.decode()
    assert "2026-09-09" in page
    assert "2028-03-01" in page


def test_marks_are_its_own_and_those_on_its_standards(client, walker, body):
    mark_walker, mark = mark_at(M.AUTHORISED)
    enterprise = mark_walker.cast.enterprise
    with clock.moved_to(mark_walker.now):
        own = where("body_marks", enterprise)
        assert records(client, mark_walker.cast.applicant, own) == [mark]
        path = where("body_marks", body)
        assert records(client, walker.cast.applicant, path) == []
        Edition.objects.filter(pk=mark.edition_id).update(source_body=body)
        assert records(client, walker.cast.applicant, path) == [mark]
        page = client.get(path).content.decode()
    assert mark.public_url in page


def test_anothers_application_for_a_mark_is_nobody_elses(client, walker, body):
    mark_walker, mark = mark_at(M.EXAMINATION)
    Edition.objects.filter(pk=mark.edition_id).update(source_body=body)
    with clock.moved_to(mark_walker.now):
        assert records(client, walker.cast.applicant, where("body_marks", body)) == []
        own = where("body_marks", mark_walker.cast.enterprise)
        assert records(client, mark_walker.cast.applicant, own) == [mark]


def test_the_list_of_bodies(client, walker, recognition_at, body, standard, outsiders):
    recognition_at(S.ACCEPTANCE)
    standard()
    path = reverse("certification:bodies")
    (found,) = records(client, walker.cast.secretariat, path)
    assert (found, found.going_on, found.recognised) == (body, 1, 1)
    (own,) = records(client, walker.cast.applicant, path)
    assert own == body
    (other,) = records(client, outsiders["other member"], path)
    assert (other.name, other.going_on, other.recognised) == ("别家公司", 0, 0)
    assert records(client, outsiders["nobody in particular"], path) == []
    client.logout()
    assert client.get(path).status_code == 302


def test_an_ended_application_is_not_under_way(client, walker, recognition_at):
    recognition_at(S.REFUSED)
    (found,) = records(client, walker.cast.secretariat, reverse("certification:bodies"))
    assert found.going_on == 0


def test_the_pages_cost_the_same_at_one_row_and_at_three(walker, recognition_at, body, standard):
    recognition = recognition_at(S.ACCEPTANCE)
    standard()
    paths = [where(name, body) for name in LISTS] + [reverse("certification:bodies")]

    def costs():
        user = User.objects.get(pk=walker.cast.secretariat.pk)
        return {path: len(statements(user, path, walker.now)) for path in paths}

    before = costs()
    standard(9201)
    standard(9202)
    for number in (1, 2):
        other = Organisation.objects.create(name=f"联盟{number}", kind="social_organisation")
        standard(9300 + number, source_body=other)
        copied = Recognition.objects.get(pk=recognition.pk)
        assert copied.applicant_id == body.pk
    assert costs() == before
    assert max(before.values()) <= MOST
