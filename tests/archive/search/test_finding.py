"""Finding records: by name, folder and text; never more than the reader may discover or read."""

from __future__ import annotations

import datetime as dt
import io
from urllib.parse import quote

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.kinds import Medium, Sort
from archive.loans.states import L
from archive.records import Folder, Item
from archive.search import queries, ways
from tests.archive.filing.collecting.matters import matter_of
from tests.archive.holdings import folder, record
from tests.standards.association import person
from zsa_portal.documents.finding.records import DocumentText
from zsa_portal.documents.models import Document
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.ui.finding.words import asked as words
from zsa_portal.workflow.kept.records import KeptView
from zsa_portal.workflow.models import Level

CANARY = "鸿雁金丝雀"
URL = "/archive/records/"


@pytest.fixture
def kept(cast):
    """Makes a record of the other department whose file says something."""

    def make(name="合同", said="", **fields):
        item = record(cast.other_department, cast.other_clerk, name, **fields)
        if said:
            rows = DocumentText.objects.filter(document=item.document_id)
            rows.update(text=said, state=DocumentText.State.READY)
        return item

    return make


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def listed(user, **asked):
    """What a list shows: the names of its page, and its count."""
    table = signed_in(user).get(URL, asked).context["table"]
    names = [queries.name_of(row.record) for row in table.page.object_list]
    assert len(names) == table.paginator.count
    return names


def test_records_are_found_by_what_their_files_say(kept, cast):
    kept("甲", said="依据 T/ZSA 12-2026 编写的评审意见。", level=Level.PUBLIC)
    kept("乙", said="别的", level=Level.PUBLIC)
    for typed in ("评审", "审意见", "T/ZSA 12-2026", "t/zsa 评审"):
        assert listed(cast.clerk, q=typed) == ["甲"], typed
    for typed in ("没有", "评意", "T/ZSA 13-2026", "，"):
        assert listed(cast.clerk, q=typed) == [], typed


def test_a_record_is_found_by_the_version_that_was_filed_alone(kept, cast):
    """What a later version of its paper says is neither found nor shown."""
    item = kept("甲", said="评审意见", level=Level.PUBLIC)
    assert listed(cast.clerk, q="评审意见") == ["甲"]
    later = kept("乙", body=b"%PDF-1.4 later").version.file
    item.document.versions.create(number=2, file=later, name="甲.pdf", uploaded_by=cast.clerk)
    DocumentText.objects.filter(document=item.document_id).update(text="评审意见", state="ready")
    assert listed(cast.clerk, q="评审意见") == []
    found = signed_in(cast.clerk).get(reverse("archive:item", args=[item.pk]))
    assert found.context["said"] is None


def test_what_stands_around_a_word_is_shown_with_it_marked(kept, cast):
    kept("甲", said="<script>起草" + "字" * 300 + "评审意见" + "尾" * 300, level=Level.PUBLIC)
    page = signed_in(cast.clerk).get(URL, {"q": "评审"}).content.decode()
    assert "<mark>评审</mark>" in page
    assert "起草" not in page
    first = signed_in(cast.clerk).get(URL, {"q": "起草"}).content.decode()
    assert "&lt;script&gt;<mark>起草</mark>" in first


@pytest.mark.parametrize("level", [Level.RESTRICTED, Level.CONFIDENTIAL])
def test_a_text_that_one_may_not_read_is_found_by_nothing(kept, cast, level):
    """Neither hit nor count, page nor spreadsheet tells that a word stands in it."""
    kept("甲", said=CANARY, level=level)
    assert listed(cast.custodian, q="鸿雁") == ["甲"]
    assert listed(cast.clerk, q="鸿雁") == []
    results = {"HX-Request": "true", "HX-Target": "results"}
    hit, miss = (
        signed_in(cast.clerk)
        .get(URL, {"q": typed}, headers=results)
        .content.decode()
        .replace(quote(typed), "typed")
        for typed in ("鸿雁", "没有")
    )
    assert hit == miss


def test_a_restricted_text_is_found_by_its_department(kept, cast):
    kept("甲", said=CANARY)
    assert listed(cast.other_clerk, q=CANARY) == ["甲"]
    assert listed(cast.clerk, q=CANARY) == []


def test_a_hit_by_name_shows_nothing_of_a_text_one_may_not_read(kept, cast):
    kept("鸿雁", said=f"前文 {CANARY} 后文")
    page = signed_in(cast.clerk).get(URL, {"q": "鸿雁"}).content.decode()
    assert listed(cast.clerk, q="鸿雁") == ["鸿雁"]
    assert "金丝雀" not in page


