"""The panel: who sits on it, what each member says, what follows, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive import roles
from archive.appraisal import actions
from archive.appraisal.judging import judged
from archive.appraisal.models import Appraisal
from archive.appraisal.states import A
from archive.appraisal.verdicts import Verdict
from archive.exceptions.queries import seen_by
from archive.records import Item
from tests.archive.appraisal.walk import due
from tests.standards.association import person
from zsa_portal.documents.grants import granted_versions, remark_of
from zsa_portal.documents.models import Document
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import DepartmentMembership, Deputyship, Party
from zsa_portal.people.places import forget, places_of
from zsa_portal.regulations import clock
from zsa_portal.ui.listing import between
from zsa_portal.workflow.models import Duty, Recusal
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.queries import waiting_for_others
from zsa_portal.workflow.refusals import BadValue, StepsUnmet, WrongState

KEEP = {"verdict": Verdict.YEARS_30, "reason": "仍有查考价值。"}
DISPOSE = {"verdict": Verdict.DISPOSE}


def fresh(matter):
    return Appraisal.objects.get(pk=matter.pk)


def only(matter):
    return judged(fresh(matter))[0]


def say(matter, *members, **what):
    for by in members:
        row = matter.rows.get().pk
        actions.opinion_give(appraisal=fresh(matter), row=row, by=by, **(what or DISPOSE))


def test_the_panel_is_the_heads_the_custodian_and_quality(cast, appraisal_at):
    one, other = due(cast), due(cast, home=cast.other_department)
    _walker, matter = appraisal_at(A.PANEL, one, other)
    by_item = {row.item: sorted(map(str, row.members)) for row in judged(matter)}
    shared = {str(party) for party in judged(matter)[0].members} & set(by_item[other])
    assert len(by_item[one]) == len(by_item[other]) == 3
    assert len(shared) == 2
    owing = Duty.objects.filter(matter=matter.pk, key="appraise_records", done_at=None)
    assert owing.count() == 4


def test_who_can_see_a_record_names_the_panel_and_who_stands_in(cast, appraisal_at):
    item = due(cast)
    _walker, matter = appraisal_at(A.PANEL, item, due(cast, home=cast.other_department))
    today = clock.today()
    Deputyship.objects.create(
        principal=cast.head, deputy=cast.other_clerk, starts=today, ends=today
    )
    assert cast.other_clerk.has_perm("zsa_documents.read_document", item.document)
    seen = seen_by(item)
    judging = [one.who for one in seen if one.rule == "An appraisal panel"]
    first = next(one for one in judged(matter) if one.item == item)
    assert sorted(judging) == sorted(map(str, first.members))
    (deputy,) = {one for one in seen if one.who == str(cast.other_clerk)}
    assert deputy.rule == f"Stands in for {cast.head}"
    assert deputy.until == clock.start_of(today + dt.timedelta(days=1))


def test_whose_turn_it_is_are_the_members_that_have_not_spoken(cast, appraisal_at):
    _walker, matter = appraisal_at(A.PANEL, due(cast))
    members = sorted(map(str, only(matter).members))

    client = Client()
    client.force_login(cast.custodian)

    def shown():
        return client.get(matter.get_absolute_url()).content.decode()

    def lists():
        urls = ["archive:appraisals", "home:matters"]
        return [client.get(reverse(url)).content.decode() for url in urls]

    assert sorted(fresh(matter).whose_turn().split(between())) == members
    assert fresh(matter).whose_turn() in shown()
    say(matter, cast.head)
    silent = sorted(map(str, only(matter).silent))
    assert len(silent) == len(members) - 1
    assert sorted(fresh(matter).whose_turn().split(between())) == silent
    assert fresh(matter).whose_turn() in shown()
    assert all(fresh(matter).whose_turn() in page for page in lists())
    say(matter, cast.custodian, cast.quality_head)
    assert fresh(matter).whose_turn() == str(matter.holder)
    assert all(str(matter.holder) in page for page in lists())


def test_desk_and_filters_know_whose_turn_it_is_while_the_panel_is_asked(cast, appraisal_at):
    _walker, matter = appraisal_at(A.PANEL, due(cast))

    def turn_of(user):
        forget(user)
        client = Client()
        client.force_login(user)
        found = client.get(reverse("archive:appraisals"), {"mine": "turn"}).content.decode()
        waits = waiting_for_others(user).filter(pk=matter.pk).exists()
        return matter.title in found, waits

    members = (cast.head, cast.custodian, cast.quality_head)
    assert [turn_of(one) for one in members] == [(True, False)] * 3
    say(matter, cast.custodian)
    assert [turn_of(one) for one in members] == [(True, False), (False, True), (True, False)]
    client = Client()
    client.force_login(cast.custodian)
    desk = client.get(reverse("home:desk")).content.decode()
    assert fresh(matter).whose_turn() in desk

    def narrowed(**asked):
        return matter.title in client.get(reverse("archive:appraisals"), asked).content.decode()

    name = str(cast.head.department_memberships.get().department)
    assert narrowed(role="appraisal_panel")
    assert not narrowed(role="custodian")
    assert narrowed(turn=name)
    say(matter, cast.head, cast.quality_head)
    assert [turn_of(one) for one in members] == [(False, True), (True, False), (False, True)]
    assert narrowed(role="custodian")
    assert not narrowed(role="appraisal_panel")
    assert not narrowed(turn=name)


def test_the_message_names_the_members_that_are_asked(cast, appraisal_at):
    _walker, matter = appraisal_at(A.PANEL, due(cast))
    told = Message.objects.filter(event="appraisal.ask_panel", recipient=cast.head).get()
    (line,) = [one for one in told.body.splitlines() if one.startswith("Turn of: ")]
    members = sorted(map(str, only(matter).members))
    assert sorted(line.removeprefix("Turn of: ").split(between())) == members


def test_a_list_asks_as_often_for_three_appraisals_as_for_one(cast, appraisal_at):
    client = Client()
    client.force_login(cast.custodian)

    def count(url):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    appraisal_at(A.PANEL, due(cast))
    urls = [reverse("archive:appraisals"), reverse("home:matters"), reverse("home:desk")]
    for url in urls:
        count(url)
    before = [count(url) for url in urls]
    for _one in range(2):
        appraisal_at(A.PANEL, due(cast))
    assert [count(url) for url in urls] == before
    assert max(before) <= 15


def test_each_member_judges_what_is_its_own(cast, appraisal_at):
    one, other = due(cast), due(cast, home=cast.other_department)
    _walker, matter = appraisal_at(A.PANEL, one, other)
    row = matter.rows.get(item=other).pk
    for by in (cast.head, cast.clerk, cast.secretary_general, cast.quality):
        with pytest.raises(PermissionDenied):
            actions.opinion_give(appraisal=matter, row=row, verdict="dispose", by=by)
    for by in (cast.other_head, cast.custodian, cast.quality_head):
        actions.opinion_give(appraisal=matter, row=row, verdict="dispose", by=by)
    verdicts = {row.item: row.verdict for row in judged(fresh(matter))}
    assert verdicts == {one: None, other: Verdict.DISPOSE}


def test_the_panel_reads_what_it_judges_while_it_goes_on(cast, appraisal_at):
    item = due(cast, level="confidential")
    walker, matter = appraisal_at(A.CHOOSING, item, level="confidential")

    def readers():
        found = set()
        for name in ("head", "other_head", "quality_head", "quality", "clerk", "archivist"):
            user = getattr(cast, name)
            forget(user)
            rows = Document.objects.filter(pk=item.document_id)
            if rows.readable_by(user).exists():
                found.add(name)
                assert not rows.opened_to(user).exists()
                assert not rows.savable_by(user).exists()
        return found

    assert readers() == set()
    matter = walker.to(matter, A.PANEL)
    assert readers() == {"head", "quality_head"}
    Recusal.objects.create(
        matter_id=matter.pk, user=cast.head, reason="亲属", declared_by=cast.head
    )
    assert readers() == {"quality_head"}
    Recusal.objects.update(lifted_at=clock.now())
    matter = walker.to(matter, A.SUPERVISION)
    assert readers() == {"head", "quality_head"}
    assert remark_of(item.document_id, places_of(cast.head), clock.now()) == [
        "仅供鉴定使用：2026年1月5日档案鉴定"
    ]
    assert remark_of(item.document_id, places_of(cast.archivist), clock.now()) == []
    walker.to(matter, A.DISPOSED)
    assert readers() == set()


@pytest.fixture
def opened():
    """Gives the versions of a record's paper that grants open to somebody: of what is read alone."""

    def asked(user, item):
        forget(user)
        versions = granted_versions(item.document_id, places_of(user), clock.now())
        read = Document.objects.filter(pk=item.document_id).readable_by(user)
        assert read.exists() == bool(versions)
        return versions

    return asked


