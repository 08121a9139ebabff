"""Many comments at once from a spreadsheet: template, preview with what is wrong, sending."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from django_htmx.http import HttpResponseClientRefresh

from zsa_portal.notices.actions import Author, Received, Remark, opinions_submit
from zsa_portal.notices.forms import TableForm
from zsa_portal.notices.importers import CommentTable, template
from zsa_portal.notices.limits import OPINIONS
from zsa_portal.notices.models import NoticeItem
from zsa_portal.notices.rules import Closed
from zsa_portal.notices.views.giving import form_with, remember, remembered
from zsa_portal.people.imports.actions import table_receive, table_sent
from zsa_portal.people.imports.models import ImportRun
from zsa_portal.people.imports.views import waiting_page
from zsa_portal.people.visitors import limited, private, too_many
from zsa_portal.regulations import clock
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.xlsx import CONTENT_TYPE
from zsa_portal.workflow.refusals import BadValue, Refusal

State = ImportRun.State
DAY = dt.timedelta(days=1)


class CommentSheet(LoginRequiredMixin, View):
    """Takes a spreadsheet of comments, tells how far its reading is, and shows what it holds.

    ``?again`` asks for another file while one lies there.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = NoticeItem.objects.select_related("notice", "matter")
        self.item = get_object_or_404(rows, pk=kwargs["pk"])
        if not self.item.notice.meaning.with_clauses:
            raise Http404
        return cast("HttpResponse", super().dispatch(request, *args, **kwargs))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        run = last_table(self.item, request.user)
        if run is not None and run.state == State.WAITING:
            return private(waiting_page(request, run, self._context))
        if request.htmx:
            return HttpResponseClientRefresh()
        if run is not None and run.state == State.READY and "again" not in request.GET:
            return self._preview(run)
        wrong = run.errors if run is not None and run.state == State.REFUSED else []
        return self._show(TableForm(initial=remembered(request)), wrong=wrong)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = TableForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, status=422)
        if not self.item.notice.is_open():
            form.add_error(None, Closed(self.item.notice).reasons)
            return self._show(form, status=409)
        remember(request, form)
        file = form.cleaned_data["table"]
        table_receive(
            table=CommentTable,
            about=str(self.item.pk),
            upload=file,
            name=file.name,
            given=asdict(form.author()),
            by=request.user,
        )
        return redirect("notices:sheet", pk=self.item.pk)

    def _show(self, form: TableForm, *, wrong: Any = (), status: int = 200) -> HttpResponse:
        context = self._context(form=form, wrong=wrong)
        return private(render(self.request, "notices/sheet.html", context, status=status))

    def _preview(self, run: ImportRun) -> HttpResponse:
        lines = [{"number": number, "values": said} for number, said in remarks_of(run)]
        return private(
            render(self.request, "notices/sheet_preview.html", self._context(lines=lines))
        )

    def _context(self, **more: Any) -> dict[str, Any]:
        notice = self.item.notice
        return {
            "item": self.item,
            "notice": notice,
            "is_open": notice.is_open(),
            "columns": CommentTable.columns,
            "page_title": _("Many comments from a spreadsheet"),
            "page_lead": self.item.shown_title,
            "breadcrumbs": [
                Crumb(notice.number, notice.get_absolute_url()),
                Crumb(_("Spreadsheet")),
            ],
        } | more


class SendSheet(LoginRequiredMixin, View):
    """Sends the comments that the preview showed."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = NoticeItem.objects.select_related("notice", "matter")
        item = get_object_or_404(rows, pk=kwargs["pk"])
        run = last_table(item, request.user)
        if run is not None and run.state == State.DONE:
            messages.info(request, _("This table was received already; nothing was stored twice."))
            return redirect("notices:mine")
        if run is None or run.state != State.READY:
            messages.error(request, _("There is no table to send. Please choose the file again."))
            return redirect("notices:sheet", pk=item.pk)
        again = too_many(request, OPINIONS)
        if again is not None:
            form = form_with(TableForm({}), again)
            messages.error(request, form.non_field_errors()[0])
            return limited(redirect("notices:sheet", pk=item.pk), again)
        return self._send(item, run)

    def _send(self, item: NoticeItem, run: ImportRun) -> HttpResponse:
        remarks = [Remark(**said) for _number, said in remarks_of(run)]
        author = Author(**run.given)
        try:
            with transaction.atomic():
                received = opinions_submit(
                    item=item, by=self.request.user, author=author, remarks=remarks
                )
                table_sent(run=run)
        except BadValue as error:
            messages.error(self.request, str(error))
            return redirect("notices:sheet", pk=item.pk)
        except Refusal as refusal:
            messages.error(self.request, " ".join(refusal.reasons))
            return redirect("notices:sheet", pk=item.pk)
        messages.success(self.request, words_for(received))
        return redirect("notices:mine")


def last_table(item: NoticeItem, user: Any) -> ImportRun | None:
    """The table of comments that a user sent last for a matter, for a day once it is taken."""
    rows = ImportRun.objects.filter(
        importer=CommentTable.key, about=str(item.pk), uploaded_by=user.pk
    ).exclude(applied_at__lt=clock.now() - DAY)
    return rows.defer("upload").order_by("-uploaded_at", "-pk").first()


def remarks_of(run: ImportRun) -> list[tuple[int, dict[str, Any]]]:
    """The comments of a checked table, by the number of their row."""
    table = CommentTable()
    return [(number, table.clean(texts)) for number, texts, _outcome in run.rows]


def words_for(received: Received) -> str:
    """What is said of a table that came in, or had come in before."""
    count = len(received.opinions)
    if received.again:
        said = ngettext(
            "This table was received already on %(day)s: %(count)d comment, %(first)s. "
            "Nothing was stored twice.",
            "This table was received already on %(day)s: %(count)d comments, from %(first)s to "
            "%(last)s. Nothing was stored twice.",
            count,
        )
    else:
        said = ngettext(
            "%(count)d comment was received.", "%(count)d comments were received.", count
        )
    return said % {
        "count": count,
        "first": received.opinions[0].reference,
        "last": received.opinions[-1].reference,
        "day": clock.day_of(received.sheet.received_at).isoformat(),
    }


class SheetTemplate(LoginRequiredMixin, View):
    """The empty spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        name = {"Content-Disposition": 'attachment; filename="comments.xlsx"'}
        return HttpResponse(template(), content_type=CONTENT_TYPE, headers=name)
