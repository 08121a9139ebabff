"""Screens of one filing: the custodian's, the columns of its list, the list as PDF and spreadsheet."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.filing import actions, issuing, queries
from archive.filing.forms import ColumnsForm
from archive.filing.listing import columns_of, directories, grouped, lines_of
from archive.filing.models import Filing
from archive.filing.states import F
from archive.parties import keeps_archive, prepares
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.handing_out import FormFile, How
from zsa_portal.ui.forms import StyledForm
from zsa_portal.ui.keys import key_of
from zsa_portal.ui.xlsx import Column, spreadsheet
from zsa_portal.workflow.pages import WritingPage, preview
from zsa_portal.workflow.refusals import WrongState

PER_PAGE = 50
TICK = "√"


class CustodyPage(LoginRequiredMixin, WritingPage):
    """The custodian checks the material against the list, row by row."""

    machine = Filing
    tab = "list"
    template_name = "archive/filing/custody.html"
    page_title = gettext_lazy("Check the rows")

    def prepare(self) -> None:
        if not keeps_archive(self.matter, self.request.user):
            raise PermissionDenied
        if self.matter.state != F.CUSTODY:
            raise WrongState(self.matter)

    def forms(self, data: Any = None) -> dict[str, Any]:
        rows = queries.custody_rows(self.matter)  # type: ignore[arg-type]
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        return {
            "form": StyledForm(data),
            "page": page,
            "readable": queries.readable_of([line.document for line in page], self.request.user),
            "open_rows": sum(line.state == "listed" for line in rows),
            "all_rows": len(rows),
            "written": {},
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        made["written"] = {"row": request.POST.get("row"), "reason": request.POST.get("reason", "")}
        return self.do(made, lambda: self._judge(request), _("Saved."), stay=True)

    def _judge(self, request: HttpRequest) -> None:
        known = {"filing": self.matter, "by": request.user, "seen": self.seen}
        verdict, row = request.POST.get("verdict"), request.POST.get("row", "")
        if verdict == "rest":
            actions.rows_accept_rest(**known)  # type: ignore[arg-type]
        elif verdict == "return":
            reason = request.POST.get("reason", "")
            actions.row_return(item=key_of(row), reason=reason, **known)  # type: ignore[arg-type]
        else:
            actions.row_accept(item=key_of(row), **known)  # type: ignore[arg-type]


class ColumnsPage(LoginRequiredMixin, WritingPage):
    """The archivist adds or removes directory columns of a list."""

    machine = Filing
    tab = "list"
    template_name = "workflow/matter_form.html"
    page_title = gettext_lazy("Directory columns of the list")

    def prepare(self) -> None:
        if not prepares(self.matter, self.request.user):
            raise PermissionDenied
        if self.matter.state not in (F.COLLECTING, F.RETURNED):
            raise WrongState(self.matter)

    def forms(self, data: Any = None) -> dict[str, Any]:
        columns = self.matter.directory_columns  # type: ignore[attr-defined]
        return {"form": ColumnsForm(data, initial={"columns": columns})}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        form = made["form"]
        if not form.is_valid():
            return self.show(made, status=422)
        return self.do(
            made,
            lambda: actions.columns_set(
                filing=self.matter,  # type: ignore[arg-type]
                columns=form.cleaned_data["columns"],
                by=request.user,
                seen=self.seen,
            ),
            _("Saved."),
        )


class ListFile(FormFile):
    """The list as a file, for those who read every name on it."""

    machine = Filing
    matter: Filing

    def prepare(self) -> None:
        if not queries.reads_names(self.matter, self.request.user):
            raise PermissionDenied

    def kind(self) -> FormKind:
        return issuing.kind_of(self.matter)


class ListPreview(ListFile):
    """The list as the PDF that it would be now."""

    how = How.PREVIEW

    def answer(self) -> HttpResponse:
        return preview(issuing.preview(self.matter), name="filing-list.pdf")


class ListSpreadsheet(ListFile):
    """The list as a spreadsheet in the layout of 附件三, which its level leaves as it is."""

    how = How.SPREADSHEET

    def answer(self) -> HttpResponse:
        number = self.matter.directory_columns
        heads = [
            *(Column(name) for name in columns_of(number)),
            Column("文件名", 40),
            Column("秘密", 6),
            Column("机密", 6),
            Column("备注", 30),
        ]
        told = {"title": self.matter.title, "name": f"filing-list-{self.matter.pk}"}
        return spreadsheet(self._rows(number), heads, mark=self.mark(), **told)

    def _rows(self, number: int) -> list[list[str]]:
        found: list[list[str]] = []
        for name, lines in grouped(lines_of(self.matter)):
            found.append([name])
            for line in lines:
                ticks = [TICK if mark else "" for mark in line.marks]
                found.append([*directories(line, number), line.name, *ticks, line.remark])
        found.extend(
            [one["title"], one["name"], one["at"], one["checksum"]]
            for one in issuing.signature_rows(self.matter)
        )
        root = issuing.log_root()
        if root:
            found.append(["操作日志封存根值", root["day"], root["root"]])
        return found
