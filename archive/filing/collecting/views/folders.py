"""Pages of folders, and of the papers that the department's matters produced."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.filing.collecting.actions import folders, taking
from archive.filing.collecting.forms import FolderForm, MoveForm, RenameForm
from archive.filing.collecting.queries import proposed
from archive.filing.collecting.rules import scope
from archive.filing.collecting.views.preparing import Preparing


class NewFolder(Preparing):
    """Make a folder."""

    page_title = gettext_lazy("New folder")
    template_name = "archive/filing/folder.html"
    form_class = FolderForm
    done = gettext_lazy("The folder is made.")

    def form_kwargs(self) -> dict[str, Any]:
        asked = self.request.GET.get("parent", "")
        initial = {"parent": asked} if asked.isdecimal() else {}
        return {"filing": self.matter, "user": self.request.user, "initial": initial}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"scope": scope()}

    def act(self, cleaned: dict[str, Any]) -> Any:
        return folders.folder_create(filing=self.matter, by=self.by, **cleaned)


class RenameFolder(Preparing):
    """Give a folder another name."""

    page_title = gettext_lazy("Rename the folder")
    form_class = RenameForm
    done = gettext_lazy("The folder is renamed.")

    def form_kwargs(self) -> dict[str, Any]:
        here = self.folder()
        return {"initial": {"name": here.name, "person_reason": here.person_reason}}

    def act(self, cleaned: dict[str, Any]) -> Any:
        return folders.folder_rename(
            filing=self.matter, folder=self.folder(), by=self.by, **cleaned
        )


class MoveFolder(Preparing):
    """Move a folder to another place, by keyboard; dragging sends the same."""

    page_title = gettext_lazy("Move the folder")
    form_class = MoveForm
    submit_label = gettext_lazy("Move")
    done = gettext_lazy("The folder is moved; its place is numbered anew.")

    def form_kwargs(self) -> dict[str, Any]:
        here = self.folder()
        return {"filing": self.matter, "folder": here, "initial": {"parent": here.parent_id}}

    def get_page_lead(self) -> str:
        return str(self.folder())

    def act(self, cleaned: dict[str, Any]) -> Any:
        return folders.folder_move(filing=self.matter, folder=self.folder(), by=self.by, **cleaned)


class DeleteFolder(Preparing):
    """Delete an empty folder."""

    page_title = gettext_lazy("Delete the folder")
    submit_label = gettext_lazy("Delete")
    done = gettext_lazy("The folder is deleted.")

    def get_page_lead(self) -> str:
        return str(self.folder())

    def act(self, cleaned: dict[str, Any]) -> Any:
        return folders.folder_delete(filing=self.matter, folder=self.folder(), by=self.by)


class Proposals(Preparing):
    """What the department's matters produced: taken with a check, into their projects' folders."""

    page_title = gettext_lazy("Papers of the department's matters")
    template_name = "archive/filing/proposals.html"

    def forms(self, data: Any = None) -> dict[str, Any]:
        return super().forms(data) | {
            "proposed": proposed(self.matter, self.request.user),
            "chosen": data.getlist("paper") if data is not None else [],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        keys = [key for key in made["chosen"] if key[:1] in "df" and key[1:].isdecimal()]
        if not keys:
            made["form"].full_clean()
            made["form"].add_error(None, _("Tick what goes on the list."))
            return self.show(made, status=422)
        done = ngettext(
            "%(count)d paper is on the list.", "%(count)d papers are on the list.", len(keys)
        )
        return self.do(made, lambda: self.take(keys), done % {"count": len(keys)})

    def take(self, keys: list[str]) -> Any:
        return taking.papers_take(filing=self.matter, keys=keys, by=self.by)
