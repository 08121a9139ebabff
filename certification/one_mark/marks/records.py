"""The authorisations of a mark: what was authorised, on whose certificate, from when to when (R28a)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from certification.one_mark.partners.models import Partner
from zsa_portal.catalogue.models import Edition
from zsa_portal.documents import numbers
from zsa_portal.people.dated import Dated, once_at_a_time
from zsa_portal.people.history import tracked
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import provision


@tracked()
class Authorisation(Dated):
    """A product may carry the mark from a day to its last, on one standard and certificate."""

    mark = models.ForeignKey(
        "certification.Mark",
        models.PROTECT,
        related_name="authorisations",
        verbose_name=_("mark"),
    )
    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="+", verbose_name=_("standard")
    )
    certifier = models.ForeignKey(
        Partner, models.PROTECT, related_name="+", verbose_name=_("certification body")
    )
    certificate_number = models.CharField(_("certificate number"), max_length=80)
    certificate_until = models.DateField(_("certificate valid until"))

    class Meta(Dated.Meta):
        verbose_name = _("authorisation of a mark")
        verbose_name_plural = _("authorisations of marks")
        ordering = ["-starts", "-pk"]
        constraints = [
            *Dated.Meta.constraints,
            once_at_a_time(
                "certification_authorisation_once",
                "mark",
                message=_("The mark is authorised in that time already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mark_id} {self.starts}–{self.ends}"


@provision("R28a", otherwise="")
def mark_number() -> str:
    """The next number of the year, without gaps; runs in the transaction of the authorisation."""
    year = clock.today().year
    return f"ZSA-1-{year}-{numbers.next(f'one_mark:{year}'):03d}"


def authorised(mark: Any, *, until: dt.date) -> Authorisation:
    """Authorise a mark from today to a last day on what its application names; the former one ends."""
    today = clock.today()
    rows = Authorisation.objects.filter(mark=mark)
    rows.filter(starts__lt=today, ends__gte=today).update(ends=today - dt.timedelta(days=1))
    made, _new = rows.update_or_create(
        mark=mark,
        starts=today,
        defaults={
            "ends": until,
            "edition": mark.edition,
            "certifier": mark.certifier,
            "certificate_number": mark.certificate_number,
            "certificate_until": mark.certificate_until,
        },
    )
    return made
