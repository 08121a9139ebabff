"""The page that forms a panel, the tab, the expert's invitation: who, what, at what cost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from certification.models import Recognition
from certification.panels.models import REVIEW_PANEL
from certification.panels.papers import DECLARATIONS
from certification.panels.records import Declaration, PanelPlan, Place
from certification.states import S
from tests.certification.association import reviewer
from tests.certification.panels.conftest import choose, everybody_answers, invite
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Body, Expert
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Recusal
from zsa_portal.workflow.perform import perform

pytestmark = pytest.mark.django_db
KIND = REVIEW_PANEL.key


def address(name: str, recognition: Recognition, *more) -> str:
    return reverse(f"certification:{name}", args=[recognition.pk, KIND, *more])


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def posted(five, **values):
    chosen = [one.pk for one in five]
    return {"experts": chosen, "chair": chosen[0], "drafters": "起草研究院", "size": 5} | values


@pytest.fixture
def secretariat(cast) -> Client:
    return browser(cast.secretariat)


def test_a_panel_is_proposed_with_reasons_and_nothing_is_stored(forming, secretariat):
    page = secretariat.post(address("panel", forming), {"propose": "1", "size": "5"})
    assert page.status_code == 200
    draft = page.context["draft"]
    assert (len(draft.members), draft.unmet) == (5, [])
    assert "Brings the origin" in page.content.decode()
    assert "The panel meets every requirement." in page.content.decode()
    assert Place.objects.count() == 0


def test_a_tick_is_told_at_once_what_lacks(forming, five, secretariat):
    page = secretariat.post(
        address("panel", forming),
        posted(five[:4]),
        headers={"HX-Request": "true", "HX-Target": "requirements"},
    )
    text = page.content.decode()
    assert "The panel has 4 members; at least 5 are needed." in text
    assert "<html" not in text
    assert Place.objects.count() == 0


def test_choice_and_invitation_by_the_page(forming, five, secretariat):
    saved = secretariat.post(address("panel", forming), posted(five, save="1"))
    assert (saved.status_code, saved.url) == (302, address("panel", forming))
    assert Place.objects.filter(invited_at=None).count() == 5
    done = secretariat.post(address("panel", forming), posted(five, invite="1"))
    assert (done.status_code, done.url) == (302, f"{forming.get_absolute_url()}panel/")
    assert Place.objects.filter(invited_at__isnull=False).count() == 5


@pytest.mark.rule("R12a", "R13b")
def test_the_server_refuses_what_breaks_a_rule_and_keeps_the_input(forming, five, secretariat):
    page = secretariat.post(address("panel", forming), posted(five[:4], invite="1"))
    assert page.status_code == 409
    assert "at least 5 are needed" in page.content.decode()
    assert Place.objects.count() == 0
    Expert.objects.filter(pk=five[0].pk).update(organisation=forming.applicant)
    page = secretariat.post(address("panel", forming), posted(five, save="1"))
    assert page.status_code == 422
    assert "panel-1 works or lately worked" in page.content.decode()
    assert len(page.context["draft"].members) == 5
    assert "起草研究院" in page.content.decode()


def test_bad_input_is_told_and_nothing_stored(forming, secretariat):
    for bad in ({"experts": ["x"]}, {"chair": "x"}, {"drafters": "x" * 4001}):
        page = secretariat.post(address("panel", forming), bad | {"save": "1"})
        assert page.status_code == 422, bad
    missing = secretariat.post(address("panel", forming), {"experts": ["999999"], "save": "1"})
    assert missing.status_code == 422
    assert Place.objects.count() == 0


def test_a_stale_page_is_told(forming, five, cast, secretariat):
    page = secretariat.get(address("panel", forming))
    seen = page.context["seen"]()
    choose(forming, five, cast.secretariat)
    answer = secretariat.post(address("panel", forming), posted(five, save="1", seen=seen))
    assert answer.status_code == 409


def test_the_page_is_the_secretariats_while_the_panel_is_formed(
    forming, cast, recognition_at, walker
):
    for user, status in ((cast.applicant, 403), (cast.reviewers[0], 404)):
        assert browser(user).get(address("panel", forming)).status_code == status
    assert Client().get(address("panel", forming)).status_code == 302
    unknown = reverse("certification:panel", args=[forming.pk, "certification.nothing"])
    assert browser(cast.secretariat).get(unknown).status_code == 404
    early = recognition_at(S.ACCEPTED, "另一项")
    assert browser(cast.secretariat).get(address("panel", early)).status_code == 409


def test_the_search_finds_by_name_and_kind_and_keeps_the_choice(forming, five, secretariat):
    page = secretariat.post(address("panel", forming), posted(five[:2], find="1", q="expert-"))
    draft = page.context["draft"]
    assert [row.candidate.name for row in draft.offered] == ["expert-1", "expert-2"]
    assert [row.candidate.name for row in draft.members] == ["panel-1", "panel-2"]
    page = secretariat.post(address("panel", forming), posted([*five[:1]], find="1", kind="market"))
    assert [row.candidate.name for row in page.context["draft"].offered] == ["panel-4"]
    none = secretariat.post(address("panel", forming), posted(five[:2], find="1", q="没有此人"))
    assert "No expert fits" in none.content.decode()


def test_an_expert_reads_accepts_and_signs(forming, five, cast):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    own = browser(cast.reviewers[0])
    page = own.get(address("panel_invitation", forming))
    text = page.content.decode()
    assert page.status_code == 200
    assert forming.title in text
    assert "不透露" in text or "保密" in text
    half = own.post(address("panel_invitation", forming), {"confidentiality": "on"})
    assert half.status_code == 422
    done = own.post(address("panel_invitation", forming), dict.fromkeys(DECLARATIONS, "on"))
    assert done.status_code == 302
    after = own.get(address("panel_invitation", forming)).content.decode()
    assert "You have accepted this invitation." in after
    again = own.post(address("panel_invitation", forming), dict.fromkeys(DECLARATIONS, "on"))
    assert again.status_code == 409


def test_an_expert_declines_with_a_reason(forming, five, cast):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    own = browser(cast.reviewers[0])
    page = own.post(address("panel_invitation", forming), {"decline": "1", "no-reason": ""})
    assert page.status_code == 422
    given = {"decline": "1", "no-reason": "是起草人", "no-has_interest": "on"}
    assert own.post(address("panel_invitation", forming), given).status_code == 302
    assert Recusal.objects.filter(matter=forming, user=cast.reviewers[0]).exists()


def test_nobody_else_knows_of_an_invitation(forming, five, cast):
    choose(forming, five, cast.secretariat)
    for user in (cast.reviewers[0], cast.secretariat, cast.applicant):
        for name in ("panel_invitation", "panel_letter"):
            assert browser(user).get(address(name, forming)).status_code == 404
    invite(forming, cast.secretariat)
    for user in (cast.experts[0], cast.secretariat, cast.applicant):
        assert browser(user).get(address("panel_invitation", forming)).status_code == 404
    assert Client().get(address("panel_invitation", forming)).status_code == 302
    letter = browser(cast.reviewers[0]).get(address("panel_letter", forming))
    assert letter.status_code == 404


def test_what_a_member_signed_is_read_by_the_signer_and_the_secretariat(forming, five, cast):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    everybody_answers(forming, cast.reviewers)
    perform(Recognition.objects.get(pk=forming.pk).complete_panel, by=cast.secretariat)
    signer, other = cast.reviewers[:2]
    signed = IssuedForm.objects.filter(pk__in=Declaration.objects.values("form"))
    assert signed.count() == 2 * len(cast.reviewers)
    for user, read in ((signer, 2), (other, 2), (cast.secretariat, 10), (cast.applicant, 0)):
        forms = signed.readable_by(user)
        assert (user, forms.count()) == (user, read)
        assert {one.issued_by for one in forms} <= {*cast.reviewers, user}
    assert {one.issued_by for one in signed.readable_by(signer)} == {signer}
    tab = f"{forming.get_absolute_url()}panel/"
    own = signed.filter(issued_by=signer).first().get_absolute_url()
    for user, linked in ((signer, True), (other, False), (cast.secretariat, True)):
        page = browser(user).get(tab)
        assert (page.status_code, own in page.content.decode()) == (200, linked)
        assert browser(user).get(own).status_code == (200 if linked else 404)


def test_the_letter_is_the_invited_experts_own(forming, five, cast):
    from tests.made_forms import made_at_once

    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    made_at_once(Place.objects.get(user=cast.reviewers[0]).letter_id)
    own = browser(cast.reviewers[0]).get(address("panel_letter", forming))
    assert (own.status_code, own["Content-Type"]) == (200, "application/pdf")


def test_an_invitation_is_withdrawn_on_its_page(forming, five, cast, secretariat):
    choose(forming, five, cast.secretariat)
    place = invite(forming, cast.secretariat)[0]
    page = address("panel_withdraw", forming, place.pk)
    assert browser(cast.applicant).get(page).status_code == 403
    assert secretariat.get(page).status_code == 200
    assert secretariat.post(page, {"reason": ""}).status_code == 422
    assert secretariat.post(page, {"reason": "改聘他人"}).status_code == 302
    assert secretariat.post(page, {"reason": "改聘他人"}).status_code == 409
    assert secretariat.get(address("panel_withdraw", forming, 999999)).status_code == 404


def test_the_tab_shows_the_panel_to_staff_and_itself_not_to_the_body(
    forming, five, cast, secretariat
):
    tab = f"{forming.get_absolute_url()}panel/"
    assert "No panel yet" in secretariat.get(tab).content.decode()
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    everybody_answers(forming, cast.reviewers)
    assert "accepted and signed" in secretariat.get(tab).content.decode()
    hidden = browser(cast.applicant).get(tab)
    assert (hidden.status_code, hidden.url) == (302, forming.get_absolute_url())
    assert "panel-1" not in browser(cast.applicant).get(forming.get_absolute_url()).content.decode()


@pytest.mark.rule("R11")
def test_no_panel_is_formed_where_a_committee_reviews(forming, secretariat):
    Body.objects.create(kind="committee", code="TC8", name="甲分技委", field="next_it")
    page = secretariat.get(address("panel", forming))
    assert page.status_code == 409
    assert "甲分技委" in page.content.decode()


def test_what_the_application_says_of_the_drafters_is_there(forming, secretariat):
    Recognition.objects.filter(pk=forming.pk).update(lead_unit="牵头公司")
    assert "牵头公司" in secretariat.get(address("panel", forming)).content.decode()


def test_the_tab_names_the_committees_of_the_field(forming, secretariat):
    tab = f"{forming.get_absolute_url()}panel/"
    Body.objects.create(kind="committee", code="TC8", name="甲分技委", field="next_it")
    assert "甲分技委" in secretariat.get(tab).content.decode()
    Body.objects.create(kind="committee", code="TC9", name="乙分技委", field="next_it")
    assert "Choose one when the panel is completed." in secretariat.get(tab).content.decode()


def test_the_committee_is_chosen_on_the_steps_page(forming, secretariat):
    first = Body.objects.create(kind="committee", code="TC8", name="甲", field="next_it")
    Body.objects.create(kind="committee", code="TC9", name="乙", field="next_it")
    page = reverse("workflow:step", args=[forming.pk, "complete_panel"])
    assert secretariat.post(page, {}).status_code == 422
    assert secretariat.post(page, {"panel": first.pk}).status_code == 302
    assert Recognition.objects.get(pk=forming.pk).panel == first


@pytest.mark.parametrize("name", ["panel", "tab", "panel_invitation"])
def test_pages_cost_the_same_at_one_and_many(
    forming, five, cast, secretariat, name, django_assert_max_num_queries
):
    choose(forming, five, cast.secretariat)
    invite(forming, cast.secretariat)
    client = browser(cast.reviewers[0]) if name == "panel_invitation" else secretariat
    page = f"{forming.get_absolute_url()}panel/" if name == "tab" else address(name, forming)
    client.get(page)
    with django_assert_max_num_queries(15) as before:
        client.get(page)
    for number in range(2):
        reviewer(f"more-{number}", "market", "consumer")
    experts = [cast.experts[0].expert, cast.experts[1].expert]
    choose(forming, experts, cast.secretariat, chair=None)
    invite(forming, cast.secretariat)
    with django_assert_max_num_queries(15) as after:
        client.get(page)
    assert len(after) == len(before)


def test_a_panel_at_work_is_changed_by_its_page(recognition_at, walker, cast, secretariat):
    ready = recognition_at(S.PANEL_READY)
    with clock.moved_to(walker.now):
        Recusal.objects.create(
            matter=ready, user=cast.reviewers[4], reason="亲属", declared_by=cast.reviewers[4]
        )
        page = secretariat.post(address("panel", ready), {"propose": "1", "size": "5"})
        draft = page.context["draft"]
        assert [place.name for place in draft.gone] == ["panel-5"]
        assert len(draft.members) == 5
        assert draft.unmet == []


def test_members_stand_by_pinyin_the_chair_first(forming, five, secretariat):
    for expert, name in zip(five, ["左组长", "赵六", "阿明", "王五", "李四"], strict=True):
        Expert.objects.filter(pk=expert.pk).update(name=name)
    secretariat.post(address("panel", forming), posted(five, save="1"))
    expected = ["左组长", "阿明", "李四", "王五", "赵六"]
    draft = secretariat.get(address("panel", forming)).context["draft"]
    assert [row.candidate.member.name for row in draft.members] == expected
    plan = PanelPlan.objects.get(matter=forming)
    assert [place.name for place in plan.live] == expected
