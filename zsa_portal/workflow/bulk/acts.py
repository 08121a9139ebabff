"""The page of an act that is no step, such as reminding, on chosen matters: each by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse

from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.models import User
from zsa_portal.ui.views import Page
from zsa_portal.workflow.bulk.queries import Act
from zsa_portal.workflow.lists import PICKED, picked_in
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.twins import told_apart


class ActPage(StaffOnly, Page):
    """Says for each chosen matter what an act does there or why not; POST does it and says what came.

    ``foreseen`` and ``done`` say that, ``form`` what is asked once for all. Each matter is acted on
    in its own transaction and asked again; those refused are named and keep no other back.
    """

    template_name = "workflow/act.html"
    told_label: Any = ""
    confirm_label: Any = ""
    icon = "check2-square"

    @cached_property
    def user(self) -> User:
        """Who acts."""
        return cast("User", self.request.user)

    @cached_property
    def chosen(self) -> list[Matter]:
        """The chosen matters that the user may discover, in the order of their keys."""
        rows = Matter.objects.visible_to(self.user).filter(pk__in=picked_in(self.request))
        return list(rows.select_related("owner").order_by("pk"))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self.foreseen(self.chosen), form=self.form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST)
        if form is not None and not form.is_valid():
            return self._show(self.foreseen(self.chosen), status=422, form=form)
        rows = [self.done(matter, form) for matter in self.chosen]
        number = sum(not row.refusal for row in rows)
        return self._show(rows, is_done=True, sent=number, said=self.said(number))

    def form(self, *data: Any) -> Form | None:
        """What is asked once for all; None where nothing is."""
        return None

    def foreseen(self, matters: Sequence[Matter]) -> list[Act]:
        """What the act would do in each matter, in a fixed number of queries."""
        raise NotImplementedError

    def done(self, matter: Matter, form: Any) -> Act:
        """Act on one matter and say what was done or why not."""
        raise NotImplementedError

    def said(self, number: int) -> str:
        """In how many matters it was done, in words."""
        raise NotImplementedError

    def _show(self, rows: list[Act], *, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "rows": rows,
            "apart": told_apart(row.matter for row in rows),
            "may_act": any(not row.refusal for row in rows),
            "refused": any(row.refusal for row in rows),
            "picked": PICKED,
            "told_label": self.told_label,
            "confirm_label": self.confirm_label,
            "icon_name": self.icon,
        }
        return self.render_to_response(self.get_context_data(**context, **more), status=status)
