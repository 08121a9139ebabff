"""The screen of an expert and the forms of engaging, for kinds of the example procedure."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.zsa_portal.engagements.conftest import HELP, MORNING, VERDICT
from zsa_portal.ballots.actions import recusal_declare
from zsa_portal.engagements.actions import engage
from zsa_portal.engagements.forms import EngageForm, ReleaseForm
from zsa_portal.engagements.queries import engagements_of
from zsa_portal.people.models import Expert
from zsa_portal.workflow.perform import held, perform


class VerdictForm(EngageForm):
    kind = VERDICT


class VerdictReleaseForm(ReleaseForm):
    kind = VERDICT


@pytest.fixture
def ask(client):
    """Ask for the page of a kind as a user; ``data`` makes it a POST."""

    def request(user, matter, kind=VERDICT, data=None):
        client.force_login(user)
        url = kind.address(matter)
        return client.get(url) if data is None else client.post(url, data)

    return request


def take_on(matter, expert, kind=VERDICT, question=""):
    with held(matter) as fresh:
        (row,) = engage(
            matter=fresh,
            kind=kind,
            experts=[expert],
            by=matter.people["staff"],
            question=question,
        )
    return row


def test_an_expert_concludes_on_the_screen(example_matter, make_expert, ask):
    expert = make_expert()
    row = take_on(example_matter, expert)
    shown = ask(expert.user, example_matter).content.decode()
    assert all(word in shown for word in ("My opinion", "Good", "Bad"))
    refused = ask(expert.user, example_matter, data={"choice": "bad", "opinion": " "})
    assert refused.status_code == 422
    assert "Say why, or which changes you ask for." in refused.content.decode()
    assert ask(expert.user, example_matter, data={"choice": "maybe"}).status_code == 422
    answer = ask(expert.user, example_matter, data={"choice": "bad", "opinion": "缺依据"})
    assert answer["Location"] == f"{example_matter.get_absolute_url()}log/"
    row.refresh_from_db()
    assert (row.conclusion, row.opinion, row.at) == ("bad", "缺依据", MORNING)
    again = ask(expert.user, example_matter).content.decode()
    assert f"Given on {MORNING:%F %H:%M}" in again


def test_an_expert_answers_a_question_on_the_screen(example_matter, make_expert, ask):
    expert = make_expert()
    row = take_on(example_matter, expert, HELP, "指标是否可行？")
    shown = ask(expert.user, example_matter, HELP).content.decode()
    assert ("指标是否可行？" in shown, "vote-choices" in shown) == (True, False)
    refused = ask(expert.user, example_matter, HELP, {"opinion": ""})
    assert (refused.status_code, "Write the answer." in refused.content.decode()) == (422, True)
    assert ask(expert.user, example_matter, HELP, {"opinion": "可行"}).status_code == 302
    row.refresh_from_db()
    assert row.opinion == "可行"


def test_who_is_not_engaged_gets_403_and_who_was_409(example_matter, make_expert, ask):
    one, two = make_expert(), make_expert()
    take_on(example_matter, one)
    take_on(example_matter, two)
    staff = example_matter.people["staff"]
    assert ask(staff, example_matter).status_code == 403
    assert ask(one.user, example_matter, HELP).status_code == 403
    recusal_declare(matter=example_matter, user=two.user, reason="合作", by=staff)
    assert ask(two.user, example_matter).status_code == 403
    moved = perform(example_matter.to_ballot, by=staff)
    assert ask(one.user, moved).status_code == 409


def test_a_kind_that_nobody_declared_is_not_found(example_matter, client):
    client.force_login(example_matter.people["staff"])
    url = reverse("engagements:opinion", args=[example_matter.pk, "nothing"])
    assert client.get(url).status_code == 404


def test_the_choice_leaves_out_the_recused_the_engaged_and_those_without_account(
    example_matter, make_expert
):
    free, engaged, recused = make_expert(), make_expert(), make_expert()
    Expert.objects.create(name="无账号", kind=Expert.Kind.TECHNICAL)
    row, staff = take_on(example_matter, engaged), example_matter.people["staff"]
    take_on(example_matter, recused)
    recusal_declare(matter=example_matter, user=recused.user, reason="合作", by=staff)
    form = VerdictForm({"experts": [free.pk]}, matter=example_matter, user=staff)
    assert list(form.fields["experts"].queryset) == [free]
    assert form.is_valid()
    assert form.values() == {"experts": [free]}
    release = VerdictReleaseForm(matter=example_matter, user=staff)
    assert list(release.fields["engagement"].queryset) == [row]
    assert engagements_of(example_matter, VERDICT).count() == 2


def test_what_an_expert_types_is_kept_for_that_expert_alone_until_it_is_given(
    example_matter, make_expert, ask, client
):
    one, two = make_expert(), make_expert()
    take_on(example_matter, one)
    take_on(example_matter, two)
    typed = {"choice": "bad", "opinion": "金丝雀：缺依据"}
    assert ask(one.user, example_matter, data=typed | {"keep": "1"}).status_code == 302
    client.force_login(two.user)
    headers = {"X-Draft": "1"}
    saved = client.post(VERDICT.address(example_matter), {"opinion": "半句"}, headers=headers)
    assert (saved.status_code, saved.json()["left"]) == (200, [])
    mine = ask(one.user, example_matter).content.decode()
    assert ("金丝雀：缺依据" in mine, "半句" in mine, "data-draft" in mine) == (True, False, True)
    assert "金丝雀" not in ask(two.user, example_matter).content.decode()
    assert not engagements_of(example_matter, VERDICT).exclude(at=None).exists()
    assert ask(one.user, example_matter, data=typed).status_code == 302
    assert "This is your draft" not in ask(one.user, example_matter).content.decode()
    assert "半句" in ask(two.user, example_matter).content.decode()
    ask(two.user, example_matter, data={"drop": "1"})
    assert "半句" not in ask(two.user, example_matter).content.decode()


def test_engaged_experts_stand_by_pinyin(example_matter, make_expert):
    for name in ("赵六", "阿明", "李四"):
        expert = make_expert()
        Expert.objects.filter(pk=expert.pk).update(name=name)
        take_on(example_matter, expert)
    rows = engagements_of(example_matter, VERDICT).select_related("expert")
    assert [row.expert.name for row in rows] == ["阿明", "李四", "赵六"]
