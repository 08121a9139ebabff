"""Screens of the changes that a panel asks for: the list, the body's answers, the check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.assessment import actions, queries, rules
from certification.assessment.forms import AnswerForm, CheckForm, ListedFormSet
from certification.pages import RecognitionPage
from certification.parties import acts_for_applicant, acts_for_secretariat
from certification.states import S
from zsa_portal.ui.forms import StyledForm
from zsa_portal.workflow.refusals import WrongState


class ChangesPage(LoginRequiredMixin, RecognitionPage):
    """A page about the changes asked for: whose it is, and in which state."""

    tab = "assessment"
    may: ClassVar[Callable[[Any, Any], bool]]
    state: ClassVar[str]

    def prepare(self) -> None:
        """403 for all others, 409 at another time."""
        if not type(self).may(self.recognition, self.request.user):
            raise PermissionDenied
        if self.recognition.state != self.state:
            raise WrongState(self.recognition)


class ListChanges(ChangesPage):
    """Merges what the reviewers ask for into the one list that goes to the body."""

    template_name = "certification/assessment/list.html"
    page_title = gettext_lazy("List of changes")
    may = actions.lists_changes
    state = S.BALLOT_CLOSED

    def forms(self, data: Any = None) -> dict[str, Any]:
        """A row for each change written so far; before the first save one for each wish."""
        wishes = rules.asked_by_reviewers(self.recognition)
        rows = [
            {"clause": one.clause, "change": one.change, "covers": one.covers}
            for one in rules.changes_of(self.recognition)
        ] or [
            {"clause": one["clause"], "change": one["change"], "covers": [key]}
            for key, one in wishes.items()
        ]
        named = {"wishes": wishes}
        return {
            "form": StyledForm(data),
            "rows": ListedFormSet(data, initial=rows, prefix="c", form_kwargs=named),
            "wishes": wishes,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not all([made["form"].is_valid(), made["rows"].is_valid()]):
            return self.show(made, status=422)
        return self.do(
            made,
            lambda: actions.changes_list_save(
                recognition=self.recognition,
                rows=[form.cleaned_data for form in made["rows"] if form.cleaned_data],
                by=request.user,
                seen=self.seen,
            ),
            _("The list is saved."),
        )


class AnswerChanges(ChangesPage):
    """The body says of each change what it made of it; saved as one goes."""

    template_name = "certification/assessment/answer.html"
    page_title = gettext_lazy("Changes asked for")
    may = acts_for_applicant
    state = S.CHANGES

    def forms(self, data: Any = None) -> dict[str, Any]:
        """One form for each change that is not confirmed yet."""
        rows = queries.change_rows(self.recognition, named=False)
        return {
            "form": StyledForm(data),
            "changes": [
                (row, None if row.change.confirmed_at else _answer_form(row.change, data))
                for row in rows
            ],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        asked = [(row.change.pk, form) for row, form in made["changes"] if form]
        if not all(form.is_valid() for _pk, form in asked):
            return self.show(made, status=422)
        answers = {pk: form.cleaned_data for pk, form in asked}
        return self.do(
            made | {"form": StyledForm(request.POST)},
            lambda: actions.changes_answer(
                recognition=self.recognition, answers=answers, by=request.user
            ),
            _("Saved. You can go on at any time."),
            stay="go_on" in request.POST,
        )


class CheckChange(ChangesPage):
    """Confirms one change, old text beside new, or says what misses."""

    template_name = "certification/assessment/check.html"
    page_title = gettext_lazy("Check the change")
    may = acts_for_secretariat
    state = S.CHANGES_CHECK

    def prepare(self) -> None:
        super().prepare()
        rows = queries.change_rows(self.recognition, named=True)
        found = [row for row in rows if row.change.pk == self.kwargs["change"]]
        if not found:
            raise Http404
        self.row = found[0]

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The verdict on the change."""
        change = self.row.change
        verdict = "object" if change.objection else "confirm" if change.confirmed_at else ""
        said = {"verdict": verdict, "objection": change.objection}
        return {"form": CheckForm(data, initial=said), "row": self.row}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not made["form"].is_valid():
            return self.show(made, status=422)
        return self.do(
            made,
            lambda: actions.change_check(
                recognition=self.recognition,
                change=self.row.change.pk,
                objection=made["form"].objection_given(),
                by=request.user,
            ),
            _("The check is recorded."),
        )


def _answer_form(change: Any, data: Any) -> AnswerForm:
    said = {name: getattr(change, name) for name in ("old_text", "new_text", "answer")}
    return AnswerForm(data, prefix=f"c{change.pk}", initial=said)
