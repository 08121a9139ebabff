"""Which steps of recognition and upkeep are for several, and that each keeps its rules."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from certification.acceptance.papers import RECOGNITION_NOTICE
from certification.models import Recognition
from certification.states import S
from tests.bulk import costs_the_same, names_for_several, outcomes, previewed, taken
from zsa_portal.notices.actions import Author, Remark, opinion_submit
from zsa_portal.notices.models import NoticeItem
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import catch_up


@pytest.fixture
def several(walker, recognition_at):
    """Brings three recognitions to a state."""
    return lambda state: [
        recognition_at(state),
        *(recognition_at(state, f"规范{number}") for number in "二三"),
    ]


def test_this_step_is_for_several():
    assert names_for_several(Recognition) == {"hand_comments_on"}


def closed(walker, recognitions):
    """Their notices ran out."""
    walker.now = walker.later(16)
    with clock.moved_to(walker.now):
        return [catch_up(one) for one in recognitions]


def comment_on(recognition):
    """Somebody comments while the notice runs."""
    item = NoticeItem.objects.get(matter=recognition.pk, notice__kind=RECOGNITION_NOTICE.code)
    author = Author("钱二", "某公司", "13900000000", declares_truth=True)
    evidence = SimpleUploadedFile("证明.txt", "证明".encode())
    with clock.moved_to(item.notice.opened_at):
        opinion_submit(
            item=item, by=None, author=author, remark=Remark("指标偏低"), evidence=evidence
        )


@pytest.mark.rule("R16")
def test_verified_comments_of_several_go_on_and_unverified_ones_stay(walker, several):
    recognitions, by = several(S.NOTICE), walker.cast.secretariat
    comment_on(recognitions[0])
    first, *others = closed(walker, recognitions)
    assert costs_the_same("hand_comments_on", others, by=by, now=walker.now)
    found = previewed("hand_comments_on", [first, *others], by=by, now=walker.now)
    assert [len(refusals) for refusals in found] == [1, 0, 0]
    assert "is not verified and sorted yet" in found[0][0]
    answer = taken("hand_comments_on", [first, *others], by=by, now=walker.now)
    assert [done for done, _said in outcomes(answer)] == [False, True, True]
    fresh = [Recognition.objects.get(pk=one.pk).state for one in [first, *others]]
    assert fresh == [S.NOTICE_CLOSED, S.PANEL_FORMING, S.PANEL_FORMING]
