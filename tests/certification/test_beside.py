"""What stands beside the form while a recognition is decided: application, check, judgement, papers."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from certification.models import Recognition
from certification.states import S
from tests.pages.costs import MOST, statements
from zsa_portal.regulations import clock
from zsa_portal.workflow.beside import panels
from zsa_portal.workflow.machine import meaning_of, steps_of

DECIDED_ON_APPLICATION = {"accept", "return_to_complete", "refuse_application"}
DECIDED_ON_REVIEW = {
    "pass_assessment",
    "ask_for_changes",
    "return_changes",
    "confirm_changes",
    "fail_unchanged",
    "fail_assessment",
    "send_to_council",
    "close_after_refusal",
    "grant_reconsideration",
    "grant_with_another_panel",
    "refuse_reconsideration",
}


def test_these_steps_are_decided_with_the_text_in_view():
    beside = {
        transition.name: meaning_of(transition).beside
        for transition in steps_of(Recognition)
        if meaning_of(transition).beside
    }
    application = ("later:application", "later:acceptance", "papers")
    review = ("later:assessment", "later:application", "papers")
    assert beside == dict.fromkeys(DECIDED_ON_APPLICATION, application) | dict.fromkeys(
        DECIDED_ON_REVIEW, review
    )


@pytest.mark.parametrize(
    ("state", "name", "who", "titles"),
    [
        (
            S.ACCEPTANCE,
            "return_to_complete",
            "secretariat",
            ["Application", "Acceptance", "Papers"],
        ),
        (S.BALLOT_CLOSED, "fail_assessment", "secretariat", ["Review", "Application", "Papers"]),
        (
            S.RECONSIDERATION,
            "refuse_reconsideration",
            "examiner",
            ["Review", "Application", "Papers"],
        ),
    ],
)
def test_who_decides_reads_it_beside_the_form(
    client, recognition_at, walker, in_english, state, name, who, titles
):
    recognition, user = recognition_at(state), getattr(walker.cast, who)
    page = reverse("workflow:step", args=[recognition.pk, name])
    client.force_login(user)
    with clock.moved_to(walker.now):
        shown = client.get(page, headers={"accept-language": "en"}).content.decode()
        fetched = re.findall(r'hx-get="(/matters/[^"]*)"', shown)
        tabs = [client.get(address).content.decode() for address in fetched]
        asked = statements(user, page, walker.now)
    assert re.findall(r"data-beside>\s*<summary>([^<]*)<", shown) == titles
    assert [tab.count('class="tab-body"') for tab in tabs] == [1, 1]
    assert recognition.source_number in "".join(tabs)
    assert asked is not None
    assert len(asked) <= MOST


def test_who_has_no_such_tab_is_shown_none(recognition_at, walker):
    recognition = recognition_at(S.ACCEPTANCE)
    with clock.moved_to(walker.now):
        assert panels(recognition, walker.cast.applicant, ("later:comments",)) == []
        assert len(panels(recognition, walker.cast.secretariat, ("later:application",))) == 1
