"""The page on which the head of a department evaluates another's public filing."""

from __future__ import annotations

from typing import Any, cast

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.inspections.evaluating.actions import evaluation_give
from archive.inspections.evaluating.forms import EvaluationForm
from archive.inspections.evaluating.marks import ASPECTS, OPEN
from archive.inspections.evaluating.queries import evaluation_of
from archive.inspections.evaluating.rules import Pair, evaluates, it_is_another_department
from archive.inspections.views import InspectionPage
from zsa_portal.people.models import Department, User


class Evaluate(InspectionPage):
    """Marks for one department, by the head of another."""

    page_title = gettext_lazy("Evaluate public filing")
    tab = "evaluations"
    states = OPEN
    form_class = EvaluationForm

    def prepare(self) -> None:
        self.pair = Pair(
            self.matter,
            get_object_or_404(Department, code=self.kwargs["evaluating"]),
            get_object_or_404(Department, code=self.kwargs["evaluated"]),
        )
        super().prepare()
        it_is_another_department.require(self.pair)

    def may(self) -> bool:
        return evaluates(self.pair, self.request.user)

    def get_page_lead(self) -> str:
        words = {"home": self.pair.evaluating, "other": self.pair.evaluated}
        return _("%(home)s evaluates the public files that %(other)s stored.") % words

    def forms(self, data: Any = None) -> dict[str, Any]:
        row = evaluation_of(self.matter, self.pair.evaluating, self.pair.evaluated)
        initial = {name: getattr(row, name) for name in (*ASPECTS, "remark")} if row else {}
        return {"form": EvaluationForm(data, initial=initial)}

    def act(self, values: dict[str, Any]) -> Any:
        return evaluation_give(
            pair=self.pair,
            marks=values,
            remark=values["remark"],
            by=cast("User", self.request.user),
        )
