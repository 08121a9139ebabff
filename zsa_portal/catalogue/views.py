"""Public screens of the catalogue: list, standard, English page, cover, text, announcements."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import View

from zsa_portal.catalogue import queries
from zsa_portal.catalogue.actions import may_add_texts
from zsa_portal.catalogue.announcements import ANNOUNCEMENT_FORM
from zsa_portal.catalogue.covers import STANDARD_COVER, copyright_note, cover_data, prevailing_note
from zsa_portal.catalogue.facts import facts_of
from zsa_portal.catalogue.links import links_of
from zsa_portal.catalogue.models import Announcement, Edition, StandardText
from zsa_portal.catalogue.rules import secretariat_imports
from zsa_portal.catalogue.tables import AnnouncementTable, EditionFilter, EditionTable
from zsa_portal.documents import serving
from zsa_portal.documents.models import IssuedForm
from zsa_portal.documents.render import ASSOCIATION, cached_pdf
from zsa_portal.people.places import places_of
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.views import ListPage, Page
from zsa_portal.workflow.models import Level


class Catalogue(ListPage):
    """Every published standard."""

    template_name = "catalogue/list.html"
    page_title = gettext_lazy("Published standards")
    table_class = EditionTable
    filterset_class = EditionFilter
    search_fields = ("number",)
    search_numbers = ("number", "source_number")
    export_name = "standards"
    empty_title = gettext_lazy("No standard is published yet")
    empty_text = gettext_lazy("Standards appear here on the day they are published.")

    def get_queryset(self) -> QuerySet[Edition]:
        return queries.editions()

    def _searched(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return queries.narrowed(rows, self.search_words())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        who = places_of(self.request.user)
        return super().get_context_data(**kwargs) | {
            "rights": copyright_note(),
            "may_import": who.staff and secretariat_imports(None, who),
        }


class StandardPage(Page):
    """A standard's public page with its cover, texts and history."""

    template_name = "catalogue/standard.html"
    language = "zh"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = queries.edition_for(kwargs["standard"], kwargs.get("year"))
        if found is None:
            raise Http404
        self.edition = found
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.edition.shown_name

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Published standards"), reverse("catalogue:catalogue")),
            Crumb(self.edition.number),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edition = self.edition
        return super().get_context_data(**kwargs) | {
            "edition": edition,
            "standard": edition.standard,
            "status": edition.shown_status,
            "texts": queries.released_texts(edition),
            "languages": edition.texts.all(),
            "history": queries.history_of(edition),
            "rights": copyright_note(),
            "prevailing": prevailing_note(self.language),
            "association": ASSOCIATION,
            "may_add_texts": may_add_texts(edition, self.request.user),
            "links": links_of(edition),
            "added_facts": facts_of(edition),
        }


class EnglishPage(StandardPage):
    """The same in English, whatever the reader's language; it says that the Chinese text prevails."""

    template_name = "catalogue/standard_en.html"
    language = "en"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override("en"):
            response: Any = super().get(request, *args, **kwargs)
            response.render()
        return response

    def get_page_title(self) -> str:
        return f"{self.edition.number} {self.edition.title_en or self.edition.title}"


class Cover(View):
    """The printable cover: the one issued at publication, else made for an imported standard."""

    def get(self, request: HttpRequest, standard: str, year: int) -> HttpResponse:
        edition = queries.edition_for(standard, year)
        if edition is None:
            raise Http404
        issued = (
            IssuedForm.objects.filter(
                kind=STANDARD_COVER.key, matters=edition.matter_id, file__isnull=False
            ).order_by("-pk")
            if edition.matter_id
            else IssuedForm.objects.none()
        )
        name = f"{edition.number.replace('/', '-')} 封面.pdf"
        if form := issued.first():
            return serving.send(request, form.file, name=name, level=Level.PUBLIC, inline=True)
        with translation.override("zh-hans"):
            html = render_to_string(
                STANDARD_COVER.template, {"data": cover_data(edition), "association": ASSOCIATION}
            )
        return HttpResponse(
            cached_pdf(html),
            content_type="application/pdf",
            headers={"Content-Disposition": content_disposition_header(False, name)},
        )


@require_safe
def text(request: HttpRequest, standard: str, year: int, language: str) -> HttpResponse:
    """A text that is released for distribution."""
    edition = queries.edition_for(standard, year)
    found = (
        [one for one in queries.released_texts(edition) if one.language == language]
        if edition
        else []
    )
    if not found:
        raise Http404
    released: StandardText = found[0]
    name = f"{found[0].edition.number.replace('/', '-')} {language}.pdf"
    return serving.send(request, released.version.file, name=name, level=Level.PUBLIC)


class Announcements(ListPage):
    """Every announcement of published standards."""

    template_name = "catalogue/list.html"
    page_title = gettext_lazy("Announcements of standards")
    table_class = AnnouncementTable
    search_fields = ("number", "title")
    search_numbers = ("number",)
    export_name = "announcements"
    empty_title = gettext_lazy("Nothing is announced yet")

    def get_queryset(self) -> QuerySet[Announcement]:
        return queries.announcements()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"rights": copyright_note()}


class AnnouncementPage(Page):
    """One announcement with its standards and the official document."""

    template_name = "catalogue/announcement.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.announcement = get_object_or_404(queries.announcements(), pk=kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.announcement.title

    def get_page_lead(self) -> str:
        return self.announcement.number

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(_("Announcements of standards"), reverse("catalogue:announcements")),
            Crumb(self.announcement.number),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        editions = queries.announced(self.announcement)
        forms = IssuedForm.objects.filter(
            kind=ANNOUNCEMENT_FORM.key, data__number=self.announcement.number
        )
        matters = [edition.matter_id for edition in editions if edition.matter_id]
        return super().get_context_data(**kwargs) | {
            "announcement": self.announcement,
            "editions": editions,
            "rights": copyright_note(),
            "document": forms.filter(matters__in=matters).distinct().first(),
        }


def by_number(request: HttpRequest, number: str) -> HttpResponse:
    """Leads from a number as people write it to the standard's page."""
    found = queries.narrowed(queries.editions(), number).first()
    if found is None:
        raise Http404
    return redirect(found)
