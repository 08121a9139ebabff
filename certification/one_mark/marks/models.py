"""A 1字标 mark: an enterprise's product certified to a Zhongguancun standard (手册 0.4, 5.2; R28a–c)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certification.one_mark import roles
from certification.one_mark.marks import papers, rules
from certification.one_mark.marks.papers import ADD_PAPERS
from certification.one_mark.marks.records import Authorisation, authorised, mark_number
from certification.one_mark.marks.states import APPLYING, LIVE, STAGES, STATES, VALID, S, Standing
from certification.one_mark.parties import (
    acts_for_applicant,
    acts_for_department,
    decides,
)
from certification.one_mark.partners.models import Partner
from certification.one_mark.partners.records import Listing
from zsa_portal.catalogue.models import Edition
from zsa_portal.documents import forms
from zsa_portal.people.dated import holds_on
from zsa_portal.regulations import clock
from zsa_portal.workflow.access import MatterQuerySet
from zsa_portal.workflow.machine import REASON, nobody_by_hand, register, step
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.triggers import begins_as

EDIT = ("certification:mark_edit", _("Edit the application"))
PROVED = (
    rules.application_is_complete,
    rules.standard_is_in_force,
    rules.certificate_holds,
    rules.report_counts,
    rules.certificate_counts,
    rules.evidence_is_there,
)
MENDS = (EDIT, ADD_PAPERS)


def examines(mark: Any, user: Any) -> bool:
    """The department's people without an interest, and of no body that tested or certified it."""
    return acts_for_department(mark, user) and rules.is_of_no_partner(mark, user)


def grants(mark: Any, user: Any) -> bool:
    """The department's head, under the same conditions."""
    return decides(mark, user) and rules.is_of_no_partner(mark, user)


examines.article = "R28a"  # type: ignore[attr-defined]
grants.article = "R28a"  # type: ignore[attr-defined]


class MarkQuerySet(MatterQuerySet):
    """Marks, with what the register says of them."""

    def holding(self, day: dt.date | None = None) -> MarkQuerySet:
        """Marks with ``holds``: nothing that the authorisation rests on is lapsed on the day (R28c)."""
        day = day or clock.today()
        rests = Q(
            authorisation__edition__status=Edition.Status.CURRENT,
            authorisation__edition__implemented_on__lte=day,
            authorisation__certificate_until__gte=day,
        )
        partner = Listing.objects.filter(partner=OuterRef("authorisation__certifier")).current(day)
        found = Q(Exists(partner)) & rests & holds_on(day, "authorisation__")
        return self.annotate(holds=Case(When(found, then=True), default=False))

    def with_standing(self, day: dt.date | None = None) -> MarkQuerySet:
        """Marks with ``standing``, asked of the clock: none is valid once something lapsed."""
        return self.holding(day).annotate(
            standing=Case(
                When(state=S.REVOKED, then=Value(Standing.REVOKED.value)),
                When(state=S.GIVEN_UP, then=Value(Standing.GIVEN_UP.value)),
                When(state__in=VALID, holds=True, then=Value(Standing.VALID.value)),
                default=Value(Standing.SUSPENDED.value),
                output_field=models.CharField(),
            )
        )


def overtaken(now: dt.datetime) -> Q:
    """The marks that lapsed, or were mended, by what happened to standard or partner."""
    rows = Mark.objects.holding(clock.day_of(now)).order_by()
    found = Q(state__in=VALID, holds=False) | Q(state=S.SUSPENDED, holds=True)
    return Q(pk__in=rows.filter(found).values("pk"))


