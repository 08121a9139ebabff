"""What pages read of partners, and which of them were listed when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet

from certification.one_mark.partners.models import Partner
from certification.one_mark.partners.records import Listing
from certification.one_mark.partners.states import KNOWN
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.sorting import Pinyin
from zsa_portal.regulations import clock
from zsa_portal.ui.listing import listed
from zsa_portal.workflow.queries import has_part
from zsa_portal.workflow.wording import field_label


def with_listing(rows: Any, day: dt.date | None = None) -> Any:
    """Partners with ``by_pinyin``, ``listed_until`` and ``is_listed`` on a day, today by default."""
    mine = Listing.objects.filter(partner=OuterRef("pk"))
    return rows.annotate(
        is_listed=Exists(mine.current(day or clock.today())),
        listed_until=Max("listings__ends"),
        by_pinyin=Pinyin("title"),
    )


def public_partners() -> QuerySet[Partner]:
    """Those that are or were listed, as anyone may read them, by name."""
    rows = Partner.objects.filter(state__in=KNOWN).select_related("applicant")
    found: QuerySet[Partner] = with_listing(rows).order_by("by_pinyin", "pk")
    return found


def listed_ever(work: str) -> QuerySet[Partner]:
    """The partners of a kind of work that were listed on some day: what they issued then counts."""
    rows = Partner.objects.filter(works_as=work, state__in=KNOWN).select_related("applicant")
    return rows.order_by(Pinyin("title"), "pk")


def qualification_of(partner: Partner, user: Any) -> list[tuple[str, Any]]:
    """The facts of a partner with their labels; the contact only for those with a part; 1–3 queries."""
    names = ["accreditation_number", "accreditation_issuer", "accredited_until", "scope"]
    if has_part(partner, user):
        names += ["contact_person", "contact_phone"]
    fields = listed(TechnicalField(code).label for code in partner.fields)
    standards = listed(partner.standards.order_by("running"))
    return [
        (field_label(partner, "works_as"), partner.work.label),
        *((field_label(partner, name), getattr(partner, name)) for name in names),
        (field_label(partner, "fields"), fields),
        (str(Partner._meta.get_field("standards").verbose_name), standards),
    ]