def test_the_versions_that_are_judged_are_read_in_the_order_of_the_records(
    cast, appraisal_at, opened
):
    item, other = due(cast, level="confidential"), due(cast, level="confidential")
    walker, matter = appraisal_at(A.CHOOSING, item, other, level="confidential")
    first = item.version
    second = item.document.versions.create(
        number=2, file=first.file, name="新.pdf", uploaded_by=cast.clerk
    )
    Item.objects.filter(pk=other.pk).update(document=item.document, version=second)
    matter.rows.order_by("pk")[:1].get().save()  # written last, it is first all the same
    assert not opened(cast.head, item)
    walker.to(matter, A.PANEL)
    for member in (cast.head, cast.quality_head, cast.custodian):
        assert opened(member, item) == [first.pk, second.pk]
    outsider, today = person("outsider"), clock.today()
    Deputyship.objects.create(principal=cast.head, deputy=outsider, starts=today, ends=today)
    for stranger in (cast.other_head, cast.archivist, outsider):
        assert not opened(stranger, item)
    cast.head.department_memberships.update(ends=today - dt.timedelta(days=1))
    assert not opened(cast.head, item)


def test_a_seat_opens_what_its_own_panel_is_asked_and_while_it_is_held(cast, appraisal_at, opened):
    item, head = due(cast, level="confidential"), Party.of(cast.department, "head")
    _walker, matter = appraisal_at(A.PANEL, item, level="confidential")
    later = due(cast, level="confidential")
    _walker, chosen = appraisal_at(A.CHOOSING, later, level="confidential")
    chosen.involve(roles.PANEL, head)
    assert not opened(cast.head, later)
    matter.dismiss(roles.PANEL, head)
    assert not opened(cast.head, item)
    matter.involve(roles.PANEL, head)
    Recusal.objects.create(
        matter_id=chosen.pk, user=cast.head, reason="亲属", declared_by=cast.head
    )
    assert opened(cast.head, item) == [item.version_id]
    Item.objects.filter(pk=item.pk).update(state=Item.State.DISPOSED)
    assert not opened(cast.head, item)


