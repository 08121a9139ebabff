"""The header's search: what it finds for whom, in which order, and what it suggests meanwhile."""

import datetime as dt
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.home.limits import PER_ADDRESS
from zsa_portal.notices.kinds import KINDS
from zsa_portal.notices.models import Notice
from zsa_portal.people.models import Body, Expert, Membership, Organisation, Seat, User
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.models import Level, Matter

LONG_AGO = clock.now() - dt.timedelta(days=1)
pytestmark = pytest.mark.django_db


def ask(user, typed, page="home:search"):
    client = Client()
    if user:
        client.force_login(user)
    answer = client.get(reverse(page), {"q": typed})
    assert answer.status_code == 200
    return answer


def found(user, typed):
    """What somebody finds: the titles, group by group."""
    groups = ask(user, typed).context["groups"]
    return {group.label: [hit.title for hit in group.hits] for group in groups}


@pytest.fixture
def notice(make_staff):
    return Notice.objects.create(
        kind=next(iter(KINDS)),
        number="中关村标协公示〔2026〕12号",
        title="关于《工业互联网平台》的公示",
        closes_at=clock.now(),
        published_by=make_staff(),
    )


def test_the_number_itself_stands_first_then_those_that_begin_so(make_edition):
    for running in (200, 20, 3, 2):
        make_edition(running, title="规范 T/ZSA 2 的应用" if running == 3 else f"规范{running}")
    titles = found(None, "T/ZSA 2")["Published standards"]
    assert [title.split()[1] for title in titles] == ["2-2024", "20-2024", "200-2024", "3-2024"]


@pytest.mark.parametrize(
    "typed",
    [
        "工业互联网",
        "⼯业互联⽹",
        "《工业互联网平台》",
        "工业互联网、平台",
        "工业互联 网",
        "〔2026〕12",
        "２０２６ １２",
    ],
)
def test_a_notice_is_found_by_number_and_title_in_any_spelling(notice, typed):
    assert found(None, typed) == {"Notices and consultations": [str(notice)]}


@pytest.mark.parametrize(
    "typed", ["T/ZSA ２０", "Ｔ／ＺＳＡ 20", "t/zsa20", "T/ZSA 20—2026", "ZSA20"]
)
def test_a_matter_is_found_by_its_number_in_any_spelling(make_matter, typed):
    matter = make_matter("noticed", title="泵")
    Matter.objects.filter(pk=matter.pk).update(number="T/ZSA 20-2026")
    assert list(found(None, typed)) == ["Examples"]


def paper(matter, title, level=Level.PUBLIC):
    return Document.objects.create(
        matter=matter, kind="x.x", title=title, level=level, uploaded_by=matter.created_by
    )


def test_papers_are_found_by_name_by_those_who_may_know_of_them(make_matter, make_staff, make_user):
    matter = make_matter("received", title="泵")
    paper(matter, "编制说明")
    sealed = paper(matter, "秘密的编制说明", Level.CONFIDENTIAL)
    assert found(make_staff(), "编制说明") == {"Papers": ["编制说明"]}
    assert found(sealed.uploaded_by, "编制说明")["Papers"] == ["秘密的编制说明", "编制说明"]
    assert found(make_user(), "编制说明") == found(None, "编制说明") == {}


@pytest.mark.parametrize(
    "kept", ["大型储能车站要求", "储 能 车 站", "储能〔车站〕要求", "储能⻋站", "GB 储能，车站2"]
)
def test_a_longer_word_is_found_however_a_title_spells_it(make_matter, make_staff, kept):
    matter = make_matter("received", title=kept)
    other = make_matter("received", title="储能、能车、车站")
    paper(matter, kept)
    paper(other, other.title)
    staff = make_staff()
    assert found(staff, "储能车站") == {"Examples": [kept], "Papers": [kept]}
    assert listed(staff, "储能车站") == [matter.pk]


def listed(user, typed):
    """The matters of the list searched by what is typed."""
    return [row.record.pk for row in ask(user, typed, "home:matters").context["table"].page]


def by_saving(row, title):
    row.title = title
    row.save()


