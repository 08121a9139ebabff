"""The figures of a year, worked out by hand from what the log says."""

from __future__ import annotations

import datetime as dt
import json
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from certification.boards import counting
from certification.boards.actions import year_figures_issue
from certification.boards.figures import long_rows, paper_data, tables_of
from certification.models import Recognition
from certification.states import STATES, S
from tests.certification.one_mark.association import edition_in_force
from tests.pages.costs import MOST, statements
from tests.zsa_portal.documents.making import pdf_bytes
from zsa_portal.catalogue.models import Edition
from zsa_portal.documents.models import IssuedForm
from zsa_portal.documents.render import html_of
from zsa_portal.people.models import Organisation, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import LogEntry

pytestmark = pytest.mark.django_db
PAGE = "/recognition/figures/"


def day(month, number, year=2027, hour=12):
    return dt.datetime(year, month, number, hour, tzinfo=clock.SHANGHAI)


@pytest.fixture
def begun(walker):
    """Begin an application on 2027-01-02, in a field, and let the log say when it moved where."""

    def make(*moves, field="bio", title="一项规范", body=None):
        matter = walker.start(title, f"T/EX {Recognition.objects.count() + 30}-2025")
        values = {"field": field, "created_at": day(1, 2)}
        if body is not None:
            values["applicant"] = body
        Recognition.objects.filter(pk=matter.pk).update(**values)
        source = S.DRAFT
        for at, target in moves:
            LogEntry.objects.create(
                matter_id=matter.pk, at=at, step="moved", from_state=source, to_state=target
            )
            source = target
        return matter

    return make


@pytest.fixture
def two(begun, walker):
    """One recognised after it was returned once; one failed in the year and reconsidered in the next."""
    begun(
        (day(1, 12), S.ACCEPTANCE),
        (day(1, 20), S.RETURNED),
        (day(1, 25), S.ACCEPTANCE),
        (day(2, 4), S.ACCEPTED),
        (day(2, 6), S.NOTICE),
        (day(2, 26), S.NOTICE_CLOSED),
        (day(3, 8), S.PANEL_FORMING),
        (day(3, 18), S.PANEL_READY),
        (day(3, 20), S.BALLOT),
        (day(4, 1), S.BALLOT_CLOSED),
        (day(4, 5), S.PASSED),
        (day(4, 10), S.BEFORE_COUNCIL),
        (day(5, 1), S.APPROVED),
        (day(12, 31, hour=23), S.RECOGNISED),
    )
    begun(
        (day(1, 4), S.ACCEPTANCE),
        (day(1, 14), S.ACCEPTED),
        (day(2, 1), S.NOTICE),
        (day(2, 16), S.NOTICE_CLOSED),
        (day(2, 20), S.PANEL_FORMING),
        (day(3, 2), S.PANEL_READY),
        (day(3, 10), S.BALLOT),
        (day(12, 20), S.BALLOT_CLOSED),
        (day(12, 30), S.FAILED),
        (day(1, 1, year=2028, hour=0), S.RECONSIDERATION),
        field="future",
        title="又一项",
        body=Organisation.objects.create(name="某机构", kind="other"),
    )


def totals(year):
    return dict(counting.summed(counting.happened(year)).get("", {}))


def test_each_standard_counts_once_an_event_in_the_year_in_which_it_happened(two):
    assert totals(2027) == {
        "applied": 2,
        "accepted": 2,
        "noticed": 2,
        "reviewed": 2,
        "passed": 1,
        "failed": 1,
        "recognised": 1,
    }
    assert totals(2028) == {"reconsidered": 1}
    assert totals(2026) == {}


def test_by_field_and_by_kind_of_body(two):
    with translation.override("en"):
        tables = tables_of(2027)
    fields = {row[0]: row[1:] for row in tables[1].rows}
    kinds = {row[0]: row[1:] for row in tables[2].rows}
    assert fields["Bioengineering"] == [1, 1, 1, 1, 1, 0, 0, 1, 0]
    assert fields["Future industries"] == [1, 1, 1, 1, 0, 1, 0, 0, 0]
    assert fields["New energy"] == [0] * 9
    assert "No field given" not in fields
    assert kinds == {
        "Enterprise": [1, 1, 1, 1, 1, 0, 0, 1, 0],
        "Social organisation": [0] * 9,
        "Other": [1, 1, 1, 1, 0, 1, 0, 0, 0],
    }
    assert tables[1].headings[0] == "Technical field"
    assert len(tables[1].headings) == 10


