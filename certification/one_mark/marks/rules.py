"""Conditions of the mark: standard in force, report and certificate that count, what lapses (R28a–c)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification.one_mark.marks.papers import EVIDENCE
from zsa_portal.catalogue.kinds import Status
from zsa_portal.documents.holding import counting
from zsa_portal.people.places import places_of
from zsa_portal.people.queries import is_member
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Settable
from zsa_portal.regulations.rule import (
    condition,
    missing_title,
    months_after,
    permission,
    provision,
    rule,
)
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.wording import field_label

if TYPE_CHECKING:
    from certification.one_mark.marks.models import Mark
    from certification.one_mark.partners.models import Partner
    from zsa_portal.catalogue.models import Edition

NOT_SAID = gettext_lazy(
    "手册 0.4 and 5.2 name the mark and that it is voluntary, and leave this open."
)
MEMBERS_ONLY = Settable(
    "one_mark.members_only",
    False,
    gettext_lazy("Only members of the association may apply for the 1字标"),
    NOT_SAID,
)
LONGEST = Settable(
    "one_mark.longest_months",
    36,
    gettext_lazy("Months for which the 1字标 is authorised at most"),
    NOT_SAID,
)
RENEWAL_OPENS = Settable(
    "one_mark.renewal_opens",
    90,
    gettext_lazy("Days before the end of an authorisation on which its renewal opens"),
    NOT_SAID,
)
REQUIRED = (
    "title",
    "model",
    "edition",
    "laboratory",
    "report_number",
    "report_date",
    "certifier",
    "certificate_number",
    "certificate_date",
    "certificate_until",
    "certificate_scope",
    "contact_person",
    "contact_phone",
)


class Lapse(models.TextChoices):
    """What an authorisation rests on, and may lose."""

    STANDARD = "standard", gettext_lazy("The standard is no longer in force.")
    CERTIFICATE = "certificate", gettext_lazy("The product certificate ended.")
    TERM = "term", gettext_lazy("The time of the authorisation ended.")
    PARTNER = "partner", gettext_lazy("The certification body is not validly listed.")


@permission("R05b")
def is_of_no_partner(mark: Any, user: Any) -> bool:
    """Whoever works for the body that tested or certified the product does not examine it (R05b)."""
    bodies = {one.applicant_id for one in (mark.laboratory, mark.certifier) if one is not None}
    return not bodies & places_of(user).organisations


@condition
def applicant_may_apply(mark: Mark) -> Iterable[str]:
    """Any enterprise may apply, unless the association opens the mark to its members alone."""
    if MEMBERS_ONLY.value() and not is_member(mark.applicant):
        yield _("Only members of the association may apply for the 1字标 at present.")


@rule("R28a")
def application_is_complete(mark: Mark) -> Iterable[str]:
    """Product, standard, report and certificate are named (手册 5.2)."""
    for name in REQUIRED:
        if not getattr(mark, name):
            yield missing_title(field_label(mark, name))


def is_in_force(edition: Edition) -> bool:
    """Whether an edition is current and in its time of implementation today."""
    return edition.status == Status.CURRENT and edition.implemented_on <= clock.today()


@rule("R28a")
def standard_is_in_force(mark: Mark) -> Iterable[str]:
    """The product is made to a 中关村标准 in force (手册 5.2)."""
    if mark.edition is not None and not is_in_force(mark.edition):
        yield _("%(number)s is not in force.") % {"number": mark.edition.number}


@rule("R28a")
def certificate_holds(mark: Mark) -> Iterable[str]:
    """The product is certified today; the certificate's last day counts."""
    until = mark.certificate_until
    if until is not None and until < clock.today():
        yield _("The product certificate ended on %(day)s.") % {"day": until.isoformat()}


evidence_is_there = counting(EVIDENCE)(EVIDENCE.complete())


@rule("R28b")
def report_counts(mark: Mark) -> Iterable[str]:
    """The laboratory was listed on the day of its report, for this standard."""
    yield from _counts(mark.laboratory, mark.report_date, mark.edition)


@rule("R28b")
def certificate_counts(mark: Mark) -> Iterable[str]:
    """The certification body was listed on the day of its certificate and is today, for this standard."""
    yield from _counts(mark.certifier, mark.certificate_date, mark.edition)
    if mark.certifier is not None and not _is_listed(mark.certifier, clock.today()):
        yield _("%(name)s is not validly listed today.") % {"name": mark.certifier.title}


def _counts(partner: Partner | None, day: dt.date | None, edition: Edition | None) -> Iterable[str]:
    if partner is None or day is None or edition is None:
        return
    words = {"name": partner.title, "day": day.isoformat(), "number": edition.number}
    if day > clock.today():
        yield _("The day %(day)s lies in the future.") % words
    elif not _is_listed(partner, day):
        yield _("%(name)s was not validly listed on %(day)s.") % words
    if not _covers(partner, edition):
        yield _("The scope of %(name)s does not cover %(number)s.") % words


def _is_listed(partner: Any, day: dt.date) -> bool:
    """Whether a listing of the partner covers the day; one query, kept on the object."""
    rows = remembered(partner, "listings", lambda: list(partner.listings.all()))
    return any(listing.holds(day) for listing in rows)


def _covers(partner: Partner, edition: Edition) -> bool:
    """Whether the partner's scope names the standard's field, or the standard itself."""
    if edition.standard.field and edition.standard.field in partner.fields:
        return True
    return bool(partner.standards.filter(pk=edition.standard_id).exists())


def authorisation_ends(mark: Mark) -> dt.date:
    """The last day of an authorisation of today: the certificate's, or after the longest time."""
    assert mark.certificate_until is not None  # noqa: S101 - asked after application_is_complete
    longest = months_after(clock.today(), int(LONGEST.value())) - dt.timedelta(days=1)
    return min(mark.certificate_until, longest)


@provision("R28c", otherwise=())
def lapses_of(mark: Any) -> Sequence[Lapse]:
    """What the authorisation lost today: standard, certificate, time, or certification body (R28c)."""
    given, today = mark.authorisation, clock.today()
    if given is None:
        return ()
    found = {
        Lapse.STANDARD: not is_in_force(given.edition),
        Lapse.CERTIFICATE: given.certificate_until < today,
        Lapse.TERM: given.ends < min(today, given.certificate_until),
        Lapse.PARTNER: not _is_listed(given.certifier, today),
    }
    return [lapse for lapse, lost in found.items() if lost]


def lapses_at(mark: Any) -> dt.datetime | None:
    """When the calendar suspends the mark: now if something lapsed, else after the last day."""
    if mark.authorisation is None:
        return None
    return clock.now() if lapses_of(mark) else _after(mark.authorisation.ends)


def mended_at(mark: Any) -> dt.datetime | None:
    """When the calendar resumes a suspended mark: now, once nothing it rests on is lapsed any more."""
    holds = mark.authorisation is not None and not lapses_of(mark)
    return clock.now() if holds else None


def renewal_opens(mark: Any) -> dt.datetime | None:
    """When the calendar opens the renewal: so many days before the authorisation ends.

    None once something lapsed: it is suspended then.
    """
    if mark.authorisation is None or lapses_of(mark):
        return None
    days = remembered(mark, "renewal_opens", lambda: int(RENEWAL_OPENS.value()))
    return _after(mark.authorisation.ends) - dt.timedelta(days=days)


def _after(day: dt.date) -> dt.datetime:
    return clock.start_of(day + dt.timedelta(days=1))
