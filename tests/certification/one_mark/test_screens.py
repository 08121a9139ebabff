"""The pages of partners and marks: register, check by number, applying, writing, at few queries."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from certification.models import Mark, Partner
from certification.one_mark.marks.actions import mark_save
from certification.one_mark.marks.papers import CERTIFICATE
from certification.one_mark.marks.states import S as M
from certification.one_mark.partners.states import S as P
from tests.certification.one_mark.stations import mark_at, partner_at
from tests.standards.association import person
from zsa_portal.catalogue.models import Edition
from zsa_portal.documents.models import IssuedForm
from zsa_portal.documents.render import html_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.queries import log_lines

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


class Browser:
    """Asks for pages as somebody, at a walker's time, in English."""

    def __init__(self, now, user=None):
        self.client, self.now = Client(headers={"Accept-Language": "en"}), now
        if user is not None:
            self.client.force_login(user)

    def get(self, name, /, *args, **query):
        with clock.moved_to(self.now):
            answer = self.client.get(reverse(f"certification:{name}", args=args), query)
        return answer.status_code, answer.content.decode()

    def post(self, name, /, *args, **data):
        with clock.moved_to(self.now):
            answer = self.client.post(reverse(f"certification:{name}", args=args), data)
        return answer.status_code, answer.content.decode()


def sent(mark, **values):
    """What the application's form sends, unchanged but for these."""
    names = [
        "title",
        "model",
        "report_number",
        "report_date",
        "certificate_number",
        "certificate_date",
        "certificate_until",
        "certificate_scope",
        "contact_person",
        "contact_phone",
    ]
    own = {name: str(getattr(mark, name) or "") for name in names}
    keys = ("edition", "laboratory", "certifier")
    return own | {name: getattr(mark, f"{name}_id") or "" for name in keys} | values


def rows(page_of):
    return page_of.count('data-label="Number"')


def test_the_register_shows_what_was_authorised_with_its_standing_of_today():
    walker, mark = mark_at(M.AUTHORISED)
    status, page = Browser(walker.now).get("register")
    assert (status, mark.number in page, "Valid" in page) == (200, True, True)
    over = clock.start_of(mark.authorisation.ends + DAY)
    found = Browser(over).get("register", standing="suspended")[1]
    assert mark.number in found
    assert mark.number not in Browser(over).get("register", standing="valid")[1]


@pytest.mark.parametrize("state", [M.DRAFT, M.EXAMINATION, M.REFUSED])
def test_the_register_is_empty_before_and_says_so(state):
    walker, mark = mark_at(state)
    page = Browser(walker.now).get("register")[1]
    assert "No product carries the mark yet" in page
    assert mark.title not in page


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ({"q": "zsa-1"}, True),
        ({"q": "边缘"}, True),
        ({"q": "示例网关"}, True),
        ({"q": "水泵"}, False),
        ({"standard": "T/ZSA 9001—2025"}, True),
        ({"standard": "9002"}, False),
        ({"enterprise": "网关"}, True),
        ({"enterprise": "别家"}, False),
        ({"standing": "revoked"}, False),
    ],
)
def test_the_register_is_searched_and_filtered(query, is_found):
    walker, mark = mark_at(M.AUTHORISED)
    assert (mark.number in Browser(walker.now).get("register", **query)[1]) is is_found


def test_the_register_is_exported_with_words():
    walker, mark = mark_at(M.AUTHORISED)
    with clock.moved_to(walker.now):
        english = {"Accept-Language": "en"}
        url = reverse("certification:register")
        answer = Client(headers=english).get(url, {"export": "xlsx"})
    heads, row = load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert (len(heads), row[0], row[3], row[4], row[5]) == (
        7,
        mark.number,
        "示例网关有限公司",
        "T/ZSA 9001-2025",
        "Valid",
    )


@pytest.mark.rule("R28c")
def test_the_page_of_a_mark_never_says_valid_after_a_lapse_though_no_job_ran():
    walker, mark = mark_at(M.RENEWAL)
    last = clock.start_of(mark.authorisation.ends)
    page = Browser(last).get("mark", mark.number)[1]
    assert "This product may carry the 1字标." in page
    page = Browser(last + DAY).get("mark", mark.number)[1]
    said = ("The mark is suspended", "The product certificate ended.", "may carry the 1字标.")
    assert [one in page for one in said] == [True, True, False]
    Edition.objects.filter(pk=walker.edition.pk).update(status="withdrawn")
    assert "The standard is no longer in force." in Browser(last).get("mark", mark.number)[1]
    assert Mark.objects.get(pk=mark.pk).state == M.RENEWAL


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (M.SUSPENDED, "The product certificate ended."),
        (M.REVOKED, "This product may no longer carry the mark."),
        (M.GIVEN_UP, "This product may no longer carry the mark."),
    ],
)
def test_the_page_of_a_mark_tells_its_history_without_people_and_reasons(state, sentence):
    walker, mark = mark_at(state)
    page = Browser(walker.now).get("mark", mark.number)[1]
    hidden = ("材料不足", "one-mark-head", mark.contact_phone)
    assert [sentence in page, "Authorised" in page] == [True, True]
    assert [one in page for one in hidden] == [False, False, False]


