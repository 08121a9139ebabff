"""Conditions of partners: qualification, scope, listing and yearly re-evaluation (R28b)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.one_mark.partners.papers import POINTS, QUALIFICATION
from zsa_portal.documents.holding import counting
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Settable
from zsa_portal.regulations.rule import Every, condition, missing_title, rule
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.wording import field_label

if TYPE_CHECKING:
    from certification.one_mark.partners.models import Partner
    from certification.one_mark.partners.records import Listing

YEARLY = Every(years=1, rule="R28b")
"""Partners are re-evaluated every year (手册 8.4.2: 每年进行评审和再评价)."""

REEVALUATION_OPENS = Settable(
    "one_mark.reevaluation_opens",
    60,
    gettext_lazy("Days before the end of a listing on which the re-evaluation opens"),
    gettext_lazy("手册 8.4.2 asks for it every year; how early to begin is left open."),
)
QUALIFYING = ("accreditation_number", "accreditation_issuer", "accredited_until", "scope")


@rule("R28b")
def qualification_is_stated(partner: Partner) -> Iterable[str]:
    """A partner says its qualification and what it covers."""
    for name in QUALIFYING:
        if not getattr(partner, name):
            yield missing_title(field_label(partner, name))
    if not partner.fields and not partner.standards.exists():
        yield _("The scope names no technical field and no standard.")


@rule("R28b")
def accreditation_holds(partner: Partner) -> Iterable[str]:
    """Only an accreditation that is valid today qualifies; its last day counts."""
    until = partner.accredited_until
    if until is not None and until < clock.today():
        yield _("The accreditation ended on %(day)s.") % {"day": until.isoformat()}


qualification_is_proved = counting(QUALIFICATION)(QUALIFICATION.complete())


@condition
def contact_is_named(partner: Partner) -> Iterable[str]:
    """Somebody can be asked."""
    for name in ("contact_person", "contact_phone"):
        if not getattr(partner, name):
            yield missing_title(field_label(partner, name))


@rule("R28b")
def every_point_holds(points: Collection[str]) -> Iterable[str]:
    """An evaluation passes when every point of it holds; ``points`` are those that do."""
    for key, label in POINTS.items():
        if key not in points:
            yield _("This point does not hold: %(point)s.") % {"point": label}


def listing_ends(partner: Partner) -> dt.date:
    """The last day of a listing that begins today: a year later, and no later than the accreditation."""
    assert partner.accredited_until is not None  # noqa: S101 - asked after qualification_is_stated
    return min(YEARLY.next_after(clock.today()), partner.accredited_until)


def current_listing(partner: Any) -> Listing | None:
    """The partner's latest listing, also one that ran out; one query, kept on the object."""
    found: Listing | None = remembered(partner, "listing", partner.listings.first)
    return found


def listing_runs_out(partner: Any) -> dt.datetime | None:
    """When the calendar takes the listing for over: after its last day."""
    listing = current_listing(partner)
    if listing is None or listing.ends is None:
        return None
    return clock.start_of(listing.ends + dt.timedelta(days=1))


def reevaluation_opens(partner: Any) -> dt.datetime | None:
    """When the calendar opens the re-evaluation: so many days before the listing's end.

    None once it ran out: the partner lapses then.
    """
    ends = listing_runs_out(partner)
    if ends is None or ends <= clock.now():
        return None
    return ends - dt.timedelta(days=int(REEVALUATION_OPENS.value()))