@pytest.mark.parametrize(
    ("level", "shown"), [(Level.RESTRICTED, True), (Level.CONFIDENTIAL, False)]
)
def test_a_hit_in_a_confidential_text_shows_none_of_its_words(kept, cast, level, shown):
    """Who reads it has found it, and reads it by pictures alone."""
    kept("甲", said=f"前文 {CANARY} 后文", level=level)
    page = signed_in(cast.custodian).get(URL, {"q": "鸿雁"}).content.decode()
    assert listed(cast.custodian, q="鸿雁") == ["甲"]
    assert ("后文" in page) is shown


def test_a_loan_lets_the_text_be_found_while_it_lasts(kept, cast, loan_at):
    walker, loan = loan_at(L.OPEN)
    document = loan.rows.get().item.document_id
    DocumentText.objects.filter(document=document).update(text=CANARY, state="ready")
    with clock.moved_to(walker.now):
        assert len(listed(cast.clerk, q=CANARY)) == 1
    with clock.moved_to(loan.closes_at):
        assert listed(cast.clerk, q=CANARY) == []


def test_records_are_found_by_their_folder_unless_it_is_masked(kept, cast):
    folder(cast.other_department, cast.other_clerk, "02", name="年会筹备")
    kept("甲", number="02")
    secret = kept("乙", number="02", level=Level.CONFIDENTIAL)
    assert listed(cast.clerk, q="筹备") == ["甲"]
    assert set(listed(cast.custodian, q="筹备")) == {"甲", "乙"}
    assert f"Confidential record {secret.pk}" in listed(cast.clerk)


def test_records_in_countless_folders_of_a_name_are_found(kept, cast, monkeypatch):
    monkeypatch.setattr(queries, "MOST_FOLDERS", 0)
    folder(cast.other_department, cast.other_clerk, "02", name="年会筹备")
    kept("甲", number="02")
    assert listed(cast.clerk, q="筹备") == ["甲"]


@pytest.mark.parametrize("way", ["entry", "kind", "filed_by", "project"])
def test_what_tells_what_a_record_is_about_finds_no_masked_one(kept, cast, way):
    project = kept("甲").filing
    folder(cast.other_department, cast.other_clerk, "03", project=project)
    for name, level in (("乙", Level.RESTRICTED), ("丙", Level.CONFIDENTIAL)):
        kept(name, number="03", level=level, entry="weekly_report")
    by = cast.other_clerk.pk
    value = {"entry": "周报", "kind": Sort.TEXT, "filed_by": by, "project": project.pk}[way]
    seen = set(listed(cast.clerk, **{way: value}))
    assert "乙" in seen
    assert not [name for name in seen if "Confidential" in name]
    assert "丙" in listed(cast.custodian, **{way: value})
    assert way != "entry" or listed(cast.custodian, entry="合同") == []


def test_words_and_filters_narrow_together(kept, cast):
    kept("甲合同"), kept("乙合同", level=Level.PUBLIC), kept("丙合同", medium=Medium.PAPER)
    assert listed(cast.clerk, q="合同", level=Level.PUBLIC) == ["乙合同"]
    assert listed(cast.clerk, q="合同", medium=Medium.PAPER) == ["丙合同"]
    kept("丁合同", medium=Medium.PAPER, sort=Sort.CARRIER)
    assert listed(cast.clerk, q="合同", medium=Medium.PAPER) == ["丙合同"]
    assert listed(cast.clerk, q="合同", medium=Sort.CARRIER) == ["丁合同"]
    assert len(listed(cast.clerk, q="合同", medium=Medium.ELECTRONIC)) == 2
    assert listed(cast.clerk, q="合同", department=cast.department.pk) == []
    assert listed(cast.clerk, q="合同", filed_by="x") == listed(cast.clerk, q="合同")


def test_hits_are_sorted_and_the_newest_stand_first(kept, cast):
    for number, name in enumerate(("乙合同", "丙合同", "一合同")):
        kept(name, accepted_at=clock.now() + dt.timedelta(hours=number))
    assert listed(cast.clerk, q="合同") == ["一合同", "丙合同", "乙合同"]
    assert listed(cast.clerk, q="合同", sort="known_name") == ["一合同", "丙合同", "乙合同"]
    assert listed(cast.clerk, q="合同", sort="-accepted_at") == ["一合同", "丙合同", "乙合同"]
    assert listed(cast.clerk, sort="accepted_at") == ["乙合同", "丙合同", "一合同"]
    assert listed(cast.clerk, sort="no_such") == ["一合同", "丙合同", "乙合同"]


@pytest.mark.parametrize(("typed", "most"), [("", "MOST"), ("合同", "MOST_HITS")])
def test_of_very_many_it_says_that_there_are_more(kept, cast, monkeypatch, typed, most):
    monkeypatch.setattr(queries, most, 2)
    for number in range(3):
        kept(f"合同{number}", said="合同", level=Level.PUBLIC)
    response = signed_in(cast.clerk).get(URL, {"q": typed, "sort": "known_name"})
    table = response.context["table"]
    assert (table.paginator.count, table.data.more) == (2, "2+")
    assert "2+ entries" in response.content.decode()
    monkeypatch.setattr(queries, most, 3)
    assert signed_in(cast.clerk).get(URL, {"q": typed}).context["table"].data.more == ""


