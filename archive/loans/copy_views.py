"""The marked copies of files that the custodian makes and hands over (归档管理制度 第十二条)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from archive.kinds import Medium
from archive.loans import rules
from archive.loans.models import Loan
from archive.loans.parties import lends
from archive.loans.remarks import lines_on_copies, remark_fits_the_pages
from archive.loans.states import COPYING
from archive.records import Item
from archive.versions import versions_held
from zsa_portal.documents import watermark
from zsa_portal.documents.models import Document, File, Version
from zsa_portal.documents.saving import Leaving
from zsa_portal.people.gates import StaffOnly
from zsa_portal.ui.elements import Crumb
from zsa_portal.workflow.refusals import WrongState

HELD = (
    rules.is_a_copy,
    rules.approval_covers_the_level,
    rules.approvals_are_on_record,
    remark_fits_the_pages,
)


class CopyToHandOver(StaffOnly, Leaving):
    """The lent version of a record with the remark of its loan on every page, for who hands it over."""

    page_title = gettext_lazy("Copy to hand over")
    refused = gettext_lazy("The custodian makes the copies of a loan and hands them over.")

    def check(self, request: HttpRequest) -> None:
        super().check(request)
        loans = Loan.objects.visible_to(request.user).select_related("borrower")
        self.loan: Any = get_object_or_404(loans, pk=self.kwargs["pk"])
        files = Item.objects.filter(state=Item.State.ACCEPTED, medium=Medium.ELECTRONIC)
        lent = files.filter(loan_rows__loan=self.loan)
        self.item = get_object_or_404(lent, pk=self.kwargs["item"])

    def get_breadcrumbs(self) -> list[Crumb]:
        return [
            Crumb(self.loan.shown_name, self.loan.get_absolute_url()),
            Crumb(self.get_page_title()),
        ]

    def asked(self) -> QuerySet[Document]:
        return Document.objects.filter(pk=self.item.document_id)

    def opened(self) -> Version | None:
        if not lends(self.loan, self.request.user):
            return None
        if self.loan.state not in COPYING:
            raise WrongState(self.loan)
        for one in HELD:
            one.require(self.loan)
        self.lines = lines_on_copies(self.loan)
        return versions_held([self.item]).get(self.item.pk)

    def file(self, version: Version) -> File:
        return watermark.marked_copy(version, self.lines, watermark.meanwhile)