def test_a_mark_is_found_by_its_number_however_it_is_typed():
    walker, mark = mark_at(M.AUTHORISED)
    public = Browser(walker.now)
    for typed in (
        mark.number,
        mark.number.lower(),
        mark.number.replace("-", "—"),
        f" {mark.number} ",
    ):
        assert public.get("mark_check", number=typed)[0] == 302
    status, page = public.get("mark_check", number="ZSA-1-2026-999")
    assert (status, "No 1字标 has the number ZSA-1-2026-999." in page) == (404, True)
    assert public.get("mark_check")[0] == 200
    assert public.get("mark", "ZSA-1-2026-999")[0] == 404


@pytest.mark.parametrize("state", [M.DRAFT, M.EXAMINATION])
def test_a_mark_without_a_number_has_no_public_page(state):
    walker, _mark = mark_at(state)
    assert Browser(walker.now).get("mark_check", number="-")[0] == 404


def test_the_qr_code_of_the_certificate_leads_to_the_mark(settings):
    _walker, mark = mark_at(M.AUTHORISED)
    form = IssuedForm.objects.get(kind=CERTIFICATE.key)
    page = html_of(form)
    assert f"{settings.SITE_URL}/one-mark/{mark.number}/" in page
    assert form.check_token not in page


def test_an_enterprise_begins_writes_and_is_told_what_is_missing():
    walker, _mark = mark_at(M.DRAFT)
    own = Browser(walker.now, walker.cast.applicant)
    status, _page = own.post("mark_new", applicant=walker.cast.enterprise.pk, title="新网关")
    made = Mark.objects.get(title="新网关")
    assert (status, made.state) == (302, M.DRAFT)
    status, page = own.get("mark_edit", made.pk)
    assert (status, "T/ZSA 9001-2025" in page, "示例认证中心" in page) == (200, True, True)
    assert own.post("mark_edit", made.pk, **sent(made, model="GW-7"))[0] == 302
    assert Mark.objects.get(pk=made.pk).model == "GW-7"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"certificate_date": "2126-01-01"}, "Check the year"),
        ({"report_date": "2027-01-01"}, "This day lies in the future."),
        ({"certificate_until": "2020-01-01"}, "The last day lies before the first."),
        ({"contact_phone": "abc"}, "is no telephone number"),
        ({"edition": "999999"}, "Select a valid choice"),
        ({"title": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_is_refused_and_kept_in_the_form(values, sentence):
    walker, mark = mark_at(M.RETURNED)
    own = Browser(walker.now, walker.cast.applicant)
    status, page = own.post("mark_edit", mark.pk, **sent(mark, model="GW-9", **values))
    assert (status, sentence in page, "GW-9" in page) == (422, True, True)
    assert Mark.objects.get(pk=mark.pk).model == mark.model


def test_a_colleague_s_saving_is_not_overwritten_unseen():
    walker, mark = mark_at(M.RETURNED)
    own = Browser(walker.now, walker.cast.applicant)
    seen = own.get("mark_edit", mark.pk)[1].split('name="seen" value="')[1].split('"')[0]
    with clock.moved_to(walker.now):
        mark_save(mark=mark, values={"model": "GW-8"}, by=walker.cast.applicant)
    status, page = own.post("mark_edit", mark.pk, **sent(mark, model="GW-9", seen=seen))
    assert (status, "has changed since you opened the page" in page) == (409, True)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert own.post("mark_edit", mark.pk, **sent(mark, model="GW-9", seen=seen))[0] == 302


def test_the_log_tells_what_a_saving_changed_but_no_contact():
    walker, mark = mark_at(M.RETURNED)
    was = mark.model
    with clock.moved_to(walker.now):
        given = {"model": "GW-12", "contact_phone": "010-6255 0000"}
        mark = mark_save(mark=mark, values=given, by=walker.cast.applicant)
        line = next(one for one in log_lines(mark, walker.cast.clerk) if one.changes)
    assert [(one.old, one.new) for one in line.changes] == [(was, "GW-12")]


def test_once_authorised_the_product_is_what_it_is():
    walker, mark = mark_at(M.RENEWAL)
    own = Browser(walker.now, walker.cast.applicant)
    assert 'name="title"' not in own.get("mark_edit", mark.pk)[1]
    assert own.post("mark_edit", mark.pk, **sent(mark, title="另一产品", model="X"))[0] == 302
    found = Mark.objects.get(pk=mark.pk)
    assert (found.title, found.model) == (mark.title, mark.model)


def test_others_neither_begin_nor_write_an_application():
    walker, mark = mark_at(M.RETURNED)
    nobody = person("nobody")
    answers = [
        Browser(walker.now, nobody).get("mark_new")[0],
        Browser(walker.now, walker.cast.clerk).get("mark_edit", mark.pk)[0],
        Browser(walker.now, nobody).get("mark_edit", mark.pk)[0],
        Browser(walker.now).get("mark_edit", mark.pk)[0],
    ]
    assert answers == [403, 403, 404, 302]
    other = {"applicant": walker.cast.enterprise.pk, "title": "x"}
    assert Browser(walker.now, walker.cast.assessor).post("mark_new", **other)[0] == 422


def test_after_the_submission_nothing_is_written_any_more():
    walker, mark = mark_at(M.EXAMINATION)
    assert Browser(walker.now, walker.cast.applicant).get("mark_edit", mark.pk)[0] == 409


def test_the_public_list_of_partners_tells_who_is_listed_today():
    walker, partner = partner_at(P.LISTED)
    page = Browser(walker.now).get("public_partners")[1]
    assert [partner.number in page, "Listed" in page] == [True, True]
    over = clock.start_of(partner.listings.get().ends + DAY)
    for query, found in (({"is_listed": "yes"}, False), ({"is_listed": "no"}, True)):
        assert (partner.number in Browser(over).get("public_partners", **query)[1]) is found
    for query, found in (({"field": "next_it"}, True), ({"field": "bio"}, False)):
        assert (partner.number in Browser(walker.now).get("public_partners", **query)[1]) is found


def test_the_department_enters_a_partner_and_writes_its_qualification():
    walker, partner = partner_at(P.DRAFT)
    clerk = Browser(walker.now, walker.cast.clerk)
    given = {"organisation": partner.applicant_id, "works_as": "laboratory"}
    assert clerk.post("partner_new", **given)[0] == 302
    made = Partner.objects.get(works_as="laboratory")
    status, page = clerk.post("partner_new", **given)
    assert (status, "has such an entry already" in page) == (422, True)
    given = {
        "accreditation_number": "CNAS L1",
        "fields_of_scope": ["bio", "next_it"],
        "standards_of_scope": [],
        "accredited_until": "2028-01-01",
    }
    assert clerk.post("partner_edit", made.pk, **given)[0] == 302
    found = Partner.objects.get(pk=made.pk)
    assert (found.fields, found.accredited_until) == (["bio", "next_it"], dt.date(2028, 1, 1))
    assert 'value="2028-01-01"' in clerk.get("partner_edit", made.pk)[1]


def test_others_neither_enter_a_partner_nor_write_it():
    walker, partner = partner_at(P.DRAFT)
    nobody = person("nobody")
    answers = [
        Browser(walker.now, nobody).get("partner_new")[0],
        Browser(walker.now, walker.cast.clerk).get("partner_edit", partner.pk)[0],
        Browser(walker.now, nobody).get("partner_edit", partner.pk)[0],
        Browser(walker.now).get("partner_new")[0],
    ]
    assert answers == [403, 403, 404, 302]


def test_contact_data_is_for_those_with_a_part():
    walker, mark = mark_at(M.AUTHORISED)
    url = reverse("workflow:matter", args=[mark.pk])
    for user, shown in ((walker.cast.applicant, True), (person("nobody"), False)):
        client = Client()
        client.force_login(user)
        with clock.moved_to(walker.now):
            assert (mark.contact_phone in client.get(url).content.decode()) is shown


def test_the_pages_cost_the_same_few_queries_with_one_and_with_three(
    django_assert_max_num_queries, django_assert_num_queries
):
    walker, mark = mark_at(M.AUTHORISED)
    pages = [
        (None, "register", ()),
        (None, "public_partners", ()),
        (None, "mark", (mark.number,)),
        (walker.cast.clerk, "marks", ()),
        (walker.cast.clerk, "partners", ()),
        (walker.cast.applicant, "mark_new", ()),
        (walker.cast.clerk, "partner_new", ()),
    ]
    costs = {}
    for user, name, args in pages:
        browser = Browser(walker.now, user)
        with django_assert_max_num_queries(15) as asked:
            assert browser.get(name, *args)[0] == 200
        costs[name] = len(asked)
    for number in (2, 3):
        walker.to(walker.start(f"产品{number}"), M.AUTHORISED)
    for user, name, args in pages:
        browser = Browser(walker.now, user)
        with django_assert_num_queries(costs[name]):
            assert browser.get(name, *args)[0] == 200


@pytest.mark.parametrize("state", [M.RETURNED, M.RENEWAL, M.SUSPENDED, M.BEFORE_HEAD])
def test_a_mark_s_own_pages_cost_few_queries(django_assert_max_num_queries, state):
    walker, mark = mark_at(state)
    for user in (walker.cast.applicant, walker.cast.head):
        client = Client()
        client.force_login(user)
        for tab in ("", "papers/"):
            with clock.moved_to(walker.now), django_assert_max_num_queries(15):
                assert client.get(mark.get_absolute_url() + tab).status_code == 200
