"""The page on which a department's archivist changes the material of an open filing."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from archive.filing.collecting.numbering import OPEN
from archive.filing.models import Filing
from archive.parties import prepares
from archive.records import Folder
from zsa_portal.people.models import User
from zsa_portal.workflow.pages import FormPage
from zsa_portal.workflow.refusals import WrongState


class Preparing(LoginRequiredMixin, FormPage):
    """A page on which the department's archivist changes the material of an open filing."""

    machine = Filing
    tab = "material"
    matter: Filing
    submit_label: Any = gettext_lazy("Save")
    template_name = "archive/filing/page.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        return super().dispatch(request, *args, **kwargs)

    def prepare(self) -> None:
        if not prepares(self.matter, self.request.user):
            raise PermissionDenied
        if self.matter.state not in OPEN:
            raise WrongState(self.matter)

    @property
    def by(self) -> User:
        """The archivist who acts."""
        return cast("User", self.request.user)

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def forms(self, data: Any = None) -> dict[str, Any]:
        sent = [data, self.request.FILES] if data is not None else []
        form = self.form_class(*sent, **self.form_kwargs())
        return {"form": form, "submit_label": self.submit_label}

    def folder(self) -> Folder:
        """The folder that the address names, of the filing's department and year."""
        here = {"department": self.matter.department_id, "year": self.matter.month.year}
        return get_object_or_404(Folder, pk=self.kwargs["folder"], **here)
