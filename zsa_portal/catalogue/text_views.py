"""The page for the texts of a published edition, for those whom its kind lets add them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from zsa_portal.catalogue import queries
from zsa_portal.catalogue.actions import edition_text_add, may_add_texts
from zsa_portal.catalogue.forms import TextForm
from zsa_portal.catalogue.models import Edition
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb


class EditionTexts(AskPage):
    """The texts language by language, what was done with them, and the form for one more."""

    template_name = "catalogue/edition_texts.html"
    page_title = _("Texts of the standard")
    form_class = TextForm
    confirm_label = _("Add or replace this text")
    done = _("The text is added.")

    def find(self) -> None:
        """A published edition whose kind lets the user add texts."""
        rows = Edition.objects.public().select_related("standard", "matter")
        self.edition = get_object_or_404(rows, pk=self.kwargs["pk"])
        if not may_add_texts(self.edition, self.request.user):
            raise PermissionDenied

    def act(self, form: TextForm) -> None:
        given = form.cleaned_data
        edition_text_add(
            edition=self.edition,
            language=given["language"],
            upload=given["file"],
            released=given["released"],
            by=self.request.user,
        )

    def back(self) -> str:
        return self.request.path

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(self.edition.shown_name, self.edition.get_absolute_url()),
            Crumb(str(self.page_title)),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {
            "edition": self.edition,
            "texts": queries.texts_of(self.edition),
            "history": queries.text_history(self.edition),
        }
        cancel = {"cancel_url": self.edition.get_absolute_url()}
        return super().get_context_data(**kwargs) | shown | cancel