def by_statement(row, title):
    type(row).objects.filter(pk=row.pk).update(title=title)


@pytest.mark.parametrize("name_anew", [by_saving, by_statement])
@pytest.mark.parametrize(("old", "new"), [("水泵", "风机"), ("离心式水泵", "轴流式风机")])
def test_what_is_named_anew_is_found_by_its_new_title_alone(
    make_matter, make_staff, name_anew, old, new
):
    matter, staff = make_matter("received", title=old), make_staff()
    named = paper(matter, old)
    assert found(staff, old) == {"Examples": [old], "Papers": [old]}
    name_anew(matter, new)
    name_anew(named, new)
    assert found(staff, new) == {"Examples": [new], "Papers": [new]}
    assert (found(staff, old), listed(staff, old), listed(staff, new)) == ({}, [], [matter.pk])


def test_a_form_is_found_by_its_number_by_those_who_may_read_it(make_matter, make_staff, make_user):
    form = IssuedForm.objects.create(
        kind="x.x",
        title="受理通知书",
        number="ZSA-SL-2026-0007",
        level=Level.RESTRICTED,
        check_token="t",
        issued_by=make_user(),
    )
    form.matters.add(make_matter("received"))
    assert found(form.issued_by, "sl 2026 0007") == {"Official papers": [str(form)]}
    assert found(make_user(), "ZSA-SL-2026-0007") == found(None, "ZSA-SL-2026-0007") == {}


def test_people_and_organisations_are_found_by_staff_and_by_their_own_people(
    make_staff, make_user, make_organisation
):
    works = make_organisation("北方泵业有限公司")
    user = make_user("泵业王", organisation=works)
    Expert.objects.create(name="泵业李", kind=Expert.Kind.TECHNICAL)
    staff = make_staff()
    assert found(staff, "泵业") == {
        "People": ["泵业李", "泵业王"],
        "Organisations": ["北方泵业有限公司"],
    }
    assert found(staff, "泵业王") == {"People": ["泵业王"]}
    assert found(user, "泵业") == {"Organisations": ["北方泵业有限公司"]}
    assert found(make_user(), "泵业") == found(None, "泵业") == {}


def hits(user, typed):
    """What somebody finds of organisations and bodies: titles and addresses."""
    groups = ask(user, typed).context["groups"]
    return [(hit.title, unquote(hit.url)) for group in groups for hit in group.hits]


def test_everybody_finds_members_by_chinese_and_english_name_the_very_name_first(
    make_staff, make_organisation
):
    long, short = make_organisation("北方泵业"), make_organisation("泵业")
    former = make_organisation("旧泵业")
    Organisation.objects.filter(pk=short.pk).update(name_en="Pumps")
    for one, ends in ((long, None), (short, None), (former, clock.today() - dt.timedelta(days=1))):
        Membership.objects.create(
            organisation=one, number=f"M-{one.pk}", starts=dt.date(2020, 1, 1), ends=ends
        )
    assert hits(None, "泵业") == [
        ("泵业", "/people/members/?q=泵业"),
        ("北方泵业", "/people/members/?q=北方泵业"),
    ]
    assert hits(None, "pumps") == [("泵业", "/people/members/?q=泵业")]
    assert [title for title, _url in hits(make_staff(), "泵业")] == ["泵业", "北方泵业", "旧泵业"]


def test_committees_are_found_by_everybody_other_bodies_by_staff_and_who_sits_there(
    make_staff, make_user, make_committee
):
    committee = make_committee(3)
    Body.objects.filter(pk=committee.pk).update(name="储能技术委员会", code="TC28")
    panel = Body.objects.create(kind=Body.Kind.PANEL, code="P28", name="储能专家组")
    council = Body.objects.create(kind=Body.Kind.COUNCIL, code="C28", name="储能委员会")
    Body.objects.create(
        kind=Body.Kind.COMMITTEE, code="TC9", name="旧储能", dissolved=clock.today()
    )
    expert = make_user()
    Seat.objects.create(body=panel, user=expert, starts=dt.date(2020, 1, 1))
    public = ("储能技术委员会", "/people/committees/?q=储能技术委员会")
    assert hits(None, "储能") == hits(None, "tc28") == [public]
    assert hits(expert, "储能") == [public, ("储能专家组", panel.get_absolute_url())]
    own = ("储能技术委员会", committee.get_absolute_url())
    assert hits(committee.seats.first().user, "储能技术") == [own]
    assert hits(make_staff(), "储能委员会") == [("储能委员会", council.get_absolute_url())]
    assert hits(make_staff(), "储能")[1:] == [("储能委员会", council.get_absolute_url())]


