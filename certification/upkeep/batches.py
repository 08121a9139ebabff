"""One act over several conclusions: the council's approval, and their publication."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import View

from certification.upkeep.forms import ApprovalForm, EditionForm, PublicationForm
from certification.upkeep.models import Recheck, Reexamination, StandardRevision
from certification.upkeep.states import U
from zsa_portal.catalogue.rules import is_of_secretariat
from zsa_portal.people.models import Post
from zsa_portal.people.places import places_of
from zsa_portal.workflow.batches import BatchPage, batch
from zsa_portal.workflow.queries import matter_for


class ConclusionBatch(BatchPage):
    """A page on which one step is taken for several conclusions of one procedure."""

    related = ("applicant", "edition__standard", "edition__source_body")
    columns = ("applicant", "conclusion_label", "grounds")
    none_chosen = _("Choose at least one conclusion.")
    empty_title = _("No conclusion waits for this step")
    empty_text = _("Conclusions appear here as soon as they are ready for it.")

    @staticmethod
    def waiting(count: int) -> str:
        return ngettext("%(n)s conclusion waits", "%(n)s conclusions wait", count) % {"n": count}


class DecisionBatch(ConclusionBatch):
    """Records the council's approval of conclusions."""

    form_class = ApprovalForm
    state = U.COUNCIL
    step_name = "approve_conclusion"

    def entitled(self, user: Any) -> bool:
        return f"post:{Post.COUNCIL_SECRETARY}" in places_of(user).parties


class PublicationBatch(ConclusionBatch):
    """Tells the bodies and publishes conclusions."""

    form_class = PublicationForm
    state = U.APPROVED
    step_name = "publish_conclusion"

    def entitled(self, user: Any) -> bool:
        return is_of_secretariat(user)


@batch("certification:recheck_decisions")
class RecheckDecisions(DecisionBatch):
    """Approval of re-checks."""

    machine = Recheck
    page_title = _("Record the council's approval of re-checks")


@batch("certification:reexamination_decisions")
class ReexaminationDecisions(DecisionBatch):
    """Approval of re-examinations."""

    machine = Reexamination
    page_title = _("Record the council's approval of re-examinations")


@batch("certification:revision_decisions")
class RevisionDecisions(DecisionBatch):
    """Approval of revisions."""

    machine = StandardRevision
    page_title = _("Record the council's approval of revisions")


@batch("certification:recheck_publications")
class RecheckPublications(PublicationBatch):
    """Publication of re-checks."""

    machine = Recheck
    page_title = _("Publish the conclusions of re-checks")


@batch("certification:reexamination_publications")
class ReexaminationPublications(PublicationBatch):
    """Publication of re-examinations."""

    machine = Reexamination
    page_title = _("Publish the conclusions of re-examinations")


@batch("certification:revision_publications")
class RevisionPublications(PublicationBatch):
    """Publication of revisions that were not accepted."""

    machine = StandardRevision
    page_title = _("Publish the conclusions of revisions not accepted")


@batch("certification:editions_new")
class NewEditions(ConclusionBatch):
    """Publishes revised standards under one official document."""

    machine = StandardRevision
    form_class = EditionForm
    state = U.APPROVED
    step_name = "publish_revision"
    columns = ("applicant", "conclusion_label", "source_number")
    page_title = _("Publish revised standards")

    def entitled(self, user: Any) -> bool:
        return is_of_secretariat(user)


class ToBatch(LoginRequiredMixin, View):
    """Leads from a matter to its procedure's batch, with the matter chosen."""

    act = ""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        matter = matter_for(request.user, pk)
        if not isinstance(matter, Recheck | Reexamination | StandardRevision):
            raise Http404
        return redirect(f"certification:{matter.kind}_{self.act}_of", pk=pk)
