"""Answering many opinions: the list by clause, one form after the other, taking back."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from zsa_portal.documents import forms
from zsa_portal.documents.handing_out import How, note_list
from zsa_portal.notices import actions, queries
from zsa_portal.notices.actions import sharing
from zsa_portal.notices.forms import AnswerForm, FiguresForm, ResolutionForm
from zsa_portal.notices.kinds import KINDS, NoticeKind
from zsa_portal.notices.models import NoticeItem, Opinion
from zsa_portal.notices.papers import COMMENT_TABLE, comment_table_data
from zsa_portal.notices.rules import Sight, answerable, answers, sight
from zsa_portal.notices.sharing import (
    ChapterShare,
    chapter_label,
    chapter_of,
    chapters_of,
    lies_in,
    shares_of,
)
from zsa_portal.notices.tables import AnswerFilter, AnswerTable
from zsa_portal.notices.views.moderation import opinion_for
from zsa_portal.people.models import User
from zsa_portal.people.visitors import private
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.paging import WholeByKeys
from zsa_portal.ui.refused import blame
from zsa_portal.ui.views import ListPage
from zsa_portal.workflow.beside import Panel, panels
from zsa_portal.workflow.findings import drafts_of_step_end
from zsa_portal.workflow.keeping import KeepsDraft
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.queries import matter_for
from zsa_portal.workflow.refusals import BadValue, Refusal

PREVIEWED = 150
"""So many rows of annex 7 are drawn while one waits; the whole is made in the background when issued."""


class SharedOut:
    """A page of answers that knows who takes which chapter; one query."""

    request: HttpRequest
    matter: Matter
    kind: NoticeKind

    @cached_property
    def shares(self) -> dict[str, ChapterShare]:
        """Who answers which chapter, by chapter."""
        return shares_of(self.matter, self.kind.code)

    @property
    def own_chapters(self) -> list[str]:
        """The chapters whose comments the user answers."""
        return chapters_of(self.shares, self.request.user)

    @cached_property
    def colleagues(self) -> list[User]:
        """To whom the user may hand an own chapter on; one query, none without a chapter."""
        if not self.own_chapters:
            return []
        return list(sharing.colleagues(self.matter, self.kind, without=self.request.user))


class Answers(SharedOut, LoginRequiredMixin, ListPage):
    """The opinions of a kind on a matter, by clause, with a form for each answer."""

    template_name = "notices/answers.html"
    results_template_name = "notices/answers_results.html"
    table_class = AnswerTable
    filterset_class = AnswerFilter
    search_fields = ("text", "clause", "answer", "reference", "organisation")
    paginator_class = WholeByKeys
    export_name = "opinions"
    empty_title = gettext_lazy("No opinions yet")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.kind = kind_of(kwargs["kind"])
        self.matter = matter_for(request.user, kwargs["pk"])
        self.much = sight(self.matter, request.user, self.kind)
        if self.much == Sight.PUBLIC:
            return redirect("notices:public_matter", pk=self.matter.pk)
        if request.GET.get("paper") == "pdf" and self._has_paper():
            return private(_preview(request, self.matter))
        return super().get(request, *args, **kwargs)

    @cached_property
    def items(self) -> list[NoticeItem]:
        """The matter's places on notices of the kind, newest first; one query."""
        return queries.notices_on(self.matter, self.kind.code)

    def _has_paper(self) -> bool:
        return self.kind.with_clauses and self.much >= Sight.ANSWERING

    def get_page_title(self) -> str:
        return _("Opinions and answers")

    def get_page_lead(self) -> str:
        return f"{self.kind.label} · {self.matter.shown_title}"

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(self.matter.shown_name, f"{self.matter.get_absolute_url()}opinions/"),
            Crumb(_("Opinions and answers")),
        ]

    def get_queryset(self) -> QuerySet[Opinion]:
        rows = queries.answerable_rows(self.items)
        if "mine" in self.request.GET:
            rows = rows.filter(lies_in(self.own_chapters))
        return rows if self.much >= Sight.ANSWERING else rows.exclude(moderation="hidden")

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"much": self.much}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = kwargs["table"].page
        shown = [row.record for row in page.object_list]
        may = may_answer_now(self.matter, self.request.user, self.kind)
        with_shares(shown, self.shares)
        queries.with_last_answers(shown)
        editorial = [one for one in shown if one.type == "ed" and not one.disposition]
        return super().get_context_data(**kwargs) | {
            "matter": self.matter,
            "kind": self.kind,
            "opinions": shown,
            "may_answer": may,
            "may_share": answers(self.matter, self.request.user, self.kind),
            "colleagues": self.colleagues,
            "mine": len(self.own_chapters),
            "may_draft": not may and answers(self.matter, self.request.user, self.kind),
            "counts": queries.counts(self.matter, self.kind.code),
            "much": int(self.much),
            "has_paper": self._has_paper(),
            "previewed": PREVIEWED,
            "editorial": editorial if may and self.kind.with_clauses else [],
            "next": queries.next_unanswered(self.matter, self.kind, None, self.own_chapters)
            if may
            else None,
            "figures": figures_form(self.items) if may and self.kind.with_clauses else None,
        }


