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
from certification.one_mark.marks import facts, rules
from certification.one_mark.marks.applying_steps import ApplyingSteps
from certification.one_mark.marks.records import Authorisation
from certification.one_mark.marks.states import STAGES, STATES, VALID, S, Standing
from certification.one_mark.marks.upkeep_steps import UpkeepSteps
from certification.one_mark.partners.models import Partner
from certification.one_mark.partners.records import Listing
from zsa_portal.catalogue.models import Edition
from zsa_portal.people.dated import holds_on
from zsa_portal.regulations import clock
from zsa_portal.workflow.access import MatterQuerySet
from zsa_portal.workflow.machine import register
from zsa_portal.workflow.triggers import begins_as


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
class Mark(ApplyingSteps, UpkeepSteps, facts.Mark):
    """The 1字标 of one product: applied for, authorised, renewed, suspended, ended. It is voluntary.

    The fields say what is applied for; ``authorisation`` what was last authorised.
    """

    kind_code = "mark"
    kind_label = _("1字标")
    ROLES = roles.ROLES
    STATES = STATES
    STAGES = STAGES
    OVERTAKEN = staticmethod(overtaken)  # type: ignore[assignment]  # read from the class
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

    objects: ClassVar[Any] = MarkQuerySet.as_manager()

    if TYPE_CHECKING:
        authorisations: Any

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