def test_the_recused_take_no_part(cast, appraisal_at):
    _walker, matter = appraisal_at(A.PANEL)
    Recusal.objects.create(
        matter_id=matter.pk, user=cast.head, reason="亲属", declared_by=cast.head
    )
    with pytest.raises(PermissionDenied):
        say(matter, cast.head)


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        (("dispose", "dispose", "dispose"), Verdict.DISPOSE),
        (("dispose", "10", "dispose"), Verdict.YEARS_10),
        (("30", "10", "dispose"), Verdict.YEARS_30),
        (("10", "dispose", "permanent"), Verdict.PERMANENT),
    ],
)
def test_the_longest_time_that_one_asks_for_holds(cast, appraisal_at, said, verdict):
    _walker, matter = appraisal_at(A.PANEL)
    members = (cast.head, cast.custodian, cast.quality_head)
    for by, what in zip(members, said, strict=True):
        assert only(matter).verdict is None
        say(matter, by, verdict=what, reason="理由")
    assert only(matter).verdict == verdict


def test_to_keep_on_needs_a_reason_and_a_verdict_is_one_of_four(cast, appraisal_at):
    _walker, matter = appraisal_at(A.PANEL)
    with pytest.raises(BadValue, match="why the record is kept on"):
        say(matter, cast.head, verdict="10", reason=" ")
    with pytest.raises(BadValue, match="kept on or disposed of"):
        say(matter, cast.head, verdict="", reason="x")
    with pytest.raises(BadValue, match="at most 500"):
        say(matter, cast.head, verdict="10", reason="长" * 501)
    say(matter, cast.head, verdict="10", reason="长" * 500)
    assert len(only(matter).opinions) == 1


