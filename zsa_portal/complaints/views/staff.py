"""The list of complaints, their figures, and messages of the desk and the body."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from zsa_portal.complaints import figures, queries
from zsa_portal.complaints.actions import writing
from zsa_portal.complaints.forms import NoteForm
from zsa_portal.complaints.models import Complaint
from zsa_portal.complaints.records import Note
from zsa_portal.complaints.states import OPEN
from zsa_portal.complaints.tables import ComplaintFilter, ComplaintTable
from zsa_portal.documents.serving import send
from zsa_portal.people.gates import StaffOnly
from zsa_portal.people.models import User
from zsa_portal.people.places import places_of
from zsa_portal.people.visitors import private
from zsa_portal.ui.charts import ChartWords, bar_chart
from zsa_portal.ui.views import Page
from zsa_portal.ui.xlsx import spreadsheet
from zsa_portal.workflow.lists import MatterList
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.pages import WritingPage
from zsa_portal.workflow.queries import matter_for
from zsa_portal.workflow.refusals import WrongState


class Complaints(LoginRequiredMixin, MatterList):
    """The complaints one may know of: the desk's, and those passed to the own organisation."""

    template_name = "complaints/list.html"
    page_title = gettext_lazy("Complaints")
    table_class = ComplaintTable
    always = ("number", "standard_title")
    filterset_class = ComplaintFilter
    search_fields = ("number", "standard_number", "standard_title", "applicant__name")
    search_numbers = ("number", "standard_number")
    export_name = "complaints"
    empty_title = gettext_lazy("No complaints")
    empty_text = gettext_lazy(
        "Complaints about standards appear here as soon as you have to do with one."
    )

    def get_queryset(self) -> QuerySet[Complaint]:
        return queries.complaints_for(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        staff = places_of(self.request.user).staff
        return super().get_context_data(**kwargs) | {"is_staff": staff}


class FiguresPage(StaffOnly, Page):
    """How many complaints came, how they ended, and how long they took, for the quality system."""

    template_name = "complaints/figures.html"
    page_title = gettext_lazy("Figures of complaints")
    page_lead = gettext_lazy(
        "Counted by the day of receipt. Nothing here tells who complained or about what."
    )

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.years = figures.years()
        asked = request.GET.get("year", "")
        self.year = next((one for one in self.years if str(one) == asked), self.years[0])
        self.rows = figures.of_year(self.year)
        if request.GET.get("export") == "xlsx":
            return self._exported()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        whole = self.rows[-1]
        title = _("Outcomes of the complaints of %(year)d") % {"year": self.year}
        words = ChartWords(_("Outcome"), _("Complaints"), _("Complaints received"))
        headings = figures.headings()
        chart = bar_chart(figures.bars(whole), total=whole.received, title=title, words=words)
        return super().get_context_data(**kwargs) | {
            "years": self.years,
            "year": self.year,
            "headings": headings,
            "rows": [list(zip(headings, figures.cells(row), strict=True)) for row in self.rows],
            "chart": chart if whole.received else "",
        }

    def _exported(self) -> HttpResponse:
        rows = [figures.cells(row) for row in self.rows]
        name = f"complaints-{self.year}"
        return spreadsheet(rows, figures.headings(), title=self.get_page_title(), name=name)


class WriteNote(LoginRequiredMixin, WritingPage):
    """A message of the desk or the body to the others."""

    template_name = "workflow/matter_form.html"
    machine = Complaint
    tab = "complaint"
    page_title = gettext_lazy("Write a message")
    matter: Complaint

    def prepare(self) -> None:
        self.side = writing.side_of(self.matter, self.request.user)
        if self.matter.state not in OPEN:
            raise WrongState(self.matter)

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The one form."""
        files = self.request.FILES if data is not None else None
        desk, passed = self.side == Note.Side.DESK, self.matter.passed_at is not None
        return {"form": NoteForm(data, files, desk=desk, passed=passed)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not made["form"].is_valid():
            return self.show(made, status=422)
        written = made["form"].cleaned_data
        return self.do(
            made,
            lambda: writing.complaint_note(
                complaint=self.matter, by=cast("User", request.user), **written
            ),
            _("The message is written, and those who read it are told."),
        )


@login_required
@require_safe
def evidence_file(request: HttpRequest, pk: int, file: int) -> HttpResponse:
    """A file of a complaint, for those who may read it."""
    complaint = matter_for(request.user, pk)
    if not isinstance(complaint, Complaint):
        raise Http404
    found = queries.file_for(complaint, file, request.user)
    return private(send(request, found.file, name=found.name, level=Level.RESTRICTED))
