"""The times in which a partner is listed: what it issues counts on the days they cover (R28b)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.dated import Dated, once_at_a_time
from zsa_portal.people.history import tracked
from zsa_portal.regulations import clock

if TYPE_CHECKING:
    from certification.one_mark.partners.models import Partner


@tracked()
class Listing(Dated):
    """A partner is validly listed from a day to its last; both count."""

    partner = models.ForeignKey(
        "certification.Partner",
        models.PROTECT,
        related_name="listings",
        verbose_name=_("partner"),
    )

    class Meta(Dated.Meta):
        verbose_name = _("listing of a partner")
        verbose_name_plural = _("listings of partners")
        ordering = ["-starts", "-pk"]
        constraints = [
            *Dated.Meta.constraints,
            once_at_a_time(
                "certification_listing_once",
                "partner",
                message=_("The partner is listed in that time already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.starts}–{self.ends}"


def listed(partner: Partner, *, until: dt.date) -> Listing:
    """List a partner from today to a last day; what it had from today on is replaced."""
    unlisted(partner)
    return Listing.objects.create(partner=partner, starts=clock.today(), ends=until)


def unlisted(partner: Any) -> None:
    """End a partner's listing with yesterday; one that began today never was."""
    today = clock.today()
    rows = Listing.objects.filter(partner=partner)
    rows.filter(starts__gte=today).delete()
    rows.filter(ends__gte=today).update(ends=today - dt.timedelta(days=1))
