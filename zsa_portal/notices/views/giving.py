"""Giving an opinion, its receipt, and what became of it."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from zsa_portal.notices import clauses
from zsa_portal.notices.actions import opinion_submit
from zsa_portal.notices.forms import AuthorForm, OpinionForm
from zsa_portal.notices.limits import OPINIONS
from zsa_portal.notices.models import NoticeItem, Opinion
from zsa_portal.notices.own import address_of
from zsa_portal.notices.tables import OpinionTable
from zsa_portal.people.models import OrganisationPerson
from zsa_portal.people.visitors import limited, private, too_many
from zsa_portal.regulations import clock
from zsa_portal.ui.due import describe
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.refused import blame, status_of
from zsa_portal.ui.views import ListPage, Page
from zsa_portal.workflow.beside import Panel, panels
from zsa_portal.workflow.refusals import BadValue, Refusal

KEPT = "opinion_author"
KEPT_FOR = dt.timedelta(minutes=30)


class NewOpinion(View):
    """Takes an opinion on a matter on notice, from anyone."""

    template_name = "notices/opinion_new.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = NoticeItem.objects.select_related("notice", "matter")
        self.item = get_object_or_404(rows, pk=kwargs["pk"])
        self.kind = self.item.notice.meaning
        return cast("HttpResponse", super().dispatch(request, *args, **kwargs))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        clause = clauses.clean(request.GET.get("clause", ""))[: clauses.LONGEST]
        initial = remembered(request) | ({"clause": clause} if clause else {})
        return self._show(OpinionForm(kind=self.kind, initial=initial))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = OpinionForm(request.POST, request.FILES, kind=self.kind)
        if not form.is_valid():
            return self._show(form, status=422)
        again = too_many(request, OPINIONS)
        if again is not None:
            return limited(self._show(form_with(form, again), status=429), again)
        try:
            opinion = self._submit(form)
        except BadValue as error:
            blame(form, error)
            return self._show(form, status=status_of(error))
        except Refusal as refusal:
            form.add_error(None, refusal.reasons)
            return self._show(form, status=409)
        remember(request, form)
        sent = _("Your opinion was received. Its number is %(reference)s.")
        messages.success(request, sent % {"reference": opinion.reference})
        return redirect(opinion)

    def _submit(self, form: OpinionForm) -> Opinion:
        return opinion_submit(
            item=self.item,
            by=signed_in(self.request),
            author=form.author(),
            remark=form.remark(),
            evidence=form.cleaned_data["evidence"],
            ticket=form.cleaned_data["ticket"],
        )

    def _show(self, form: OpinionForm, status: int = 200) -> HttpResponse:
        notice, now = self.item.notice, clock.now()
        context = {
            "form": form,
            "item": self.item,
            "notice": notice,
            "is_open": notice.is_open(now),
            "left": describe(notice.closes_at, now).words,
            "page_title": self.item.shown_title,
            "page_lead": notice.kind_label,
            "now": now,
            "beside": self._beside(form) if notice.is_open(now) else [],
            "breadcrumbs": [Crumb(notice.number, notice.get_absolute_url()), Crumb(_("Opinion"))],
        }
        return private(render(self.request, self.template_name, context, status=status))

    def _beside(self, form: OpinionForm) -> list[Panel]:
        """The text that is open for comments, at the clause of the comment."""
        if not self.kind.with_clauses:
            return []
        clause = clauses.clean(form["clause"].value() or "")[: clauses.LONGEST]
        return panels(self.item.matter, self.request.user, [self.kind.beside], clause)


class Receipt(Page):
    """What became of one opinion, for whoever holds its secret address."""

    template_name = "notices/receipt.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = Opinion.everything.select_related("item__notice", "item__matter")
        self.opinion = get_object_or_404(rows, token=kwargs["token"])
        return private(super().get(request, *args, **kwargs))

    def get_page_title(self) -> str:
        return _("Your opinion %(reference)s") % {"reference": self.opinion.reference}

    def get_breadcrumbs(self) -> list[Crumb]:
        notice = self.opinion.item.notice
        return [
            Crumb(notice.number, notice.get_absolute_url()),
            Crumb(self.opinion.reference),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notice = self.opinion.item.notice
        return super().get_context_data(**kwargs) | {
            "opinion": self.opinion,
            "notice": notice,
            "is_open": notice.is_open(),
            "address": settings.SITE_URL + self.opinion.get_absolute_url(),
            "own": self._own_address(),
            "kept": bool(remembered(self.request, typed_only=True)),
        }

    def _own_address(self) -> str:
        user, author = self.request.user, self.opinion.author_id
        is_own = author is not None and author == user.pk
        return address_of(self.opinion) if is_own and not self.opinion.withdrawn_at else ""


class Forget(View):
    """Forgets name and contact on this computer."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.session.pop(KEPT, None)
        messages.success(request, _("Your name and contact are no longer kept on this computer."))
        return redirect("notices:public_list")


class MyOpinions(LoginRequiredMixin, ListPage):
    """What a signed-in user has said, and what became of it."""

    page_title = gettext_lazy("My opinions")
    table_class = OpinionTable
    search_fields = ("text", "reference", "item__title")
    export_name = "my-opinions"
    empty_title = gettext_lazy("You have not given an opinion yet")
    empty_text = gettext_lazy(
        "Notices and drafts that are open for comment stand in the public list."
    )

    def get_queryset(self) -> QuerySet[Opinion]:
        rows = Opinion.objects.filter(author=self.request.user).select_related("item")
        return rows.order_by("-received_at", "-pk")


def signed_in(request: HttpRequest) -> Any:
    """The user, or None for somebody not signed in."""
    return request.user if request.user.is_authenticated else None


def form_with(form: AuthorForm, again: dt.datetime) -> Any:
    """The form saying when to try again; what was written stays in it."""
    sentence = _(
        "Many opinions came from here within the hour. This one was not stored; "
        "please send it again after %(time)s."
    ) % {"time": again.astimezone(clock.SHANGHAI).strftime("%H:%M")}
    form.add_error(None, sentence)
    return form


def remember(request: HttpRequest, form: AuthorForm) -> None:
    """Keep name and contact for the next opinion of this visitor, for half an hour."""
    author = form.author()
    request.session[KEPT] = {
        "name": author.name,
        "organisation": author.organisation,
        "contact": author.contact,
        "by": request.user.pk,
        "until": (clock.now() + KEPT_FOR).timestamp(),
    }


def remembered(request: HttpRequest, *, typed_only: bool = False) -> dict[str, str]:
    """Name, organisation and contact to begin with: as last typed, else from the account."""
    kept = request.session.get(KEPT)
    if kept and kept["by"] == request.user.pk and kept["until"] > clock.now().timestamp():
        return {name: kept[name] for name in ("name", "organisation", "contact")}
    if typed_only or not request.user.is_authenticated:
        return {}
    user = request.user
    roles = OrganisationPerson.objects.current().filter(user=user).select_related("organisation")
    organisations = [role.organisation.name for role in roles[:2]]
    return {
        "name": user.name,
        "organisation": organisations[0] if len(organisations) == 1 else "",
        "contact": user.email,
    }
