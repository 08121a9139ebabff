"""Adding papers, their history, and their bytes."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.generic import View

from zsa_portal.documents import access, actions, holding, plain_reading, queries, word
from zsa_portal.documents.inputs import (
    HandForm,
    LevelForm,
    PaperForm,
    UploadForm,
)
from zsa_portal.documents.levels import level_of
from zsa_portal.documents.models import Handing, Version
from zsa_portal.documents.reading import NOT_READABLE
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.forms import ReasonForm
from zsa_portal.workflow.gates import taken
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.queries import matter_for


def to_be_added(user: Any, pk: int, kind: str) -> tuple[Matter, access.PaperKind]:
    """The matter and the declared kind of paper that a user may add to it now.

    Http404 where there is none of them to be known, PermissionDenied.
    """
    matter, paper = matter_for(user, pk), access.uploads.get(kind)
    if paper is None:
        raise Http404
    if not access.may_add(matter, user, kind):
        raise PermissionDenied(_("This paper cannot be added by you in the present state."))
    return matter, paper


@login_required
@require_safe
@never_cache
def paper_template(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The Word document to begin a paper from, filled with what the portal knows."""
    matter, paper = to_be_added(request.user, pk, kind)
    if paper.template is None:
        raise Http404
    name = f"{paper.title} {matter.title}.docx"
    header = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        paper.template.filled(matter),
        content_type=word.MEDIA_TYPE,
        headers={"Content-Disposition": header},
    )


class AddPaper(AskPage):
    """Add a paper of a kind to a matter."""

    template_name = "documents/add_paper.html"
    confirm_label = gettext_lazy("Upload")

    def find(self) -> None:
        self.matter, self.paper = to_be_added(
            self.request.user, self.kwargs["pk"], self.kwargs["kind"]
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"matter": self.matter, "paper": self.paper}

    def get_page_title(self) -> str:
        return str(self.paper.title)

    def get_page_lead(self) -> str:
        return self.matter.shown_name

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(self.matter.shown_name, self.matter.get_absolute_url()),
            Crumb(_("Papers"), self.back()),
            Crumb(self.get_page_title()),
        ]

    def back(self) -> str:
        return f"{self.matter.get_absolute_url()}papers/"

    def form(self, *data: Any) -> PaperForm:
        return PaperForm(
            *data,
            many=self.paper.many,
            grades=places_of(self.request.user).staff,
            level=level_of(self.paper.kind, self.paper.level),
            accept=self.paper.accept,
        )

    def act(self, form: PaperForm) -> str:
        given = form.cleaned_data
        version = actions.document_add(
            matter=self.matter,
            kind=self.paper.kind,
            title=given.get("title", ""),
            upload=given["file"],
            by=self.request.user,
            level=given.get("level"),
        )
        return stored(version)


class DocumentAsk(AskPage):
    """A question about one document that the user may know of."""

    def find(self) -> None:
        self.known = queries.document_for(self.request.user, self.document_key())
        self.document = self.known.document
        if not self.allowed():
            raise PermissionDenied

    def document_key(self) -> int:
        return self.kwargs["pk"]

    def allowed(self) -> bool:
        return queries.keeps(self.document, self.request.user)

    def back(self) -> str:
        return self.document.get_absolute_url()

    def get_page_lead(self) -> str:
        return self.known.title

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(self.known.title, self.back()), Crumb(self.get_page_title())]


class AddVersion(DocumentAsk):
    """Add the next version of a document."""

    page_title = gettext_lazy("New version")

    def allowed(self) -> bool:
        return queries.may_change(self.document, self.request.user)

    def form(self, *data: Any) -> UploadForm:
        return UploadForm(*data, accept=access.uploads[self.document.kind].accept)

    def act(self, form: UploadForm) -> str:
        version = actions.version_add(
            document=self.document, upload=form.cleaned_data["file"], by=self.request.user
        )
        return stored(version)


