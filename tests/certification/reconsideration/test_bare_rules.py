"""Who had a part in a review and who may examine it, on bare values."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from certification.reconsideration import rules
from certification.states import S
from zsa_portal.workflow.memo import remember
from zsa_portal.workflow.models import Recusal

pytestmark = pytest.mark.usefixtures("in_english")
LED, FREE, BODY = (SimpleNamespace(pk=pk) for pk in (1, 2, 3))
PEOPLE = [
    (None, None, rules.HAD_PART),
    (LED.pk, "张三", rules.HAD_PART),
    (LED.pk, "张三", rules.BELONGS),
    (FREE.pk, "李四", rules.BELONGS),
]
WHY = (
    "Whoever carried the review through, sat on its panel or has an interest does not examine the "
    "request."
)


@pytest.fixture
def asked_for(monkeypatch):
    """A reconsideration of a review of which all is read; the body is not of the secretariat."""
    for name in ("manages_recognition", "acts_for_secretariat"):
        monkeypatch.setattr(rules, name, lambda _recognition, user: user is not BODY)

    def make(*people, state=S.RECONSIDERATION):
        found = SimpleNamespace(
            pk=1, panel_id=2, owner_id=3, state=state, recusals=Recusal.objects.all()
        )
        remember(found, "people_of_review", list(people or PEOPLE))
        return found

    return make


@pytest.mark.rule("R18b")
def test_whoever_had_a_part_is_told_why_not_and_who_examines(asked_for):
    told = rules.why_not_examining
    assert told(asked_for(), LED) == f"{WHY} This can be done by: 李四."
    assert told(asked_for(*PEOPLE[:-1]), LED) == (
        f"{WHY} Nobody of the department is free to: let somebody who had no part join it."
    )


def test_others_are_told_nothing(asked_for):
    told = rules.why_not_examining
    assert told(asked_for(), FREE) == told(asked_for(), BODY) == ""
    assert told(asked_for(state=S.FAILED), LED) == ""