def test_a_standard_without_field_is_not_lost(begun):
    begun((day(1, 4), S.ACCEPTANCE), field="")
    with translation.override("en"):
        assert tables_of(2027)[1].rows[-1] == ["No field given", 1, *[0] * 8]


def test_the_median_days_of_each_stage_that_was_left_in_the_year(two):
    """Application 10, 5 and 2 days; acceptance 8, 12 and 28; notice 30 and 19; panel 12 and 18.

    Assessment 21 of the one, the other goes on in its stage; approval 264 until 2027-12-31.
    """
    found = {one.code: (one.left, one.median_days) for one in counting.stage_days(2027)}
    assert found == {
        "10": (3, 5),
        "20": (3, 12),
        "30": (2, 24.5),
        "40": (2, 15.0),
        "50": (1, 21),
        "60": (1, 265),
        "70": (0, None),
    }
    assert {one.left for one in counting.stage_days(2028)} == {0}


def test_what_was_revoked_in_the_year_counts_where_it_came_from(two, walker):
    edition = edition_in_force(running=9100, field="bio")
    for running, values in {
        9100: {"status_since": dt.date(2027, 12, 31), "source_body": walker.cast.organisation},
        9101: {"status_since": dt.date(2028, 1, 1), "source_body": walker.cast.organisation},
        9102: {"status_since": dt.date(2027, 6, 1), "source_body": None},
    }.items():
        edition = edition if running == 9100 else edition_in_force(running=running, field="bio")
        Edition.objects.filter(pk=edition.pk).update(
            status=Edition.Status.REVOKED, status_reason="复审撤销。", **values
        )
    assert totals(2027)["revoked"] == 1
    found = [one for one in counting.happened(2027) if one.event == "revoked"]
    assert found == [counting.Happened("revoked", "bio", walker.cast.organisation.kind, 1)]


def test_marks_count_once_an_event(begun):
    mark = begun()
    Recognition.objects.filter(pk=mark.pk).update(kind="mark")
    for month, step, source, target in [
        (1, "authorise_mark", "mark_before_head", "mark_authorised"),
        (2, "suspend_mark", "mark_authorised", "mark_suspended"),
        (3, "renew_mark", "mark_resumption_examination", "mark_authorised"),
        (4, "suspend_meanwhile", "mark_renewal_examination", "mark_resumption_examination"),
        (5, "revoke_mark", "mark_suspended", "mark_revoked"),
    ]:
        LogEntry.objects.create(
            matter_id=mark.pk, at=day(month, 1), step=step, from_state=source, to_state=target
        )
    assert counting.marks(2027) == {"authorised": 1, "suspended": 1, "withdrawn": 1}
    assert counting.marks(2026) == {"authorised": 0, "suspended": 0, "withdrawn": 0}


def test_the_events_are_those_of_the_machine(walker, recognition_at):
    recognition_at(S.RECOGNISED)
    events = ("applied", "accepted", "noticed", "reviewed", "passed", "recognised")
    assert totals(walker.now.year) == dict.fromkeys(events, 1)
    assert set(counting.ENTERED) <= set(STATES)


def test_the_spreadsheet_has_every_number_of_every_table(client, two, walker):
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(day(12, 31, hour=23)), translation.override("en"):
        answer = client.get(PAGE, {"year": "2027", "export": "xlsx"})
        expected = long_rows(tables_of(2027))
    values = [list(row) for row in load_workbook(BytesIO(answer.content)).active.values]
    assert values[0] == ["Table", "Row", "Figure", "How many"]
    assert values[1] == ["Recognition", "Applied for", "Standards", 2]
    assert values[1:] == [list(row) for row in expected]


