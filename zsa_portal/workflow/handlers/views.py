"""Screens on which somebody is named to handle one matter, or chosen ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zsa_portal.people.models import User
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.workflow.bulk.acts import ActPage
from zsa_portal.workflow.bulk.queries import Act
from zsa_portal.workflow.handlers.actions import handler_set
from zsa_portal.workflow.handlers.forms import HandlerForm
from zsa_portal.workflow.handlers.queries import colleagues, handlers_of, may_name, refusal_of
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.queries import matter_for
from zsa_portal.workflow.refusals import BadValue, Refusal


def now_handled(person: User | None) -> str:
    """Who handles a matter from now on, in a sentence."""
    if person is None:
        return _("Nobody handles it now.")
    return _("%(person)s handles it now.") % {"person": person}


class HandlerPage(AskPage):
    """Names who handles a matter; for the department that owns it."""

    page_title = gettext_lazy("Who handles this matter")
    confirm_label = gettext_lazy("Assign")
    form_class = HandlerForm
    effects = (
        gettext_lazy(
            "The person is told, and who handled it before, but nobody of what they do themselves."
        ),
        gettext_lazy("It is logged. The state does not change, nor whose turn it is."),
    )

    def find(self) -> None:
        self.matter = matter_for(self.request.user, self.kwargs["pk"])
        if not may_name(self.matter, self.request.user):
            raise PermissionDenied
        if reason := refusal_of(self.matter):
            raise Refusal([reason], matter=self.matter)

    def get_page_lead(self) -> str:
        return self.matter.shown_name

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(self.matter.shown_name, self.back()), Crumb(self.get_page_title())]

    def get_form_kwargs(self) -> dict[str, Any]:
        person = handlers_of([self.matter]).get(self.matter.pk)
        return {
            "people": colleagues([self.matter.owner_id]),
            "initial": {"person": str(person.pk) if person else ""},
        }

    def act(self, form: HandlerForm) -> str:
        by = cast("User", self.request.user)
        handler_set(matter=self.matter, person=form.chosen, by=by)
        return now_handled(form.chosen)

    def back(self) -> str:
        return self.matter.get_absolute_url()


class AssignPage(ActPage):
    """Says for each chosen matter who handles it or why nobody is named there; POST names one for all."""

    page_title = gettext_lazy("Assign chosen matters")
    told_label = gettext_lazy("What will be done")
    confirm_label = gettext_lazy("Assign")
    icon = "person-check"

    def form(self, *data: Any) -> HandlerForm:
        owners = {matter.owner_id for matter in self.chosen if may_name(matter, self.user)}
        return HandlerForm(*data, people=colleagues(owners))

    def foreseen(self, matters: Sequence[Matter]) -> list[Act]:
        handlers = handlers_of(matters)
        return [self._foreseen(matter, handlers.get(matter.pk)) for matter in matters]

    def done(self, matter: Matter, form: HandlerForm) -> Act:
        try:
            handler_set(matter=matter, person=form.chosen, by=self.user)
        except PermissionDenied:
            return Act(matter, refusal=_not_theirs(matter))
        except Refusal as refusal:
            return Act(matter, refusal="; ".join(refusal.reasons))
        except BadValue as error:
            return Act(matter, refusal=str(error))
        return Act(matter, told=now_handled(form.chosen))

    def said(self, number: int) -> str:
        said = ngettext("Done for %(n)d matter.", "Done for %(n)d matters.", number)
        return said % {"n": number}

    def _foreseen(self, matter: Matter, handler: User | None) -> Act:
        if not may_name(matter, self.user):
            return Act(matter, refusal=_not_theirs(matter))
        if reason := refusal_of(matter):
            return Act(matter, refusal=reason)
        if handler is None:
            return Act(matter, told=_("Goes to whom you choose; nobody handles it yet."))
        said = _("Goes to whom you choose; %(person)s handles it now.")
        return Act(matter, told=said % {"person": handler})


def _not_theirs(matter: Matter) -> str:
    said = _("Only people of %(department)s say who handles this matter.")
    return said % {"department": matter.owner}