@pytest.mark.parametrize(
    ("few", "recent", "held"), [(1, 1, 9), (1, 5_000, 9), (8, 5_000, 9), (8, 5_000, 1)]
)
def test_of_very_many_hits_the_newest_are_shown(kept, cast, monkeypatch, few, recent, held):
    """Where words stand often, and where they stand rarely, in more than can be held or not."""
    monkeypatch.setattr(ways, "FEW", few)
    monkeypatch.setattr(queries, "MOST_HITS", 2)
    monkeypatch.setattr(ways, "RECENT", recent)
    monkeypatch.setattr(ways, "HELD", held)
    for number, hours in enumerate((2, 0, 1)):
        at = clock.now() + dt.timedelta(hours=hours)
        kept(f"档{number}", said="合同", level=Level.PUBLIC, accepted_at=at)
    kept("无关", said="无关", level=Level.PUBLIC, accepted_at=clock.now() + dt.timedelta(hours=5))
    secret = {"level": Level.CONFIDENTIAL, "accepted_at": clock.now() + dt.timedelta(hours=4)}
    kept("密", said="合同", **secret)
    assert listed(cast.clerk, q="合同") == ["档0", "档2"]
    client = signed_in(cast.clerk)
    with CaptureQueriesContext(connection) as asked:
        client.get(URL, {"q": "合同"})
    assert len(asked) <= 15


@pytest.mark.parametrize("few", [1, 100])
def test_hits_that_one_may_not_know_of_hide_none_that_one_may(kept, cast, monkeypatch, few):
    """However many newer ones there are: rights are asked on until a page is full or all are asked."""
    monkeypatch.setattr(ways, "FEW", few)
    monkeypatch.setattr(queries, "MOST_HITS", 2)
    kept("旧", said="合同", level=Level.PUBLIC)
    for hours in range(1, 14):
        at = clock.now() + dt.timedelta(hours=hours)
        kept("密", said="合同", level=Level.CONFIDENTIAL, accepted_at=at)
    assert listed(cast.clerk, q="合同") == ["旧"]
    assert listed(cast.custodian, q="合同") == ["密", "密"]


@pytest.mark.parametrize("few", [1, 9])
def test_what_all_staff_read_is_found_by_nobody_else(kept, cast, make_user, monkeypatch, few):
    monkeypatch.setattr(ways, "FEW", few)
    item = kept("甲", said="合同", level=Level.PUBLIC)
    matter = matter_of(cast.department, "项目")
    Document.objects.filter(pk=item.document_id).update(matter=matter)
    for user, names in ((make_user(), []), (cast.clerk, ["甲"])):
        in_text = queries.found(user, ways.kept(), words("合同"))[1].gathered(9)
        assert [Item.objects.get(pk=pk).name for _at, pk in in_text.found] == names


def test_as_much_is_asked_for_hidden_texts_as_for_none(kept, cast):
    """So that the time taken tells nothing of texts that one may not read."""
    kept("密", said="合同", level=Level.CONFIDENTIAL)
    counts = []
    for typed in ("合同", "没有"):
        client = signed_in(cast.clerk)
        with CaptureQueriesContext(connection) as queries_:
            client.get(URL, {"q": typed})
        counts.append(len(queries_))
    assert counts[0] == counts[1]


def test_the_spreadsheet_has_what_the_list_has(kept, cast):
    kept("=甲合同", said="合同"), kept("乙"), kept("丙合同", level=Level.CONFIDENTIAL)
    response = signed_in(cast.clerk).get(URL, {"q": "合同", "export": "xlsx"})
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(response))).active.values)
    assert [row[0] for row in rows[1:]] == ["=甲合同"]
    assert "Access" not in rows[0]


def test_the_custodian_is_led_to_who_can_see_a_record(kept, cast):
    url = reverse("archive:item_access", args=[kept().pk])
    assert url in signed_in(cast.custodian).get(URL).content.decode()
    assert url not in signed_in(cast.clerk).get(URL).content.decode()


def test_a_text_that_could_not_be_read_is_told_to_who_reads_the_record(kept, cast):
    item = kept(said="x")
    rows = DocumentText.objects.filter(document=item.document_id)
    rows.update(state="failed", error="it is damaged")
    url = reverse("archive:item", args=[item.pk])
    assert "it is damaged" in signed_in(cast.other_clerk).get(url).content.decode()
    assert "it is damaged" not in signed_in(cast.clerk).get(url).content.decode()


