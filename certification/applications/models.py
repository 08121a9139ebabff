"""The application of a body for one of its standards (认定 第十四条)."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.acceptance.engagement import EXPERT_HELP
from certification.applications import papers, rules
from certification.applications.records import BodyFacts
from certification.facts import RecognitionSteps
from certification.parties import acts_for_applicant
from certification.states import S
from zsa_portal.documents import forms
from zsa_portal.documents.filed import take_along
from zsa_portal.engagements import actions as engagements
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, step
from zsa_portal.workflow.memo import remembered

SELF_CHECK = {
    rules.body_is_member: _("Member of the association (article 7, item 1)"),
    rules.body_is_equipped: _(
        "Department and staff for standards work, own rules in effect (article 7, items 2 and 3)"
    ),
    rules.body_has_worked_half_a_year: _("Standards work for half a year (article 7, item 4)"),
    rules.no_recent_incident: _(
        "No incident of large negative effect in two years or since founding (article 7, item 4)"
    ),
}
"""What a body checks itself against before it types anything, with what each point is called."""
OF_THE_BODY = tuple(SELF_CHECK)
OF_THE_FORM = (
    rules.names_another_bodys_standard,
    rules.field_is_named,
    rules.application_is_complete,
    rules.declarations_are_made,
)
"""What the form must say before it is printed and sealed (表A.1)."""
ON_THE_FORM = ("certification:application_edit", _("Complete the application"))
ON_PAPERS = ("tab:papers", _("Add papers"))
ON_BODY = ("certification:application_body", _("The body's facts and papers"))
LONG = 8000


class ApplicationSteps(RecognitionSteps):
    """Fields of the application and its steps up to the acceptance."""

    class OwnPapers(models.TextChoices):
        UNCHANGED = "unchanged", _("Unchanged since they were filed")
        CHANGED = "changed", _("Changed; what changed is filed anew")

    batch = models.UUIDField(_("applied for together"), default=uuid.uuid4, editable=False)
    source_number = models.CharField(_("number of the group standard"), max_length=60, blank=True)
    sub_field = models.CharField(_("sub-field"), max_length=120, blank=True)
    patents = models.BooleanField(_("essential patents involved"), null=True, blank=True)
    legal_representative = models.CharField(
        _("legal representative or person in charge"), max_length=80, blank=True
    )
    country = models.CharField(_("country of the body"), max_length=60, blank=True, default="中国")
    address = models.CharField(_("address"), max_length=240, blank=True)
    contact_person = models.CharField(_("contact person"), max_length=80, blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    enterprise_led = models.BooleanField(
        _("an enterprise leads the standard"), null=True, blank=True
    )
    lead_unit = models.CharField(_("name of the lead unit"), max_length=160, blank=True)
    lead_contact = models.CharField(
        _("project contact of the lead unit"), max_length=80, blank=True
    )
    lead_post = models.CharField(_("post of the project contact"), max_length=80, blank=True)
    lead_phone = models.CharField(_("phone of the project contact"), max_length=40, blank=True)
    lead_email = models.EmailField(_("e-mail of the project contact"), blank=True)
    testing_partners = models.TextField(_("testing partners"), max_length=1000, blank=True)
    certification_partners = models.TextField(
        _("certification partners"), max_length=1000, blank=True
    )
    lead_profile = models.TextField(_("profile of the enterprise"), max_length=LONG, blank=True)
    lead_basis = models.TextField(
        _("the enterprise's basis in standardisation"), max_length=LONG, blank=True
    )
    background = models.TextField(_("background of the industry"), max_length=LONG, blank=True)
    innovation = models.TextField(_("innovation and advancement"), max_length=LONG, blank=True)
    application = models.TextField(_("application and its effect"), max_length=LONG, blank=True)
    significance = models.TextField(_("significance and value"), max_length=LONG, blank=True)
    sales = models.TextField(_("sales and major applications"), max_length=LONG, blank=True)
    mark_plan = models.TextField(_("plan for the 1字标 mark"), max_length=LONG, blank=True)
    international = models.TextField(
        _("strategy of internationalisation"), max_length=LONG, blank=True
    )
    declares_procedure = models.BooleanField(_("declares its procedure"), default=False)
    declares_no_incident = models.BooleanField(_("declares no incident"), default=False)
    declares_gbt = models.BooleanField(_("declares GB/T 20004.1"), default=False)
    opinion = models.TextField(_("opinion of the body"), max_length=2000, blank=True)
    no_test_report = models.TextField(_("why no test report"), max_length=1000, blank=True)
    no_patent_list = models.TextField(_("why no list of patents"), max_length=1000, blank=True)
    no_complaints = models.TextField(_("why no papers on complaints"), max_length=1000, blank=True)
    own_papers = models.CharField(
        _("the body's own papers"), max_length=10, choices=OwnPapers, blank=True
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def body_facts(self) -> BodyFacts | None:
        """What the body recorded last of its standards work; one query, once an object."""
        rows = BodyFacts.objects.filter(organisation=self.applicant_id)
        return remembered(self, "body_facts", rows.first)

    def applied_together(self) -> list[list[str]]:
        """Number and title of the standards applied for together with this one, itself among them."""
        ended = [S.DISCARDED, S.WITHDRAWN]
        everybody: Any = type(self).objects
        rows = everybody.filter(batch=self.batch).exclude(state__in=ended).order_by("pk")
        return [list(row) for row in rows.values_list("source_number", "title")]

    @step(
        [S.DRAFT, S.RETURNED],
        None,
        may=acts_for_applicant,
        needs=OF_THE_FORM,
        label=_("Make the form to print and seal"),
        tone="secondary",
        mends=(ON_THE_FORM,),
        explanation=_(
            "The form is made with its number. Print it, have it signed and sealed, and add the scan "
            "on the form's page; what you change afterwards asks for a new form."
        ),
    )
    def make_application_form(self, *, by: Any) -> None:
        """Make the 申请表 that the body prints and seals (表A.1)."""
        data = papers.application_data(self) | {"standards": self.applied_together()}
        forms.issue(papers.APPLICATION_FORM, about=self, data=data, by=by)

    @step(
        [S.DRAFT, S.RETURNED],
        S.ACCEPTANCE,
        may=acts_for_applicant,
        needs=[
            *OF_THE_BODY,
            rules.equipment_is_shown,
            *OF_THE_FORM,
            rules.patents_are_disclosed,
            papers.dossier_is_complete,
            rules.what_is_left_out_is_explained,
            rules.own_papers_are_on_file,
            rules.stands_in_no_other_application,
            rules.application_is_sealed,
        ],
        uses=[rules.HALF_YEAR, rules.TWO_YEARS],
        label=_("Submit the application"),
        mends=(ON_THE_FORM, ON_PAPERS, ON_BODY),
        tells=(roles.APPLICANT,),
    )
    def submit_application(self, *, by: Any) -> None:
        """Submit the application with its material; the body's own papers come along (第十四条)."""
        self.submitted_at = clock.now()
        take_along(matter=self, versions=list(rules.own_papers(self).values()), by=by)

    @step(
        S.DRAFT,
        S.DISCARDED,
        may=acts_for_applicant,
        label=_("Discard the draft"),
        tone="danger",
        explanation=_(
            "The draft is closed and cannot be opened again; nobody outside your "
            "organisation is told."
        ),
    )
    def discard_application(self) -> None:
        """Give up an application that was never submitted."""

    @step(
        [S.RETURNED, S.ACCEPTANCE],
        S.WITHDRAWN,
        may=acts_for_applicant,
        label=_("Withdraw the application"),
        tone="danger",
        form=REASON,
        tells=(roles.SECRETARIAT,),
        explanation=_("The matter is closed and cannot be opened again."),
    )
    def withdraw_application(self, *, reason: str) -> None:
        """Withdraw the application: recognition is voluntary (第五条)."""
        engagements.dismiss_all(matter=self, kind=EXPERT_HELP)