def test_the_last_opinion_counts_and_the_duty_ends(cast, appraisal_at):
    _walker, matter = appraisal_at(A.PANEL)
    say(matter, cast.head, **KEEP)
    say(matter, cast.head)
    assert [said.verdict for said in only(matter).opinions] == ["dispose"]
    open_duties = Duty.objects.filter(matter=matter.pk, key="appraise_records", done_at=None)
    assert open_duties.count() == 2
    assert matter.log.filter(step="opinion_give").count() == 2


def test_all_the_rest_is_disposed_of_and_what_was_said_stays(cast, appraisal_at):
    _walker, matter = appraisal_at(A.PANEL, due(cast, "甲"), due(cast, "乙"))
    row = matter.rows.first().pk
    actions.opinion_give(appraisal=matter, row=row, by=cast.head, **KEEP)
    assert actions.opinions_give_rest(appraisal=fresh(matter), by=cast.head) == 1
    assert actions.opinions_give_rest(appraisal=fresh(matter), by=cast.head) == 0
    said = {one.pk: one.opinions[0].verdict for one in judged(fresh(matter))}
    assert sorted(said.values()) == ["30", "dispose"]
    assert said[row] == "30"
    with pytest.raises(PermissionDenied):
        actions.opinions_give_rest(appraisal=fresh(matter), by=cast.other_head)


@pytest.mark.parametrize("state", [A.CHOOSING, A.SECRETARY_GENERAL])
def test_opinions_are_given_before_the_panel_alone(cast, appraisal_at, state):
    _walker, matter = appraisal_at(state)
    with pytest.raises(WrongState):
        say(matter, cast.head)


def test_the_panel_is_not_asked_about_nothing(cast, appraisal_at):
    _walker, matter = appraisal_at(A.CHOOSING)
    actions.record_remove(appraisal=matter, row=matter.rows.get().pk, by=cast.custodian)
    with pytest.raises(StepsUnmet, match="names no record"):
        perform(fresh(matter).ask_panel, by=cast.custodian)


def test_the_panel_is_not_asked_about_what_is_not_over(cast, appraisal_at):
    _walker, matter = appraisal_at(A.CHOOSING)
    Item.objects.update(retention="permanent")
    with pytest.raises(StepsUnmet, match="is not over"):
        perform(fresh(matter).ask_panel, by=cast.custodian)
    Item.objects.update(retention="10", state=Item.State.DISPOSED)
    with pytest.raises(StepsUnmet, match="not in the archive any more"):
        perform(fresh(matter).ask_panel, by=cast.custodian)


def test_somebody_stands_behind_every_member(cast, appraisal_at):
    _walker, matter = appraisal_at(A.CHOOSING)
    DepartmentMembership.objects.filter(user=cast.head).update(is_head=False)
    with pytest.raises(StepsUnmet, match="Nobody speaks for"):
        perform(fresh(matter).ask_panel, by=cast.custodian)


def test_nothing_is_concluded_before_everybody_has_spoken(cast, appraisal_at):
    _walker, matter = appraisal_at(A.PANEL)
    say(matter, cast.head, cast.custodian)
    for name in ("draw_register", "keep_everything"):
        with pytest.raises(StepsUnmet, match="1 records without a verdict"):
            perform(getattr(fresh(matter), name), by=cast.custodian)
    say(matter, cast.quality_head)
    with pytest.raises(StepsUnmet, match="disposes of records"):
        perform(fresh(matter).keep_everything, by=cast.custodian)
    assert perform(fresh(matter).draw_register, by=cast.custodian).state == A.SECRETARY_GENERAL