@register
@pghistory.track(
    obj_field=pghistory.ObjForeignKey(related_name="mark_events", related_query_name="mark_events")
)
class Mark(Matter):
    """The 1字标 of one product: applied for, authorised, renewed, suspended, ended. It is voluntary.

    The fields say what is applied for; ``authorisation`` what was last authorised.
    """

    kind_code = "mark"
    kind_label = _("1字标")
    ROLES = roles.ROLES
    STATES = STATES
    STAGES = STAGES
    OVERTAKEN = staticmethod(overtaken)
    page_related: ClassVar[tuple[str, ...]] = (
        "edition__standard",
        "laboratory",
        "certifier",
        "authorisation__edition__standard",
        "authorisation__certifier",
    )

    model = models.CharField(_("model"), max_length=160, blank=True)
    edition = models.ForeignKey(
        Edition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="marks",
        verbose_name=_("standard"),
    )
    laboratory = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("testing laboratory"),
    )
    report_number = models.CharField(_("number of the test report"), max_length=80, blank=True)
    report_date = models.DateField(_("date of the test report"), null=True, blank=True)
    certifier = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("certification body"),
    )
    certificate_number = models.CharField(_("certificate number"), max_length=80, blank=True)
    certificate_date = models.DateField(_("date of the certificate"), null=True, blank=True)
    certificate_until = models.DateField(_("certificate valid until"), null=True, blank=True)
    certificate_scope = models.TextField(_("scope of the certificate"), blank=True)
    contact_person = models.CharField(_("contact person"), max_length=80, blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=40, blank=True)
    authorisation = models.ForeignKey(
        Authorisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("authorisation"),
    )
    lapsed = ArrayField(
        models.CharField(max_length=20, choices=rules.Lapse),
        verbose_name=_("what lapsed"),
        default=list,
        editable=False,
    )

    objects = MarkQuerySet.as_manager()

    if TYPE_CHECKING:
        authorisations: models.Manager[Authorisation]

    class Meta:
        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        triggers = [begins_as(S.DRAFT)]

    @classmethod
    def list_url(cls) -> str:
        return reverse("certification:marks")

    @property
    def public_url(self) -> str:
        """The page of the register, to which the QR code of the certificate leads."""
        return reverse("certification:mark", args=[self.number])

    @step(
        APPLYING,
        S.EXAMINATION,
        may=acts_for_applicant,
        needs=[rules.applicant_may_apply, *PROVED],
        label=_("Submit the application"),
        mends=MENDS,
        explanation=_("The mark is voluntary: you may withdraw or give it up at any time."),
        tells=(roles.APPLICANT,),
    )
    def submit_mark(self) -> None:
        """Apply for the mark (手册 5.2: 自愿认证)."""

    @step(
        S.DRAFT,
        S.DISCARDED,
        may=acts_for_applicant,
        label=_("Discard the draft"),
        tone="danger",
        explanation=_("The draft is closed and cannot be opened again."),
    )
    def discard_mark(self) -> None:
        """Give up an application that was never submitted."""

    @step(
        [S.RETURNED, S.EXAMINATION, S.BEFORE_HEAD],
        S.WITHDRAWN,
        may=acts_for_applicant,
        label=_("Withdraw the application"),
        tone="danger",
        explanation=_("The matter is closed; a new application may be made at any time."),
        tells=(roles.DEPARTMENT,),
    )
    def withdraw_mark_application(self) -> None:
        """Withdraw the application; no reason is asked, the mark is voluntary."""

    @step(
        S.EXAMINATION,
        S.RETURNED,
        may=examines,
        label=_("Have the application completed"),
        tone="secondary",
        form=REASON,
        tells=(roles.APPLICANT,),
    )
    def return_mark(self, *, reason: str) -> None:
        """Let the enterprise complete its application."""

    @step(
        S.EXAMINATION,
        S.BEFORE_HEAD,
        may=examines,
        needs=PROVED,
        label=_("Lay the examination before the head"),
        form="certification.one_mark.marks.forms.ExaminationForm",
    )
    def examine_mark(self, *, reason: str) -> None:
        """Examine standard, report and certificate; the opinion stays in the log."""

    @step(
        S.BEFORE_HEAD,
        S.EXAMINATION,
        may=grants,
        label=_("Have it examined again"),
        tone="secondary",
        form=REASON,
    )
    def send_mark_back(self, *, reason: str) -> None:
        """Ask the department for a better examination."""

    @step(
        S.BEFORE_HEAD,
        S.REFUSED,
        may=grants,
        label=_("Refuse the mark"),
        tone="danger",
        form=REASON,
        tells=(roles.APPLICANT, roles.DEPARTMENT),
    )
    def refuse_mark(self, *, reason: str) -> None:
        """Do not authorise the mark."""

    @step(
        S.BEFORE_HEAD,
        S.AUTHORISED,
        may=grants,
        needs=PROVED,
        uses=[mark_number],
        label=_("Authorise the mark"),
        explanation=_(
            "The mark gets its number, the certificate is issued with its QR code, and the product "
            "stands in the public register."
        ),
        tells=(roles.APPLICANT, roles.DEPARTMENT),
    )
    def authorise_mark(self, *, by: Any) -> None:
        """Authorise the product to carry the mark (R28a)."""
        self.number = mark_number()
        self._authorise(by)

    @step(
        S.AUTHORISED,
        S.RENEWAL,
        may=nobody_by_hand,
        label=_("The renewal opens"),
        due=rules.renewal_opens,
        cites=["R28a"],
        tells=(roles.APPLICANT,),
    )
    def open_renewal(self) -> None:
        """The calendar opens the renewal before the authorisation ends."""

    @step(
        S.RENEWAL,
        S.RENEWAL_EXAMINATION,
        may=acts_for_applicant,
        needs=PROVED,
        label=_("Submit the renewal"),
        mends=MENDS,
        tells=(roles.DEPARTMENT,),
    )
    def submit_renewal(self) -> None:
        """Bring the certificate on which the authorisation goes on."""

    @step(
        S.RENEWAL_EXAMINATION,
        S.RENEWAL,
        may=examines,
        label=_("Have the renewal completed"),
        tone="secondary",
        form=REASON,
        tells=(roles.APPLICANT,),
    )
    def return_renewal(self, *, reason: str) -> None:
        """Let the enterprise complete its renewal."""

    @step(
        [S.RENEWAL_EXAMINATION, S.RESUMPTION],
        S.AUTHORISED,
        may=examines,
        needs=PROVED,
        label=_("Renew the authorisation"),
        explanation=_("The number stays; a new certificate is issued from today on."),
        cites=["R28c"],
        tells=(roles.APPLICANT, roles.HEAD),
    )
    def renew_mark(self, *, by: Any) -> None:
        """Authorise the mark anew, on what the enterprise brought."""
        self._authorise(by)

    @step(
        [S.AUTHORISED, S.RENEWAL],
        S.SUSPENDED,
        may=nobody_by_hand,
        label=_("The mark is suspended"),
        due=rules.lapses_at,
        uses=[rules.lapses_of],
        tells=(roles.APPLICANT, roles.DEPARTMENT, roles.HEAD),
    )
    def suspend_mark(self, *, by: Any) -> None:
        """Standard, certificate or partner lapsed: suspended by itself (R28c)."""
        self._suspend(by)

    @step(
        S.RENEWAL_EXAMINATION,
        S.RESUMPTION,
        may=nobody_by_hand,
        label=_("The mark is suspended while its renewal is examined"),
        due=rules.lapses_at,
        uses=[rules.lapses_of],
        tells=(roles.APPLICANT, roles.DEPARTMENT, roles.HEAD),
    )
    def suspend_meanwhile(self, *, by: Any) -> None:
        """It lapsed before the renewal was examined: suspended, and the examination goes on (R28c)."""
        self._suspend(by)

    @step(
        S.SUSPENDED,
        S.AUTHORISED,
        may=nobody_by_hand,
        label=_("The mark is resumed"),
        due=rules.mended_at,
        uses=[rules.lapses_of],
        tells=(roles.APPLICANT, roles.DEPARTMENT, roles.HEAD),
    )
    def resume_mark(self) -> None:
        """What lapsed is mended without anything new to examine, as a partner listed again (R28c)."""
        self.lapsed = []

    @step(
        S.SUSPENDED,
        S.RESUMPTION,
        may=acts_for_applicant,
        needs=PROVED,
        label=_("Ask for the resumption"),
        mends=MENDS,
        cites=["R28c"],
        tells=(roles.DEPARTMENT,),
    )
    def ask_for_resumption(self) -> None:
        """Bring what mends the lapse: a new certificate, or the standard's new edition."""

    @step(
        S.RESUMPTION,
        S.SUSPENDED,
        may=examines,
        label=_("Have the resumption completed"),
        tone="secondary",
        form=REASON,
        tells=(roles.APPLICANT,),
    )
    def return_resumption(self, *, reason: str) -> None:
        """Let the enterprise complete what it brought."""

    @step(
        LIVE,
        S.REVOKED,
        may=grants,
        label=_("Withdraw the mark"),
        tone="danger",
        form=REASON,
        cites=["R28c"],
        explanation=_("The authorisation ends for good; the register shows it as withdrawn."),
        tells=(roles.APPLICANT, roles.DEPARTMENT),
    )
    def revoke_mark(self, *, by: Any, reason: str) -> None:
        """Withdraw the authorisation, with the reason."""
        data = papers.withdrawal_data(self, reason)
        forms.issue(papers.WITHDRAWAL, about=self, data=data, by=by)

    @step(
        LIVE,
        S.GIVEN_UP,
        may=acts_for_applicant,
        label=_("Give the mark up"),
        tone="danger",
        cites=["R28a"],
        explanation=_(
            "The mark is voluntary: no reason is asked. The product may not carry it from now on, "
            "and the register shows it as given up."
        ),
        tells=(roles.DEPARTMENT,),
    )
    def give_up_mark(self) -> None:
        """Give the mark up (手册 5.2: 自愿)."""

    def _authorise(self, by: Any) -> None:
        self.authorisation = authorised(self, until=rules.authorisation_ends(self))
        self.lapsed = []
        forms.issue(papers.CERTIFICATE, about=self, data=papers.certificate_data(self), by=by)

    def _suspend(self, by: Any) -> None:
        self.lapsed = [str(lapse) for lapse in rules.lapses_of(self)]
        forms.issue(papers.SUSPENSION, about=self, data=papers.suspension_data(self), by=by)