def test_a_search_costs_as_many_queries_at_one_hit_as_at_three(kept, cast):
    client = signed_in(cast.custodian)
    kept("合同", said="合同")
    client.get(URL, {"q": "合同"})
    with CaptureQueriesContext(connection) as one:
        client.get(URL, {"q": "合同"})
    kept("合同二", said="合同"), kept("合同三", said="合同")
    with CaptureQueriesContext(connection) as three:
        client.get(URL, {"q": "合同"})
    assert len(one) == len(three) <= 15


def test_a_search_is_kept_as_a_view_of_the_list(cast):
    client = signed_in(cast.clerk)
    asked = "q=%E5%90%88%E5%90%8C&level=public&sort=-year"
    keep = reverse("workflow:view_keep", args=["archive:items"])
    shown = client.get(f"{URL}?sort=-year&level=public&q=合同").content.decode()
    assert f'href="{keep}?{asked.replace("&", "&amp;")}"' in shown
    sent = f"{keep}?q=合同&level=public&page=3&evil=x&sort=-year&sort=pick&medium=never"
    assert client.get(sent).context["form"].initial["name"] == "合同"
    assert client.post(sent, {"name": "公开合同"}).url == f"{URL}?{asked}"
    one = KeptView.objects.get()
    assert (one.user, one.place, one.asked) == (cast.clerk, "archive:items", asked)
    for page in (URL, reverse("workflow:kept_views")):
        assert f"{URL}?{asked}" in client.get(page).content.decode().replace("&amp;", "&")
    current = client.get(f"{URL}?{asked}").content.decode()
    assert 'aria-current="true">公开合同</a>' in current
    assert client.post(sent, {"name": "公开合同"}).status_code == 422
    assert client.post(keep, {"name": "空"}).status_code == 422
    assert "公开合同" not in signed_in(cast.head).get(URL).content.decode()


def test_a_view_of_the_records_is_kept_by_who_has_the_list(cast):
    keep = reverse("workflow:view_keep", args=["archive:items"]) + "?q=x"
    outsider = signed_in(person("outsider"))
    assert outsider.get(keep).status_code == 404
    assert outsider.post(keep, {"name": "x"}).status_code == 404
    KeptView.objects.create(
        user=User.objects.get(username="outsider"), place="archive:items", name="旧的", asked="q=x"
    )
    shown = outsider.get(reverse("workflow:kept_views")).content.decode()
    assert "Records of the archive" not in shown
    assert URL not in shown


def test_a_kept_view_names_no_project_and_asks_for_none_that_is_hidden(cast):
    """What is kept are keys; one that the list no longer offers to who keeps it narrows nothing."""
    hidden = matter_of(cast.department, "金丝雀项目")
    client = signed_in(cast.clerk)
    keep = reverse("workflow:view_keep", args=["archive:items"])
    sent = f"{keep}?project={hidden.pk}"
    assert client.post(sent, {"name": "项目"}).status_code == 422
    filed = folder(cast.department, cast.clerk)
    Folder.objects.filter(pk=filed.pk).update(project=hidden)
    assert client.post(sent, {"name": "项目"}).status_code == 302
    assert KeptView.objects.get().asked == f"project={hidden.pk}"
    Folder.objects.filter(pk=filed.pk).update(project=None)
    for page in (reverse("workflow:kept_views"), URL, f"{URL}?project={hidden.pk}"):
        assert "金丝雀" not in client.get(page).content.decode()


def test_names_are_found_of_what_one_may_know_less_the_masked_ones(kept, cast):
    for level in Level.values:
        kept(level, level=level)
    withdrawn = kept("withdrawn", level=Level.PUBLIC).document
    withdrawn.withdrawn_at = clock.now()
    withdrawn.save(update_fields=["withdrawn_at"])
    rows = Document.objects.all()
    for user in vars(cast).values():
        if isinstance(user, User):
            readable = set(rows.readable_by(user))
            known = set(rows.discoverable_by(user))
            named = {one for one in known if one.level != Level.CONFIDENTIAL or one in readable}
            assert set(rows.named_to(user)) == named, user
    assert not rows.named_to(None).exists()


def group_of(user, typed):
    """The archive's records in the search of the header: their names and addresses."""
    groups = signed_in(user).get(reverse("home:search"), {"q": typed}).context["groups"]
    hits = [
        hit for group in groups if group.label == "Records of the archive" for hit in group.hits
    ]
    return [(hit.title, hit.url) for hit in hits]


def test_the_header_finds_records_by_name_for_staff_and_no_masked_one(kept, cast, make_user):
    item = kept("鸿雁合同", level=Level.PUBLIC)
    kept("鸿雁密约", level=Level.CONFIDENTIAL)
    assert group_of(cast.clerk, "鸿雁") == [("鸿雁合同", reverse("archive:item", args=[item.pk]))]
    assert group_of(cast.clerk, "。") == []
    assert group_of(make_user(), "鸿雁") == []