def test_narrow_tables_stay_tables_and_every_cell_knows_its_column(two):
    with translation.override("en"):
        tables = tables_of(2027)
    assert [table.is_narrow for table in tables] == [True, False, False, True, True, True]
    drawn = ["", "Applied for", "Applied for", "Median days", "", ""]
    assert [table.drawing for table in tables] == drawn
    assert tables[0].labelled[0] == [("Event", "Applied for"), ("Standards", 2)]


def test_the_page_draws_and_tells_the_same(client, two, walker):
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(day(12, 31, hour=23)):
        page = client.get(PAGE, {"year": "2027"})
        assert page.context["year"] == 2027
        assert client.get(PAGE, {"year": "1999"}).context["year"] == 2027
    shown = page.content.decode()
    assert shown.count("<svg") - shown.count('<svg class="bi') >= 4
    assert "Bioengineering" in shown


def test_the_secretariat_issues_the_official_paper(client, two, walker):
    client.force_login(walker.cast.secretariat)
    with clock.moved_to(day(12, 31, hour=23)):
        answer = client.post(f"{PAGE}?year=2027")
        form = IssuedForm.objects.get(kind="certification.year_figures")
        assert answer.url == form.get_absolute_url()
        assert form.title == "2027年中关村标准认定年度统计"
        assert form.number == "NT-2027-001"
        page = client.get(PAGE, {"year": "2027"}).content.decode()
    assert form.get_absolute_url() in page
    paper = html_of(form)
    assert "（2027年）" in paper
    assert paper.count('<svg class="bars"') == 4
    assert form.data == json.loads(json.dumps(paper_data(2027) | {"date": "2027-12-31"}))


def test_the_paper_is_read_by_staff_alone(client, two, walker, outsiders):
    form = year_figures_issue(year=2027, by=walker.cast.secretariat)
    readers = {
        name: IssuedForm.objects.readable_by(user).filter(pk=form.pk).exists()
        for name, user in outsiders.items()
    }
    assert readers == {
        "other member": False,
        "clerk of another department": True,
        "nobody in particular": False,
    }
    assert not IssuedForm.objects.readable_by(None).filter(pk=form.pk).exists()


def test_the_secretariats_department_attaches_the_sealed_scan(client, two, walker, outsiders):
    form = year_figures_issue(year=2027, by=walker.cast.secretariat)
    url = reverse("documents:form_scan", args=[form.pk])
    client.force_login(outsiders["clerk of another department"])
    assert client.get(url).status_code == 403
    client.force_login(walker.cast.secretariat)
    assert url in client.get(form.get_absolute_url()).content.decode()
    scan = SimpleUploadedFile("统计.pdf", pdf_bytes())
    assert client.post(url, {"file": scan, "no_state_secrets": "on"}).status_code == 302
    assert form.scans.get().title == form.title


def test_only_the_secretariats_department_issues_it(client, two, outsiders):
    for name, status in {
        "other member": 404,
        "clerk of another department": 403,
        "nobody in particular": 404,
    }.items():
        client.force_login(outsiders[name])
        assert client.post(f"{PAGE}?year=2027").status_code == status, name
    assert client.get(PAGE).status_code == 404
    client.force_login(outsiders["clerk of another department"])
    assert "Issue as an official paper" not in client.get(PAGE).content.decode()
    assert not IssuedForm.objects.filter(kind="certification.year_figures").exists()
    with pytest.raises(PermissionDenied):
        year_figures_issue(year=2027, by=outsiders["nobody in particular"])


def test_the_page_costs_the_same_at_one_row_and_at_three(begun, walker):
    def cost():
        user = User.objects.get(pk=walker.cast.secretariat.pk)
        return len(statements(user, f"{PAGE}?year=2027", day(12, 31)))

    begun((day(1, 4), S.ACCEPTANCE))
    before = cost()
    begun((day(1, 5), S.ACCEPTANCE), title="二")
    begun((day(1, 6), S.ACCEPTANCE), title="三")
    assert cost() == before
    assert before <= MOST


def test_the_menu_leads_staff_to_the_figures(client, walker):
    client.force_login(walker.cast.secretariat)
    assert (
        f'href="{reverse("certification:year_figures")}"' in client.get("/desk/").content.decode()
    )
