"""Giving an evaluation, and asking the heads for theirs when an inspection opens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.inspections.evaluating.marks import ASPECTS, LONGEST_REMARK, OPEN, Mark
from archive.inspections.evaluating.records import Evaluation
from archive.inspections.evaluating.rules import (
    Pair,
    evaluates,
    it_is_another_department,
    what_lacks_is_said,
)
from zsa_portal.outbox.actions import message_post
from zsa_portal.people.models import Department, Party, User
from zsa_portal.people.queries import people_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import held, touched
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.wording import word

ASKED = "inspection.evaluation_asked"
word(evaluation_give=gettext_lazy("A department's public filing evaluated"))


def evaluations_url(inspection: Matter) -> str:
    """The tab on which departments evaluate each other."""
    return f"{inspection.get_absolute_url()}evaluations/"


def evaluation_give(
    *, pair: Pair, marks: Mapping[str, str], remark: str = "", by: User
) -> Evaluation:
    """The head of a department marks another's public filing; the last one counts (第三条).

    ``marks`` are those of the aspects, by their names. Raises PermissionDenied, WrongState once the
    report is released, RuleUnmet for the own department, BadValue by the field's name.
    """
    with held(pair.inspection, states=OPEN) as fresh:
        if not evaluates(pair, by):
            raise PermissionDenied
        it_is_another_department.require(pair)
        given = {"remark": _words(remark), "given_by": by, "given_at": clock.now()} | {
            name: _mark(name, marks.get(name, "")) for name in ASPECTS
        }
        if missing := what_lacks_is_said.missing(Evaluation(**given)):
            raise BadValue("remark", missing[0])
        row, _new = Evaluation.objects.update_or_create(
            inspection=fresh,
            evaluating=pair.evaluating,
            evaluated=pair.evaluated,
            defaults=given,
        )
        touched(fresh)
        record(fresh, by=by, step="evaluation_give", values={"evaluation": row})
        return row


def _mark(name: str, mark: str) -> str:
    if mark not in Mark.values:
        raise BadValue(name, _("Choose a mark."))
    return mark


def _words(remark: str) -> str:
    words = " ".join(remark.replace("\x00", "").split())
    if len(words) > LONGEST_REMARK:
        most = {"most": LONGEST_REMARK}
        raise BadValue("remark", _("Say it in at most %(most)d characters.") % most)
    return words


def evaluations_ask(inspection: Any) -> None:
    """Tell the head of every department that the public filing of the others may be evaluated."""
    homes = Department.objects.values_list("pk", flat=True)
    heads = Party.of_departments(list(homes), "head").values()
    for person in people_of(heads):
        with translation.override(person.language):
            message_post(
                recipient=person,
                event=ASKED,
                subject=_("The departments evaluate each other's public filing: %(title)s")
                % {"title": inspection.shown_name},
                body=_("The inspection of the half-year is open."),
                to_do=_("Evaluate the public filing of the departments that you work with"),
                deadline=inspection.due_at,
                link=evaluations_url(inspection),
                about=inspection.pk,
            )
