"""A partner (合作机构): a laboratory or certification body, its listing and its yearly re-evaluation."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certification.one_mark import roles
from certification.one_mark.parties import acts_for_department, decides
from certification.one_mark.partners import papers, rules
from certification.one_mark.partners.papers import ADD_PAPERS, partner_data
from certification.one_mark.partners.records import listed, unlisted
from certification.one_mark.partners.states import KNOWN, STAGES, STATES, WRITING, S
from zsa_portal.catalogue.models import Standard
from zsa_portal.documents import forms, numbers
from zsa_portal.people.models import TechnicalField
from zsa_portal.people.places import Places
from zsa_portal.regulations import clock
from zsa_portal.workflow.access import NOBODY_KNOWS, involved_in
from zsa_portal.workflow.interests import plays
from zsa_portal.workflow.machine import REASON, nobody_by_hand, register, step
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.triggers import begins_as

if TYPE_CHECKING:
    from collections.abc import Collection

EDIT = ("certification:partner_edit", _("Edit the qualification"))
QUALIFIED = (
    rules.qualification_is_stated,
    rules.accreditation_holds,
    rules.qualification_is_proved,
)
EVALUATION_FORM = "certification.one_mark.partners.forms.EvaluationForm"


def enters(partner: Any, user: Any) -> bool:
    """The people of whoever enters the partner: the organisation itself, or the department."""
    return plays(partner, user, [roles.ENTERING])


def may_know(who: Places, prefix: str) -> Q:
    """Who is or was listed is everybody's; the others are the staff's and their own people's.

    What is still being written is only theirs who write it.
    """
    found = Q(**{f"{prefix}state__in": KNOWN})
    if who.user_id is None:
        return found
    found |= Q(**{f"{prefix}applicant__in": who.organisations}) | Q(involved_in(who, prefix))
    return found | (~Q(**{f"{prefix}state": S.DRAFT}) if who.staff else NOBODY_KNOWS)


@register
@pghistory.track(
    obj_field=pghistory.ObjForeignKey(
        related_name="partner_events", related_query_name="partner_events"
    )
)
class Partner(Matter):
    """A body that tests, or certifies, products for the 1字标 (手册 8.4; R28b)."""

    class Work(models.TextChoices):
        LABORATORY = "laboratory", _("Testing laboratory")
        CERTIFIER = "certifier", _("Certification body")

    kind_code = "partner"
    kind_label = _("Partner of the 1字标")
    ROLES = roles.PARTNER_ROLES
    STATES = STATES
    STAGES = STAGES
    DISCOVERY = staticmethod(may_know)  # type: ignore[assignment]  # read from the class

    works_as = models.CharField(_("works as"), max_length=20, choices=Work)
    accreditation_number = models.CharField(
        _("accreditation or approval number"), max_length=80, blank=True
    )
    accreditation_issuer = models.CharField(
        _("accredited or approved by"), max_length=160, blank=True
    )
    accredited_until = models.DateField(_("accredited until"), null=True, blank=True)
    fields = ArrayField(
        models.CharField(max_length=30, choices=TechnicalField),
        verbose_name=_("technical fields of the scope"),
        default=list,
        blank=True,
    )
    standards = models.ManyToManyField(
        Standard, blank=True, related_name="+", verbose_name=_("standards of the scope")
    )
    scope = models.TextField(_("what it tests or certifies"), blank=True)
    contact_person = models.CharField(_("contact person"), max_length=80, blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=40, blank=True)

    if TYPE_CHECKING:
        listings: Any

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        triggers = [begins_as(S.DRAFT)]

    @classmethod
    def list_url(cls) -> str:
        return reverse("certification:partners")

    @property
    def work(self) -> Work:
        """What it works as."""
        return self.Work(self.works_as)

    @step(
        WRITING,
        S.EVALUATION,
        may=enters,
        needs=[*QUALIFIED, rules.contact_is_named],
        label=_("Submit the qualification"),
        mends=(EDIT, ADD_PAPERS),
        tells=(roles.APPLICANT,),
    )
    def submit_partner(self) -> None:
        """Hand the qualification in to 1字标培育部 (手册 8.4.1)."""

    @step(
        (*WRITING, S.EVALUATION),
        S.WITHDRAWN,
        may=enters,
        label=_("Withdraw the partner's application"),
        tone="danger",
        explanation=_("The matter is closed; a new application may be made at any time."),
        tells=(roles.DEPARTMENT,),
    )
    def withdraw_partner(self) -> None:
        """Withdraw what was entered."""

    @step(
        S.EVALUATION,
        S.RETURNED,
        may=acts_for_department,
        label=_("Have the qualification completed"),
        tone="secondary",
        form=REASON,
        tells=(roles.APPLICANT,),
    )
    def return_partner(self, *, reason: str) -> None:
        """Let who entered it complete the qualification."""

    @step(
        S.EVALUATION,
        S.BEFORE_HEAD,
        may=acts_for_department,
        needs=QUALIFIED,
        uses=[rules.every_point_holds],
        label=_("Lay the evaluation before the head"),
        form=EVALUATION_FORM,
    )
    def evaluate_partner(self, *, by: Any, points: Collection[str], opinion: str) -> None:
        """Evaluate the partner; the record of it is kept as a form (手册 8.4.2: 保留其运行控制的记录)."""
        self._evaluate(points, opinion, by)

    @step(
        S.BEFORE_HEAD,
        S.EVALUATION,
        may=decides,
        label=_("Have it evaluated again"),
        tone="secondary",
        form=REASON,
    )
    def send_partner_back(self, *, reason: str) -> None:
        """Ask the department for a better evaluation."""

    @step(
        S.BEFORE_HEAD,
        S.REFUSED,
        may=decides,
        label=_("Refuse the partner"),
        tone="danger",
        form=REASON,
        tells=(roles.APPLICANT, roles.DEPARTMENT),
    )
    def refuse_partner(self, *, reason: str) -> None:
        """Do not approve the partner."""

    @step(
        S.BEFORE_HEAD,
        S.LISTED,
        may=decides,
        needs=QUALIFIED,
        uses=[rules.YEARLY],
        label=_("Approve and list the partner"),
        explanation=_(
            "The partner is listed for a year, and no longer than its accreditation; the approval "
            "letter is issued."
        ),
        tells=(roles.APPLICANT, roles.DEPARTMENT),
    )
    def approve_partner(self, *, by: Any) -> None:
        """Approve the partner and list it (手册 8.4.2: 经批准后; R28b)."""
        year = clock.today().year
        self.number = f"ZSA-1-P-{year}-{numbers.next(f'one_mark_partner:{year}'):03d}"
        self._list(by)

    @step(
        S.LISTED,
        S.REEVALUATION,
        may=nobody_by_hand,
        label=_("The yearly re-evaluation opens"),
        due=rules.reevaluation_opens,
        cites=["R28b"],
        tells=(roles.APPLICANT, roles.DEPARTMENT),
    )
    def open_reevaluation(self) -> None:
        """The calendar opens the re-evaluation in time (手册 8.4.2: 每年进行评审和再评价)."""

    @step(
        S.LISTED,
        S.REEVALUATION,
        may=acts_for_department,
        label=_("Re-evaluate before the time"),
        tone="secondary",
        form=REASON,
        tells=(roles.APPLICANT,),
    )
    def call_reevaluation(self, *, reason: str) -> None:
        """Re-evaluate earlier, where something gives cause."""

    @step(
        [S.REEVALUATION, S.LAPSED],
        S.RENEWAL,
        may=acts_for_department,
        needs=QUALIFIED,
        uses=[rules.every_point_holds],
        label=_("Lay the re-evaluation before the head"),
        form=EVALUATION_FORM,
        mends=(EDIT, ADD_PAPERS),
    )
    def reevaluate_partner(self, *, by: Any, points: Collection[str], opinion: str) -> None:
        """Re-evaluate the partner; the record of it is kept as a form."""
        self._evaluate(points, opinion, by)

    @step(
        S.RENEWAL,
        S.LISTED,
        may=decides,
        needs=QUALIFIED,
        uses=[rules.YEARLY],
        label=_("Renew the listing"),
        explanation=_("The partner is listed for another year from today; a letter is issued."),
        tells=(roles.APPLICANT, roles.DEPARTMENT),
    )
    def renew_partner(self, *, by: Any) -> None:
        """List the partner for another year."""
        self._list(by)

    @step(
        S.RENEWAL,
        S.REEVALUATION,
        may=decides,
        label=_("Have it re-evaluated again"),
        tone="secondary",
        form=REASON,
    )
    def send_renewal_back(self, *, reason: str) -> None:
        """Ask the department for a better re-evaluation."""

    @step(
        [S.LISTED, S.REEVALUATION],
        S.LAPSED,
        may=nobody_by_hand,
        label=_("The listing runs out"),
        due=rules.listing_runs_out,
        cites=["R28b"],
        tells=(roles.APPLICANT, roles.DEPARTMENT, roles.HEAD),
    )
    def lapse_partner(self) -> None:
        """Accreditation or re-evaluation ran out: the listing is over by itself (R28b)."""

    @step(
        [S.LISTED, S.REEVALUATION, S.RENEWAL, S.LAPSED],
        S.DELISTED,
        may=decides,
        label=_("Delist the partner"),
        tone="danger",
        form=REASON,
        cites=["R28b"],
        explanation=_(
            "From today on its reports and certificates do not count, and marks that rest on its "
            "certificates are suspended. What it issued before keeps its date."
        ),
        tells=(roles.APPLICANT, roles.DEPARTMENT),
    )
    def delist_partner(self, *, by: Any, reason: str) -> None:
        """Take the partner off the list (手册 8.4.1)."""
        unlisted(self)
        data = papers.delisting_data(self, reason)
        forms.issue(papers.DELISTING, about=self, data=data, by=by)

    def _evaluate(self, points: Collection[str], opinion: str, by: Any) -> None:
        rules.every_point_holds.require(points)
        said = {"points": [str(papers.chinese(one)) for one in papers.POINTS.values()]}
        data = partner_data(self) | said | {"opinion": opinion, "again": self.number != ""}
        forms.issue(papers.EVALUATION, about=self, data=data, by=by)

    def _list(self, by: Any) -> None:
        again = self.listings.exists()
        ends: dt.date = rules.listing_ends(self)
        listing = listed(self, until=ends)
        data = partner_data(self) | {
            "starts": str(listing.starts),
            "ends": str(ends),
            "again": again,
        }
        forms.issue(papers.LETTER, about=self, data=data, by=by)