class Answer(SharedOut, LoginRequiredMixin, KeepsDraft, View):
    """Answers one opinion, within the list or on a page of its own, and goes on to the next.

    While opinions still come in an answer is only drafted: kept for who writes it, told to nobody.
    """

    template_name = "notices/answer.html"
    form_class: Any = AnswerForm
    step = "answer"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            self.opinion = opinion_for(request.user, kwargs["pk"])
            self.kind = self.opinion.item.notice.meaning
            self.matter = self.opinion.item.matter
            self.name = f"{self.step}-{self.opinion.pk}"
            if not answers(self.matter, request.user, self.kind):
                raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "row" in request.GET:
            return self._row()
        form = self.form_class(opinion=self.opinion)
        return self._show(form, draft=self.draft_filled(form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST, opinion=self.opinion)
        if (kept := self.draft_act(form)) is not None:
            return kept
        if not form.is_valid():
            return self._show(form, status=422)
        if (refused := self._acted(form)) is not None:
            return refused
        drafts_of_step_end(self.matter, self.name)
        self.opinion.refresh_from_db()
        following = None
        if "next" in request.POST:
            following = queries.next_unanswered(
                self.matter, self.kind, self.opinion, self.own_chapters
            )
        if request.htmx:
            return self._row(
                following=following, counts=queries.counts(self.matter, self.kind.code)
            )
        done = _("Opinion %(reference)s is answered.")
        messages.success(request, done % {"reference": self.opinion.reference})
        if following is not None:
            return redirect("notices:answer", pk=following.pk)
        return redirect("notices:answers", pk=self.matter.pk, kind=self.kind.code)

    def act(self, form: Any) -> None:
        """Carry the form out."""
        data = form.cleaned_data
        actions.opinion_answer(
            opinion=self.opinion,
            by=self.request.user,
            disposition=data["disposition"],
            answer=data["answer"],
            seen=data["seen"],
        )

    def _acted(self, form: Any) -> HttpResponse | None:
        """Act; the page again where that is refused."""
        try:
            self.act(form)
        except BadValue as error:
            blame(form, error)
            return self._show(form, status=422)
        except Refusal as refusal:
            form.add_error(None, refusal.reasons)
            return self._show(form, status=409)
        return None

    def _row(self, **more: Any) -> HttpResponse:
        row = queries.answerable_rows([self.opinion.item]).get(pk=self.opinion.pk)
        queries.with_last_answers([row])
        with_shares([row], self.shares)
        context = {
            "opinion": row,
            "may_share": True,
            "colleagues": self.colleagues,
            "may_answer": True,
            "kind": self.kind,
            "matter": self.matter,
            "much": int(Sight.ANSWERING),
            **more,
        }
        if following := more.get("following"):
            context |= {"next_form": AnswerForm(opinion=following)}
        return render(self.request, "notices/answer_saved.html", context)

    def _beside(self) -> list[Panel]:
        return panels(self.matter, self.request.user, [self.kind.beside], self.opinion.clause)

    def _show(self, form: Any, status: int = 200, draft: Any = None) -> HttpResponse:
        back = reverse("notices:answers", args=[self.matter.pk, self.kind.code])
        context = {
            "form": form,
            "opinion": self.opinion,
            "kind": self.kind,
            "matter": self.matter,
            "resolving": self.form_class is ResolutionForm,
            "back": back,
            "may_answer": answerable(self.kind, self.matter),
            "draft": draft,
            "beside": [] if self.request.htmx else self._beside(),
            "page_title": _("Opinion %(reference)s") % {"reference": self.opinion.reference},
            "page_lead": self.opinion.item.shown_title,
            "breadcrumbs": [Crumb(_("Opinions and answers"), back), Crumb(self.opinion.reference)],
        }
        name = "notices/answer_form.html" if self.request.htmx else self.template_name
        return render(self.request, name, context, status=status)


class Resolve(Answer):
    """Notes how an answered objection was resolved."""

    form_class = ResolutionForm
    step = "resolve"

    def act(self, form: Any) -> None:
        """Carry the form out."""
        data = form.cleaned_data
        actions.opinion_resolve(
            opinion=self.opinion,
            by=self.request.user,
            resolution=data["resolution"],
            seen=data["seen"],
        )


class AnswerPost(LoginRequiredMixin, View):
    """An act on the list that needs no page of its own; it leads back to the list."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.kind = kind_of(kwargs["kind"])
        self.matter = matter_for(request.user, kwargs["pk"])
        if not answers(self.matter, request.user, self.kind):
            raise PermissionDenied
        try:
            messages.success(request, self.act(request))
        except BadValue as error:
            messages.error(request, str(error))
        except Refusal as refusal:
            messages.error(request, " ".join(refusal.reasons))
        return redirect("notices:answers", pk=self.matter.pk, kind=self.kind.code)

    def act(self, request: HttpRequest) -> str:
        """Do it and say so."""
        raise NotImplementedError


class AcceptEditorial(AnswerPost):
    """Accepts the editorial comments that were shown."""

    def act(self, request: HttpRequest) -> str:
        """Accept them, all or none."""
        keys = [int(key[:18]) for key in request.POST.getlist("opinions") if key.isdecimal()]
        actions.opinions_accept(matter=self.matter, kind=self.kind, opinions=keys, by=request.user)
        words = ngettext("%(count)d comment accepted.", "%(count)d comments accepted.", len(keys))
        return words % {"count": len(keys)}


class TakeBack(AnswerPost):
    """Takes back the answers of one act."""

    def act(self, request: HttpRequest) -> str:
        """Give each opinion the answer it had before."""
        try:
            batch = uuid.UUID(request.POST.get("batch", ""))
        except ValueError as error:
            raise Http404 from error
        actions.answers_undo(matter=self.matter, batch=batch, by=request.user)
        return _("Taken back.")


class Figures(AnswerPost):
    """Notes how many organisations the draft was sent to and how many replied."""

    def act(self, request: HttpRequest) -> str:
        """Store the figures with the newest notice of the kind."""
        form = FiguresForm(request.POST)
        items = queries.notices_on(self.matter, self.kind.code)
        if not form.is_valid() or not items:
            raise BadValue("sent_to", _("The figures are whole numbers from 0."))
        actions.reply_figures_set(item=items[0], by=request.user, **form.cleaned_data)
        return _("The figures are noted.")


def with_shares(opinions: Iterable[Any], shares: dict[str, ChapterShare]) -> None:
    """Note on each opinion its chapter and who answers it."""
    for opinion in opinions:
        chapter = chapter_of(opinion.clause_key)
        opinion.chapter, opinion.share = chapter_label(chapter), shares.get(chapter)


def kind_of(code: str) -> NoticeKind:
    """The kind of that code; Http404 otherwise."""
    if code not in KINDS:
        raise Http404
    return KINDS[code]


def may_answer_now(matter: Matter, user: Any, kind: NoticeKind) -> bool:
    """Whether a user answers opinions of a kind in the matter's present state."""
    return answers(matter, user, kind) and answerable(kind, matter)


def _preview(request: HttpRequest, matter: Matter) -> HttpResponse:
    """The table of annex 7 as it would be issued now, its first rows, as PDF, without a number."""
    found = comment_table_data(matter)
    data = forms.preview(COMMENT_TABLE, found | {"rows": found["rows"][:PREVIEWED]})
    told = {"kind": COMMENT_TABLE.key, "level": forms.level_now(COMMENT_TABLE)}
    note_list(request, matter=matter, how=How.PREVIEW, **told)
    headers = {"Content-Disposition": 'inline; filename="annex-7.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


def figures_form(items: list[Any]) -> FiguresForm | None:
    """The form of the reply figures, filled with those of the newest notice."""
    if not items:
        return None
    return FiguresForm(initial={"sent_to": items[0].sent_to, "replied": items[0].replied})
