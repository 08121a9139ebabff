"""Adding papers, their history, and their bytes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from zsa_portal.documents import access, actions, queries
from zsa_portal.documents.inputs import (
    HandForm,
    LevelForm,
    PaperForm,
    ReasonForm,
    UploadForm,
    add_error,
)
from zsa_portal.documents.models import Handing
from zsa_portal.people.standing import standing
from zsa_portal.regulations import clock
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.forms import StyledForm
from zsa_portal.workflow.queries import matter_for
from zsa_portal.workflow.refusals import BadValue


class AskPage(LoginRequiredMixin, View):
    """GET asks, POST acts; a refused value keeps the input and says why.

    A page gives ``find`` (what it is about, and whether it may be asked), ``label``, ``back``,
    ``form`` and ``act``, which returns the sentence that tells what was done.
    """

    template_name = "documents/ask.html"
    danger = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.find(request, **kwargs)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(self.form(), 200)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, 422)
        try:
            done = self.act(form)
        except BadValue as error:
            add_error(form, error)
            return self._show(form, 422)
        messages.success(request, done)
        return redirect(self.back())

    def _show(self, form: Any, status: int) -> HttpResponse:
        context = {
            "form": form, "cancel_url": self.back(), "danger": self.danger,
            "confirm_label": self.label(), "page_title": self.label(), **self.words(),
        }  # fmt: skip
        return render(self.request, self.template_name, context, status=status)

    def words(self) -> dict[str, Any]:
        """More of what the page says: page_lead, effects, breadcrumbs."""
        return {}


class AddPaper(AskPage):
    """Add a paper of a kind to a matter."""

    def find(self, request: HttpRequest, *, pk: int, kind: str) -> None:
        self.matter = matter_for(request.user, pk)
        self.paper = access.uploads.get(kind)
        if self.paper is None:
            raise Http404
        if not access.may_add(self.matter, request.user, kind):
            raise PermissionDenied(_("This paper cannot be added by you in the present state."))

    def label(self) -> str:
        return str(self.paper.title)

    def back(self) -> str:
        return f"{self.matter.get_absolute_url()}papers/"

    def words(self) -> dict[str, Any]:
        return {"page_lead": str(self.matter), "confirm_label": _("Upload"), "breadcrumbs": [
            Crumb(str(self.matter), self.matter.get_absolute_url()), Crumb(_("Papers"), self.back()), Crumb(self.label()),
        ]}  # fmt: skip

    def form(self, *data: Any) -> PaperForm:
        return PaperForm(
            *data, many=self.paper.many, grades=standing(self.request.user).staff,
            level=self.paper.level, accept=self.paper.accept,
        )  # fmt: skip

    def act(self, form: PaperForm) -> str:
        given = form.cleaned_data
        version = actions.document_add(
            matter=self.matter, kind=self.paper.kind, title=given.get("title", ""),
            upload=given["file"], by=self.request.user, level=given.get("level"),
        )  # fmt: skip
        return _("Stored: %(name)s, version %(number)d.") % {
            "name": version.name,
            "number": version.number,
        }


class DocumentAsk(AskPage):
    """A question about one document that the user may know of."""

    def find(self, request: HttpRequest, *, pk: int) -> None:
        self.known = queries.document_for(request.user, pk)
        self.document = self.known.document
        if not self.allowed():
            raise PermissionDenied

    def allowed(self) -> bool:
        return queries.keeps(self.document, self.request.user)

    def back(self) -> str:
        return self.document.get_absolute_url()

    def words(self) -> dict[str, Any]:
        return {
            "page_lead": self.known.title,
            "breadcrumbs": [Crumb(self.known.title, self.back()), Crumb(self.label())],
        }


class AddVersion(DocumentAsk):
    """Add the next version of a document."""

    def allowed(self) -> bool:
        return queries.may_change(self.document, self.request.user)

    def label(self) -> str:
        return _("New version")

    def form(self, *data: Any) -> UploadForm:
        return UploadForm(*data, accept=access.uploads[self.document.kind].accept)

    def act(self, form: UploadForm) -> str:
        version = actions.version_add(
            document=self.document, upload=form.cleaned_data["file"], by=self.request.user
        )
        return _("Stored: %(name)s, version %(number)d.") % {
            "name": version.name,
            "number": version.number,
        }


class Withdraw(DocumentAsk):
    """Take a document out of its matter."""

    danger = True

    def allowed(self) -> bool:
        return queries.may_withdraw(self.document, self.request.user)

    def label(self) -> str:
        return _("Withdraw the paper")

    def back(self) -> str:
        matter = self.document.matter
        return f"{matter.get_absolute_url()}papers/" if matter else super().back()

    def form(self, *data: Any) -> ReasonForm:
        return ReasonForm(*data)

    def act(self, form: ReasonForm) -> str:
        actions.document_withdraw(document=self.document, by=self.request.user, **form.cleaned_data)
        return _("The paper is withdrawn.")


class SetLevel(DocumentAsk):
    """Grade a document anew."""

    def label(self) -> str:
        return _("Change the level")

    def form(self, *data: Any) -> LevelForm:
        return LevelForm(*data, initial={"level": self.document.level})

    def act(self, form: LevelForm) -> str:
        actions.document_level_set(
            document=self.document, by=self.request.user, **form.cleaned_data
        )
        return _("The level is changed.")


class Hand(DocumentAsk):
    """Hand a document to somebody."""

    def label(self) -> str:
        return _("Hand to somebody")

    def form(self, *data: Any) -> HandForm:
        return HandForm(*data, level=self.document.level)

    def act(self, form: HandForm) -> str:
        handing = actions.document_hand(
            document=self.document, party=form.party(), by=self.request.user, until=form.until()
        )
        return _("Handed to %(party)s.") % {"party": handing.party}


class EndHanding(DocumentAsk):
    """Take a document back from somebody."""

    danger = True

    def find(self, request: HttpRequest, *, pk: int) -> None:
        self.handing = get_object_or_404(Handing.objects.select_related("party"), pk=pk)
        super().find(request, pk=self.handing.document_id)

    def label(self) -> str:
        return _("Take the paper back")

    def form(self, *data: Any) -> StyledForm:
        return StyledForm(*data)

    def act(self, form: StyledForm) -> str:
        actions.handing_end(handing=self.handing, by=self.request.user)
        return _("The paper is taken back.")


class History(LoginRequiredMixin, View):
    """A document, its versions, and to whom it was handed."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        known = queries.document_for(request.user, pk)
        document = known.document
        if not known.readable:
            raise PermissionDenied(
                _("You may know of this paper but not read it. Ask the custodian.")
            )
        keeps = queries.keeps(document, request.user)
        context = {
            "document": document, "page_title": known.title, "page_lead": document.matter,
            "versions": queries.versions_of(document, request.user), "keeps": keeps,
            "handings": queries.handings_of(document) if keeps else (),
            "may_change": queries.may_change(document, request.user), "now": clock.now(),
            "may_withdraw": queries.may_withdraw(document, request.user),
            "kind_title": queries.kind_title(document.kind), "breadcrumbs": _crumbs(known),
        }  # fmt: skip
        return render(request, "documents/history.html", context)


def _crumbs(known: queries.KnownPaper) -> list[Crumb]:
    matter = known.document.matter
    if matter is None:
        return [Crumb(known.title)]
    url = matter.get_absolute_url()
    return [Crumb(str(matter), url), Crumb(_("Papers"), f"{url}papers/"), Crumb(known.title)]