def test_a_person_leads_to_where_the_place_is_told(make_staff, make_user, make_organisation):
    works = make_organisation()
    user = make_user("泵业王", organisation=works)
    (group,) = ask(make_staff(), "泵业王").context["groups"]
    assert [(hit.url, hit.note) for hit in group.hits] == [(works.get_absolute_url(), works.name)]
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert found(make_staff(), "泵业王") == {}


def test_more_than_is_shown_is_said(make_edition):
    for running in range(1, 53):
        make_edition(running, title="同名规范")
    page = ask(None, "同名").content.decode()
    assert "50+" in page
    assert "There are more" in page


def test_suggestions_are_a_few_by_the_same_rule_and_kept_by_nobody(
    make_edition,
    make_matter,
    make_staff,
):
    for running in range(1, 6):
        make_edition(running, title="<b>泵</b>")
    make_matter("received", title="泵的草案")
    public = ask(None, "泵", "home:suggestions")
    assert public["Cache-Control"] == "private, no-store"
    text = public.content.decode()
    assert (text.count('role="option"'), "泵的草案" in text, "<b>" in text) == (3, False, False)
    assert "泵的草案" in ask(make_staff(), "泵", "home:suggestions").content.decode()
    assert "Nothing found" in ask(None, "没有", "home:suggestions").content.decode()
    assert not ask(None, "", "home:suggestions").content.strip()


def test_a_stranger_has_so_many_suggestions_an_hour(make_user):
    cache.clear()
    Setting.objects.create(key=PER_ADDRESS.key, value=1, reason="test", valid_from=LONG_AGO)
    ask(None, "泵", "home:suggestions")
    answer = Client().get(reverse("home:suggestions"), {"q": "泵"})
    assert (answer.status_code, "Retry-After" in answer) == (429, True)
    ask(make_user(), "泵", "home:suggestions")


@pytest.mark.parametrize("page", ["home:search", "home:suggestions"])
def test_finding_costs_the_same_at_one_and_at_three(make_edition, make_matter, make_staff, page):
    client = Client()
    client.force_login(make_staff())

    def asked():
        with CaptureQueriesContext(connection) as queries:
            shown = client.get(reverse(page), {"q": "泵 2"})
        assert shown.status_code == 200
        return len(queries)

    make_edition(2, title="泵 2")
    make_matter("received", title="泵 2")
    asked()
    one = asked()
    for running in (21, 22):
        make_edition(running, title="泵 2")
        paper(make_matter("received", title="泵 2"), "泵 2")
    assert (asked(), one <= 15) == (one, True)


@pytest.mark.parametrize(("page", "box"), [("home:start", "hero-search"), ("home:search", "q")])
def test_every_search_box_of_the_site_suggests(page, box):
    answer = Client().get(reverse(page)).content.decode()
    for name in ("site-search", box):
        field = answer.split(f'id="{name}"')[1].split(">")[0]
        assert f'data-suggestions="{reverse("home:suggestions")}"' in field


def test_the_panel_of_keys_names_where_one_may_go(make_user):
    client = Client()
    start = reverse("home:start")
    assert f'<a href="{reverse("home:search")}" data-go="s">' in client.get(start).content.decode()
    assert 'data-go="d"' not in client.get(start).content.decode()
    client.force_login(make_user())
    page = client.get(start).content.decode()
    assert f'<a href="{reverse("home:desk")}" data-go="d">' in page
    assert f'<a href="{reverse("home:matters")}" data-go="l">' in page
