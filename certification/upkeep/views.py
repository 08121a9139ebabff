"""Screens of upkeep: what is due when, the lists, the batches, and what is written besides the steps."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
import django_tables2 as tables
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from certification.upkeep import actions, queries
from certification.upkeep.conclusions import ChangesConclusion, Conclusion
from certification.upkeep.forms import ChangeFormSet, NumberForm, OpenForm, VisitForm
from certification.upkeep.models import Recheck, Reexamination, StandardRevision
from certification.upkeep.records import Upkeep
from zsa_portal.catalogue.rules import is_of_secretariat
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.refused import blame, status_of
from zsa_portal.ui.templatetags.ui import when
from zsa_portal.ui.views import ListPage, Page, PageMixin
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.pages import WritingPage
from zsa_portal.workflow.refusals import BadValue, WrongState
from zsa_portal.workflow.tables import HOLDER, MatterTable


class UpkeepTable(tables.Table):
    """Recognised standards with the days on which they are due next."""

    number = tables.Column(
        accessor="edition__number",
        verbose_name=gettext_lazy("Number"),
        linkify=("certification:upkeep_of", [tables.A("pk")]),
    )
    title = tables.Column(accessor="edition__title", verbose_name=gettext_lazy("Title"))
    source_number = tables.Column(
        accessor="edition__source_number", verbose_name=gettext_lazy("Source number")
    )
    body = tables.Column(accessor="edition__source_body", verbose_name=gettext_lazy("Body"))
    recheck_on = tables.Column(verbose_name=gettext_lazy("Next yearly re-check"))
    reexamination_on = tables.Column(verbose_name=gettext_lazy("Next re-examination"))

    class Meta:
        model = Upkeep
        fields = ("number", "title", "source_number", "body", "recheck_on", "reexamination_on")

    def render_recheck_on(self, value: Any) -> str:
        return when(value)

    def render_reexamination_on(self, value: Any) -> str:
        return when(value)


class UpkeepFilter(django_filters.FilterSet):
    """Narrows recognised standards by the day until which something is due."""

    recheck_until = django_filters.DateFilter(
        field_name="recheck_on", lookup_expr="lte", label=gettext_lazy("Re-check due until")
    )
    reexamination_until = django_filters.DateFilter(
        field_name="reexamination_on",
        lookup_expr="lte",
        label=gettext_lazy("Re-examination due until"),
    )

    class Meta:
        model = Upkeep
        fields: tuple[str, ...] = ()


class UpkeepList(LoginRequiredMixin, ListPage):
    """Recognised standards in force with what is due when: staff see all, a body its own."""

    page_title = gettext_lazy("Recognised standards: what is due when")
    table_class = UpkeepTable
    filterset_class = UpkeepFilter
    search_fields = ("edition__number", "edition__title", "edition__source_number")
    export_name = "recognised-standards-due"
    empty_title = gettext_lazy("No recognised standard yet")
    empty_text = gettext_lazy("Recognised standards appear here with the days they are due.")

    def get_queryset(self) -> QuerySet[Upkeep]:
        return queries.kept_by(self.request.user)


class UpkeepPage(LoginRequiredMixin, Page):
    """One recognised standard: its days, what was done about it, and what may be opened."""

    template_name = "certification/upkeep/standard.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.upkeep = _upkeep_for(request.user, kwargs["upkeep"])
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return str(self.upkeep.edition.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "upkeep": self.upkeep,
            "edition": self.upkeep.edition,
            "matters": queries.matters_about(self.upkeep, user),
            "may_revise": actions.may_revise(self.upkeep, user),
            "may_recheck": is_of_secretariat(user),
        }


def _upkeep_for(user: Any, pk: int) -> Upkeep:
    found = queries.kept_by(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


class OpenPage(LoginRequiredMixin, PageMixin, FormView):
    """Opens something about one recognised standard, with a reason."""

    template_name = "certification/upkeep/open.html"
    form_class = OpenForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.upkeep = _upkeep_for(request.user, kwargs["upkeep"])
        if not self.may():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may(self) -> bool:
        """Whether the user opens this."""
        raise NotImplementedError

    def open(self, reason: str) -> Matter:
        """Open it; may raise BadValue."""
        raise NotImplementedError

    def get_breadcrumbs(self) -> list[Crumb]:
        return [Crumb(str(self.upkeep.edition), self.upkeep.edition.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"upkeep": self.upkeep}

    def form_valid(self, form: OpenForm) -> HttpResponse:
        try:
            made = self.open(form.cleaned_data["reason"])
        except BadValue as error:
            blame(form, error)
            context = self.get_context_data(form=form)
            return self.render_to_response(context, status=status_of(error))
        return redirect(made)

    def form_invalid(self, form: OpenForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class EarlyRecheck(OpenPage):
    """The secretariat opens a re-check between the yearly days."""

    page_title = gettext_lazy("Re-check out of turn")
    page_lead = gettext_lazy("The body gets its letter at once; the yearly day stays.")

    def may(self) -> bool:
        return is_of_secretariat(self.request.user)

    def open(self, reason: str) -> Matter:
        made: Matter = actions.recheck_open_early(
            upkeep=self.upkeep,
            reason=reason,
            by=self.request.user,  # type: ignore[arg-type]  # signed in
        )
        return made


class NewRevision(OpenPage):
    """The body, or the secretariat where requirements are not met, begins a revision."""

    page_title = gettext_lazy("Revise the standard")
    page_lead = gettext_lazy(
        "The body revises the text and records the main changes; experts review the changes."
    )

    def may(self) -> bool:
        return actions.may_revise(self.upkeep, self.request.user) is not None

    def open(self, reason: str) -> Matter:
        made: Matter = actions.revision_open(
            upkeep=self.upkeep,
            reason=reason,
            by=self.request.user,  # type: ignore[arg-type]  # signed in
        )
        return made


class KeptTable(MatterTable):
    """Re-checks, re-examinations or revisions in a list."""

    due_on = tables.Column(verbose_name=gettext_lazy("To be concluded by"))

    class Meta:
        model = Matter
        fields = ("number", "title", "applicant", "state", "due_on", "holder", "due_at")
        sequence = fields

    def render_due_on(self, value: Any) -> str:
        return when(value)


def _state_filter(cls: type[Matter]) -> type[django_filters.FilterSet]:
    """A filter by the states of one procedure, and until when it is to be concluded."""

    class Narrowed(django_filters.FilterSet):
        state = django_filters.ChoiceFilter(
            label=gettext_lazy("State"),
            choices=[(code, info.label) for code, info in cls.STATES.items()],
        )
        due_until = django_filters.DateFilter(
            field_name="due_on", lookup_expr="lte", label=gettext_lazy("To be concluded until")
        )

        class Meta:
            model = cls
            fields: tuple[str, ...] = ()

    return Narrowed


class KeptList(LoginRequiredMixin, ListPage):
    """The matters of one procedure that one may know of."""

    machine: ClassVar[type[Matter]]
    table_class = KeptTable
    search_fields = ("title", "number", "applicant__name")
    empty_text = gettext_lazy("They appear here as soon as you have a part in one.")

    def get_queryset(self) -> QuerySet[Any]:
        rows = self.machine.objects.visible_to(self.request.user)
        return rows.select_related("applicant", *HOLDER)


class Rechecks(KeptList):
    """Yearly re-checks."""

    machine = Recheck
    filterset_class = _state_filter(Recheck)
    page_title = gettext_lazy("Yearly re-checks")
    export_name = "rechecks"
    empty_title = gettext_lazy("No re-check yet")


class Reexaminations(KeptList):
    """Re-examinations."""

    machine = Reexamination
    filterset_class = _state_filter(Reexamination)
    page_title = gettext_lazy("Re-examinations")
    export_name = "reexaminations"
    empty_title = gettext_lazy("No re-examination yet")


class Revisions(KeptList):
    """Revisions of recognised standards."""

    machine = StandardRevision
    filterset_class = _state_filter(StandardRevision)
    page_title = gettext_lazy("Revisions of recognised standards")
    export_name = "revisions"
    empty_title = gettext_lazy("No revision yet")


class ConclusionTable(tables.Table):
    """Public conclusions."""

    number = tables.Column(verbose_name=gettext_lazy("Number"), linkify=queries.edition_page)
    title = tables.Column(verbose_name=gettext_lazy("Title"), linkify=queries.edition_page)
    applicant = tables.Column(verbose_name=gettext_lazy("Body"), order_by="applicant__name")
    kind = tables.Column(verbose_name=gettext_lazy("Procedure"))
    conclusion = tables.Column(verbose_name=gettext_lazy("Conclusion"), orderable=False)
    entered_at = tables.Column(verbose_name=gettext_lazy("Published"))

    class Meta:
        model = Matter
        fields = ("number", "title", "applicant", "kind", "conclusion", "entered_at")

    def render_kind(self, value: str) -> str:
        return str(MACHINES[value].kind_label)

    def render_conclusion(self, record: Any, value: str) -> str:
        return queries.conclusion_label(record.kind, value)

    def render_entered_at(self, value: Any) -> str:
        return when(value)


class ConclusionFilter(django_filters.FilterSet):
    """Narrows public conclusions by procedure and conclusion."""

    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Procedure"),
        choices=[
            (one.kind_code, one.kind_label) for one in (Recheck, Reexamination, StandardRevision)
        ],
    )
    conclusion = django_filters.ChoiceFilter(
        label=gettext_lazy("Conclusion"),
        choices=[*Conclusion.choices, *ChangesConclusion.choices],
    )

    class Meta:
        model = Matter
        fields: tuple[str, ...] = ()


class Conclusions(ListPage):
    """Every published conclusion on a recognised standard, which is everybody's."""

    template_name = "certification/upkeep/conclusions.html"
    page_title = gettext_lazy("Conclusions on recognised standards")
    page_lead = gettext_lazy(
        "What the yearly re-checks, the re-examinations and the revisions concluded."
    )
    table_class = ConclusionTable
    filterset_class = ConclusionFilter
    search_fields = ("number", "title", "applicant__name")
    export_name = "conclusions"
    empty_title = gettext_lazy("Nothing is concluded yet")
    empty_text = gettext_lazy("Conclusions appear here on the day they are published.")

    def get_queryset(self) -> QuerySet[Matter]:
        return queries.concluded()


