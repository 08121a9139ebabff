"""The screen on which the letter of an appointment is added."""

from __future__ import annotations

from typing import Any, cast

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.documents.inputs import UploadForm
from zsa_portal.documents.letters import letter_add
from zsa_portal.people.gates import KeeperOnly
from zsa_portal.people.models import PostHolding, User
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb

ACCEPTED = (".pdf", ".jpg", ".jpeg", ".png")


class AddLetter(KeeperOnly, AskPage):
    """Add the letter by which somebody was appointed."""

    page_title = gettext_lazy("Add the appointment letter")
    done = gettext_lazy("The appointment letter is kept with the post.")

    def find(self) -> None:
        rows = PostHolding.objects.select_related("user")
        self.holding = get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_page_lead(self) -> str:
        return str(self.holding)

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(_("Posts"), self.back()), Crumb(self.get_page_title())]

    def back(self) -> str:
        return reverse("people:posts")

    def form(self, *data: Any) -> UploadForm:
        return UploadForm(*data, accept=ACCEPTED)

    def act(self, form: UploadForm) -> None:
        letter_add(
            holding=self.holding,
            upload=form.cleaned_data["file"],
            by=cast("User", self.request.user),
        )