def test_what_is_kept_on_gets_its_new_time(cast, appraisal_at):
    _walker, matter = appraisal_at(A.PANEL)
    say(matter, cast.head, **KEEP)
    say(matter, cast.custodian, cast.quality_head)
    with pytest.raises(StepsUnmet, match="disposes of nothing"):
        perform(fresh(matter).draw_register, by=cast.custodian)
    assert perform(fresh(matter).keep_everything, by=cast.custodian).state == A.KEPT
    item = Item.objects.get()
    year = clock.today().year
    assert (item.retention, item.counted_from, item.state) == ("30", year, "accepted")


def test_the_custodian_takes_a_record_off(cast, appraisal_at, page):
    _walker, matter = appraisal_at(A.PANEL, due(cast, "甲"), due(cast, "乙"))
    row = matter.rows.first().pk
    url = reverse("archive:appraisal_remove", args=[matter.pk, row])
    assert page(cast.head, url, go="1").status_code == 403
    assert page(cast.clerk, url, go="1").status_code == 404
    assert page(cast.custodian, url, seen="0.0").status_code == 409
    assert page(cast.custodian, url, go="1").status_code == 302
    assert page(cast.custodian, url).status_code == 200
    assert matter.rows.count() == 1
    with pytest.raises(PermissionDenied):
        actions.record_remove(appraisal=matter, row=row, by=cast.quality_head)


def test_a_member_gives_opinions_on_the_page(cast, appraisal_at, page):
    _walker, matter = appraisal_at(A.PANEL, due(cast, "甲"), due(cast, "乙"))
    url = reverse("archive:appraisal_opinions", args=[matter.pk])
    assert page(cast.secretary_general, url).status_code == 403
    assert page(cast.clerk, url).status_code == 404
    assert "甲" in page(cast.head, url).content.decode()
    row = matter.rows.first().pk
    refused = page(cast.head, url, row=row, verdict="10", reason="")
    assert refused.status_code == 422
    assert page(cast.head, url, row="x", verdict="10").status_code == 404
    assert page(cast.head, url, row=row, verdict="10", reason="仍有用").status_code == 302
    assert page(cast.head, url, rest="1").status_code == 302
    assert not [one for one in judged(fresh(matter)) if len(one.opinions) != 1]


def test_heads_read_the_records_of_their_own_departments(cast, appraisal_at, page):
    one, other = due(cast, "甲合同"), due(cast, "乙合同", home=cast.other_department)
    _walker, matter = appraisal_at(A.PANEL, one, other)
    url = f"{matter.get_absolute_url()}records/"

    def reads(user):
        text = page(user, url).content.decode()
        return [name for name in ("甲合同", "乙合同") if name in text]

    assert reads(cast.custodian) == reads(cast.quality_head) == ["甲合同", "乙合同"]
    assert reads(cast.secretary_general) == ["甲合同", "乙合同"]
    assert (reads(cast.head), reads(cast.other_head)) == (["甲合同"], ["乙合同"])
    assert page(cast.clerk, url).status_code == 404


def test_the_pages_cost_the_same_for_one_record_and_for_three(cast, appraisal_at):
    _walker, one = appraisal_at(A.PANEL, due(cast, "甲"))
    rows = [due(cast, "乙"), due(cast, "丙"), due(cast, "丁", home=cast.other_department)]
    _walker, three = appraisal_at(A.PANEL, *rows)

    def cost(matter, tail):
        client = Client()
        client.force_login(cast.custodian)
        url = f"{matter.get_absolute_url()}{tail}"
        if tail == "opinions":
            url = reverse("archive:appraisal_opinions", args=[matter.pk])
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    for tail in ("records/", "opinions"):
        assert cost(three, tail) == cost(one, tail) <= 15, tail
    client = Client()
    client.force_login(cast.custodian)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("archive:appraisals"))
    assert len(asked) <= 15
