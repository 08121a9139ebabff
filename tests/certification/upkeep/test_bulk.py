"""More time for the material is given to several at once, with one reason."""

from __future__ import annotations

import datetime as dt

from certification.models import Recheck
from tests.bulk import costs_the_same, names_for_several, outcomes, taken


def test_this_step_is_for_several():
    assert names_for_several(Recheck) == {"give_more_time"}


def test_each_gets_the_new_day_and_a_day_that_is_no_later_is_refused(keeper, make_edition):
    now, by = keeper.now, keeper.cast.secretariat
    matters = [keeper.opened(make_edition(number), "recheck", now) for number in (1, 2, 3)]
    assert costs_the_same("give_more_time", matters, by=by, now=now)
    early = {"until": matters[0].material_due_on.isoformat(), "reason": "春节放假"}
    answer = taken("give_more_time", matters, by=by, now=now, **early)
    assert outcomes(answer) == [(False, "Name a later day, within a year from now.")] * 3
    until = matters[0].material_due_on + dt.timedelta(days=7)
    answer = taken("give_more_time", matters, by=by, now=now, **early | {"until": until})
    assert outcomes(answer) == [(True, "")] * 3
    assert {one.material_due_on for one in Recheck.objects.all()} == {until}