class VisitPage(LoginRequiredMixin, WritingPage):
    """Records a visit on site with its photographs."""

    template_name = "certification/upkeep/form.html"
    page_title = gettext_lazy("Record the visit")
    machine = Reexamination
    tab = "review"

    def prepare(self) -> None:
        """The secretariat, while the panel reviews."""
        if not actions.acts_for_secretariat(self.matter, self.request.user):
            raise PermissionDenied
        if not actions.may_record_visits(self.matter, self.request.user):
            raise WrongState(self.matter)

    def forms(self, data: Any = None) -> dict[str, Any]:
        """One visit."""
        return {"form": VisitForm(data, self.request.FILES or None)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        form = made["form"]
        if not form.is_valid():
            return self.show(made, status=422)
        return self.do(
            made,
            lambda: actions.visit_record(
                matter=self.matter,  # type: ignore[arg-type]  # of the machine
                values=form.values(),
                photos=form.cleaned_data["photos"],
                by=request.user,  # type: ignore[arg-type]  # signed in
            ),
            _("The visit is recorded."),
        )


class ChangesPage(LoginRequiredMixin, WritingPage):
    """The body writes the comparison table and the number of the revised standard."""

    template_name = "certification/upkeep/changes_form.html"
    page_title = gettext_lazy("Changes of the revision")
    machine = StandardRevision
    tab = "changes"

    def prepare(self) -> None:
        """The body, while it revises."""
        if not actions.acts_for_applicant(self.matter, self.request.user):
            raise PermissionDenied
        if not actions.may_write_changes(self.matter, self.request.user):
            raise WrongState(self.matter)

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The number, and the table with empty rows below those written."""
        matter: Any = self.matter
        rows = list(matter.changes.values("clause", "old", "new", "why"))
        return {
            "form": NumberForm(data, initial={"source_number": matter.source_number}),
            "rows": ChangeFormSet(data, initial=rows, prefix="c"),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not (made["form"].is_valid() and made["rows"].is_valid()):
            return self.show(made, status=422)
        return self.do(
            made,
            lambda: actions.changes_save(
                revision=self.matter,  # type: ignore[arg-type]  # of the machine
                source_number=made["form"].cleaned_data["source_number"],
                rows=[row for one in made["rows"] if (row := one.row()) is not None],
                by=request.user,  # type: ignore[arg-type]  # signed in
            ),
            _("The changes are saved."),
            stay="go_on" in request.POST,
        )
