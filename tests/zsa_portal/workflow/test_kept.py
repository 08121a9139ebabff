"""Views of lists are kept under a name, opened, renamed and deleted, and are the own of each person."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zsa_portal.workflow.kept.actions import MOST_KEPT, view_delete, view_rename, view_replace
from zsa_portal.workflow.kept.records import KeptView
from zsa_portal.workflow.refusals import BadValue

pytestmark = pytest.mark.django_db
MATTERS = "home:matters"
KEEP = reverse("workflow:view_keep", args=[MATTERS])
ASKED = "q=pumps&mine=part&sort=-due_at"


@pytest.fixture
def user(make_staff):
    return make_staff()


@pytest.fixture
def web(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def keep(web, name="Mine", asked="mine=part", **more):
    return web.post(f"{KEEP}?{asked}", {"name": name} | more)


def kept(user):
    return dict(KeptView.objects.filter(user=user).values_list("name", "asked"))


def errors(answer):
    return answer.context["form"].errors["name"]


def page(web, asked=""):
    return web.get(f"{reverse(MATTERS)}?{asked}")


def test_the_present_view_is_kept_and_stands_above_the_list(web, user):
    assert f'href="{KEEP}?mine=part"' in page(web, "mine=part").content.decode()
    answer = keep(web, asked=ASKED)
    assert answer.url == f"{reverse(MATTERS)}?{ASKED}"
    assert kept(user) == {"Mine": ASKED}
    shown = page(web).content.decode()
    assert f'href="{reverse(MATTERS)}?{ASKED.replace("&", "&amp;")}">Mine</a>' in shown
    assert 'aria-current="true">Mine</a>' in page(web, ASKED).content.decode()


def test_only_what_the_list_understands_is_kept(web, user):
    typed = "sort=holder&page=3&evil=x&sort=nothing&export=xlsx&mine=never&overdue=yes&sort=title"
    keep(web, asked=f"{typed}&q=a%00&matter=7&next=//elsewhere.example.org/")
    assert kept(user) == {"Mine": "q=a&overdue=yes&sort=title"}


@pytest.mark.parametrize("asked", ["", "page=2", "evil=x", "mine=never"])
def test_nothing_asked_is_not_kept(web, user, asked):
    assert "Keep this view" not in page(web, asked).content.decode()
    answer = keep(web, asked=asked)
    assert answer.status_code == 422
    assert "there is nothing to keep yet" in errors(answer)[0]
    assert kept(user) == {}


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\x00b"])
def test_a_bad_name_is_refused(web, user, name):
    answer = keep(web, name)
    assert answer.status_code == 422
    assert errors(answer)
    assert kept(user) == {}


def test_a_name_that_is_taken_is_refused_or_replaced(web, user):
    keep(web)
    answer = keep(web, asked="overdue=yes")
    assert answer.status_code == 422
    assert "under this name already" in errors(answer)[0]
    assert kept(user) == {"Mine": "mine=part"}
    assert keep(web, asked="overdue=yes", replaces="on").status_code == 302
    assert keep(web, "Other", replaces="on").status_code == 302
    assert kept(user) == {"Mine": "overdue=yes", "Other": "mine=part"}
    assert keep(web, asked="", replaces="on").status_code == 422


def test_no_more_than_so_many_are_kept_of_a_list(web, user):
    KeptView.objects.bulk_create(
        KeptView(user=user, place=MATTERS, name=str(number), asked="q=x")
        for number in range(MOST_KEPT)
    )
    answer = keep(web)
    assert answer.status_code == 422
    assert f"{MOST_KEPT} views of this list already" in errors(answer)[0]
    KeptView.objects.filter(name="0").update(place="standards:projects")
    assert keep(web).status_code == 302


def test_a_view_is_renamed_and_deleted(web, user):
    keep(web)
    keep(web, "Other")
    view = KeptView.objects.get(name="Mine")
    rename = reverse("workflow:view_rename", args=[view.pk])
    assert web.post(rename, {"name": "Other"}).status_code == 422
    assert web.post(rename, {"name": "Mine"}).url == reverse("workflow:kept_views")
    web.post(rename, {"name": "Of mine"})
    assert set(kept(user)) == {"Of mine", "Other"}
    delete = reverse("workflow:view_delete", args=[view.pk])
    assert "Only the view goes; what the list shows stays." in web.get(delete).content.decode()
    assert set(kept(user)) == {"Of mine", "Other"}
    assert web.post(delete).status_code == 302
    assert set(kept(user)) == {"Other"}


@pytest.mark.parametrize(
    "change",
    [
        lambda view: view_rename(view=view, name="New"),
        lambda view: view_replace(view=view, asked="mine=part"),
    ],
)
def test_a_view_that_was_deleted_meanwhile_is_said_to_be_gone(web, user, change):
    keep(web)
    view = KeptView.objects.get()
    view_delete(view=view)
    with pytest.raises(BadValue, match="deleted meanwhile"):
        change(view)
    assert kept(user) == {}


def test_a_view_is_ones_own(web, user, make_staff):
    other = KeptView.objects.create(
        user=make_staff("Other"), place=MATTERS, name="Hidden one", asked="q=x"
    )
    for name in ("view_rename", "view_delete"):
        url = reverse(f"workflow:{name}", args=[other.pk])
        assert web.get(url).status_code == 404
        assert web.post(url, {"name": "Taken"}).status_code == 404
    for url in (reverse(MATTERS), reverse("workflow:kept_views")):
        assert "Hidden one" not in web.get(url).content.decode()
    assert keep(web, "Hidden one", replaces="on").status_code == 302
    other.refresh_from_db()
    assert (other.name, other.asked) == ("Hidden one", "q=x")


@pytest.mark.parametrize("place", ["home:desk", "no:such", "x", "admin:index", "health"])
def test_views_are_kept_of_lists_of_matters_alone(web, user, place):
    url = reverse("workflow:view_keep", args=[place]) + "?q=x"
    assert web.get(url).status_code == 404
    assert web.post(url, {"name": "Mine"}).status_code == 404
    assert kept(user) == {}


def test_the_list_of_views_leads_to_each_and_bears_a_list_that_is_gone(web, user):
    KeptView.objects.create(user=user, place="no:such", name="Gone", asked="q=x")
    keep(web)
    shown = web.get(reverse("workflow:kept_views")).content.decode()
    assert f'href="{reverse(MATTERS)}?mine=part">Mine</a>' in shown
    assert "This list is not there for you any more." in shown


def test_a_stranger_is_led_to_sign_in(client):
    for url in (KEEP, reverse("workflow:kept_views")):
        assert client.post(url, {"name": "Mine"}).status_code == 302
    assert not KeptView.objects.exists()


def test_the_queries_are_the_same_with_one_view_and_with_three(web, user):
    counts = []
    for names in ("A", "BC"):
        for name in names:
            keep(web, name)
        with CaptureQueriesContext(connection) as seen:
            assert page(web, "mine=part").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 15