class Withdraw(DocumentAsk):
    """Take a document out of its matter."""

    page_title = gettext_lazy("Withdraw the paper")
    form_class = ReasonForm
    done = gettext_lazy("The paper is withdrawn.")
    danger = True

    def allowed(self) -> bool:
        if not queries.withdraws(self.document, self.request.user):
            return False
        holding.require_own(self.document)
        holding.require_free(self.document)
        return True

    def back(self) -> str:
        matter = self.document.matter
        return f"{matter.get_absolute_url()}papers/" if matter else super().back()

    def act(self, form: ReasonForm) -> None:
        actions.document_withdraw(document=self.document, by=self.request.user, **form.cleaned_data)


class KeeperAsk(DocumentAsk):
    """A question to a document's keepers; one of another procedure is refused with its sentence."""

    def allowed(self) -> bool:
        if not super().allowed():
            return False
        holding.require_own(self.document)
        return True


class SetLevel(KeeperAsk):
    """Grade a document anew."""

    page_title = gettext_lazy("Change the level")
    done = gettext_lazy("The level is changed.")

    def form(self, *data: Any) -> LevelForm:
        return LevelForm(*data, initial={"level": self.document.level})

    def act(self, form: LevelForm) -> None:
        actions.document_level_set(
            document=self.document, by=self.request.user, **form.cleaned_data
        )


class Hand(KeeperAsk):
    """Hand a document to somebody."""

    page_title = gettext_lazy("Hand to somebody")

    def form(self, *data: Any) -> HandForm:
        return HandForm(*data, level=self.document.level)

    def act(self, form: HandForm) -> str:
        handing = actions.document_hand(
            document=self.document, party=form.party(), by=self.request.user, until=form.until()
        )
        return _("Handed to %(party)s.") % {"party": handing.party}


class EndHanding(DocumentAsk):
    """Take a document back from somebody."""

    page_title = gettext_lazy("Take the paper back")
    done = gettext_lazy("The paper is taken back.")
    danger = True

    def document_key(self) -> int:
        rows = Handing.objects.select_related("party")
        self.handing = get_object_or_404(rows, pk=self.kwargs["pk"])
        return self.handing.document_id

    def act(self, form: Any) -> None:
        actions.handing_end(handing=self.handing, by=self.request.user)


def stored(version: Version) -> str:
    """What is said after an upload."""
    done = _("Stored: %(name)s, version %(number)d.") % {
        "name": version.name,
        "number": version.number,
    }
    return " ".join(filter(None, (done, version.cleaned, version.markup.sentence)))


class History(LoginRequiredMixin, View):
    """A document, its versions, and to whom it was handed."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        known = queries.document_for(request.user, pk)
        document = known.document
        if not known.readable:
            raise PermissionDenied(str(NOT_READABLE))
        keeps = queries.keeps(document, request.user)
        withdraws = queries.withdraws(document, request.user)
        elsewhere = holding.elsewhere(document) if keeps or withdraws else []
        withdraws = withdraws and not elsewhere
        gate = holding.gate_of(document)
        versions = list(queries.versions_of(document, request.user))
        context = {
            "document": document,
            "page_title": known.title,
            "page_lead": document.matter,
            "versions": versions,
            "read_here": {one.pk for one in versions if plain_reading.is_open(one)},
            "comparable": bool(versions[1:]) and not holding.kept_silent(versions[1]),
            "keeps": keeps and not elsewhere,
            "elsewhere": elsewhere,
            "handings": queries.handings_of(document) if keeps else (),
            "pages": document.versions.exists(),
            "may_change": queries.may_change(document, request.user),
            "now": clock.now(),
            "may_withdraw": withdraws and gate is None,
            "held_by": taken(document.matter, gate) if withdraws and gate else "",
            "held_since": gate.at if gate else None,
            "kind_title": queries.kind_title(document.kind),
            "breadcrumbs": _crumbs(known),
        }
        return render(request, "documents/history.html", context)


def _crumbs(known: queries.KnownPaper) -> list[Crumb]:
    matter = known.document.matter
    if matter is None:
        return [Crumb(known.title)]
    url = matter.get_absolute_url()
    return [Crumb(matter.shown_name, url), Crumb(_("Papers"), f"{url}papers/"), Crumb(known.title)]
