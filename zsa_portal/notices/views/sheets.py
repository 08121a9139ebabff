"""Many comments at once from a spreadsheet: template, preview with what is wrong, sending."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from zsa_portal.notices.actions import Author, Remark, opinions_submit
from zsa_portal.notices.comment_sheet import CommentTable, template
from zsa_portal.notices.forms import TableForm
from zsa_portal.notices.models import NoticeItem
from zsa_portal.notices.rules import Closed
from zsa_portal.notices.views.giving import (
    form_with,
    limited,
    private,
    remember,
    remembered,
    too_many,
)
from zsa_portal.people.imports import sheet
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.xlsx import CONTENT_TYPE
from zsa_portal.workflow.refusals import BadValue, Refusal

WAITING = "comment_table"


class CommentSheet(LoginRequiredMixin, View):
    """Takes a spreadsheet of comments, shows what it holds, and sends it when told to."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = NoticeItem.objects.select_related("notice", "matter")
        self.item = get_object_or_404(rows, pk=kwargs["pk"])
        if not self.item.notice.meaning.with_clauses:
            raise Http404
        return cast("HttpResponse", super().dispatch(request, *args, **kwargs))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._show(TableForm(initial=remembered(request)))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = TableForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, status=422)
        if not self.item.notice.is_open():
            form.add_error(None, Closed(self.item.notice).reasons)
            return self._show(form, status=409)
        try:
            lines = sheet.read(form.cleaned_data["table"], CommentTable())
        except ValidationError as error:
            form.add_error("table", error)
            return self._show(form, status=422)
        checked = [checked_line(number, texts) for number, texts in lines]
        if any(line["errors"] for line in checked):
            return self._show(form, lines=checked, status=422)
        remember(request, form)
        request.session[WAITING] = {
            "item": self.item.pk,
            "by": request.user.pk,
            "author": asdict(form.author()),
            "remarks": [line["values"] for line in checked],
        }
        return self._preview(checked)

    def _show(self, form: TableForm, *, lines: Any = (), status: int = 200) -> HttpResponse:
        context = self._context() | {"form": form, "wrong": [one for one in lines if one["errors"]]}
        return private(render(self.request, "notices/sheet.html", context, status=status))

    def _preview(self, lines: list[dict[str, Any]]) -> HttpResponse:
        context = self._context() | {"lines": lines}
        return private(render(self.request, "notices/sheet_preview.html", context))

    def _context(self) -> dict[str, Any]:
        notice = self.item.notice
        return {
            "item": self.item,
            "notice": notice,
            "is_open": notice.is_open(),
            "columns": CommentTable.columns,
            "page_title": _("Many comments from a spreadsheet"),
            "page_lead": self.item.title,
            "breadcrumbs": [
                Crumb(notice.number, notice.get_absolute_url()),
                Crumb(_("Spreadsheet")),
            ],
        }


class SendSheet(LoginRequiredMixin, View):
    """Sends the comments that the preview showed."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        item = get_object_or_404(
            NoticeItem.objects.select_related("notice", "matter"), pk=kwargs["pk"]
        )
        waiting = request.session.get(WAITING)
        if not waiting or (waiting["item"], waiting["by"]) != (item.pk, request.user.pk):
            messages.error(request, _("There is no table to send. Please choose the file again."))
            return redirect("notices:sheet", pk=item.pk)
        again = too_many(request)
        if again is not None:
            form = form_with(TableForm({}), again)
            messages.error(request, form.non_field_errors()[0])
            return limited(redirect("notices:sheet", pk=item.pk), again)
        try:
            stored = opinions_submit(
                item=item,
                by=request.user,
                author=Author(**waiting["author"]),
                remarks=[Remark(**one) for one in waiting["remarks"]],
            )
        except BadValue as error:
            messages.error(request, str(error))
            return redirect("notices:sheet", pk=item.pk)
        except Refusal as refusal:
            messages.error(request, " ".join(refusal.reasons))
            return redirect("notices:sheet", pk=item.pk)
        del request.session[WAITING]
        words = ngettext(
            "%(count)d comment was received.", "%(count)d comments were received.", len(stored)
        )
        messages.success(request, words % {"count": len(stored)})
        return redirect("notices:mine")


class SheetTemplate(LoginRequiredMixin, View):
    """The empty spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = {"Content-Disposition": 'attachment; filename="comments.xlsx"'}
        return HttpResponse(template(), content_type=CONTENT_TYPE, headers=name)


def checked_line(number: int, texts: dict[str, str]) -> dict[str, Any]:
    """A line of the sheet with its values and what is wrong with it, in words."""
    values: dict[str, Any] = {}
    errors = []
    for column in CommentTable.columns:
        text = texts.get(column.name, "")
        try:
            values[column.name] = column.field.clean(text)
        except ValidationError as error:
            values[column.name] = text
            errors += [f"{column.heading} – {sentence}" for sentence in error.messages]
    return {"number": number, "values": values, "errors": errors}
