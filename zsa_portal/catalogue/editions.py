"""The life of an edition: opened with its number, retitled, published, revoked.

The steps of procedures call these inside their own transaction; who may is the step's to say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.db import transaction
from django.utils.translation import gettext as _

from zsa_portal.catalogue.kinds import EditionKind
from zsa_portal.catalogue.models import Announcement, Edition, Standard
from zsa_portal.catalogue.numbering import COUNTER, YEAR, hyphened, standard_number
from zsa_portal.catalogue.rules import Revocation, recognition_can_be_revoked
from zsa_portal.documents import numbers
from zsa_portal.people.models import Body, Organisation
from zsa_portal.regulations.rule import RuleUnmet
from zsa_portal.workflow.models import Matter


@dataclass(frozen=True)
class Described:
    """What an edition says of itself: columns of the same names, as text.

    ``drafting_units`` has one organisation a line, ``principal_drafters`` are separated by 、.
    """

    title: str
    title_en: str = ""
    ics: str = ""
    ccs: str = ""
    proposer: str = ""
    drafting_units: str = ""
    principal_drafters: str = ""
    abstract: str = ""
    abstract_en: str = ""


@dataclass(frozen=True)
class Source:
    """The body that a recognised standard comes from, with the body's own number for it."""

    body: Organisation
    number: str


@dataclass(frozen=True)
class Belonging:
    """The technical field of a new standard, and the committee in charge of it, if there is one.

    The standard takes the next running number of the one gapless counter.
    """

    field: str = ""
    committee: Body | None = None

    def open(self, source: Source | None) -> Standard:
        """Store the new standard."""
        running = numbers.next(COUNTER)
        return Standard.objects.create(running=running, field=self.field, committee=self.committee)


@dataclass(frozen=True)
class KeptNumber(Belonging):
    """The same of a standard that keeps the number of the body it comes from, and takes none here."""

    def open(self, source: Source | None) -> Standard:
        """Store the new standard; ``source`` is the body it comes from."""
        if source is None:
            raise ValueError("only a standard of another body has a number to keep")
        code = YEAR.sub("", hyphened(source.number))
        return Standard.objects.create(body_code=code, field=self.field, committee=self.committee)


def edition_open(
    *,
    kind: EditionKind,
    matter: Matter,
    announcement: Announcement,
    described: Described,
    to: Belonging | Edition,
    source: Source | None = None,
) -> Edition:
    """Number a matter's standard under an announcement, still to be published (第二十九、三十条).

    ``to`` is where a new standard belongs, which takes its running number or keeps its body's; or
    the edition that this one replaces, whose numbering goes on. To be called inside the
    transaction of the step. Raises RuleUnmet("F30") when the standard has an edition of that year
    already, or another one in the catalogue has its number.
    """
    replaced = to if isinstance(to, Edition) else None
    standard = to.standard if isinstance(to, Edition) else to.open(source)
    year = announcement.published_on.year
    number = _number(standard, year, source)
    if standard.editions.filter(year=year).exists() or _is_given(number):
        raise RuleUnmet("F30", [_("%(number)s exists already.") % {"number": number}])
    return Edition.objects.create(
        kind=kind.key,
        standard=standard,
        matter_id=matter.pk,
        announcement=announcement,
        year=year,
        number=number,
        published_on=announcement.published_on,
        implemented_on=announcement.implemented_on,
        replaces=replaced,
        source_body=source.body if source else None,
        source_number=hyphened(source.number) if source else "",
        **{one.name: getattr(described, one.name) for one in fields(described)},
    )


def _number(standard: Standard, year: int, source: Source | None) -> str:
    if standard.running is None:
        return hyphened(source.number) if source else standard.body_code
    return standard_number(standard.running, year)


def _is_given(number: str) -> bool:
    """Whether an edition has that number whose recognition was not revoked."""
    return Edition.objects.exclude(status=Edition.Status.REVOKED).filter(number=number).exists()


def edition_retitle(edition: Edition, *, before: Mapping[str, str], now: Mapping[str, str]) -> None:
    """Give an edition that is not published its corrected titles, and its announcement too.

    ``before`` and ``now`` map ``title`` and ``title_en``, as far as they are corrected, to the old
    and the new one; the announcement names the new ones from now on.
    """
    announcement = edition.announcement
    for name, old in before.items():
        setattr(edition, name, now[name])
        if old and announcement is not None:
            announcement.title = announcement.title.replace(old, now[name])
            announcement.body = announcement.body.replace(old, now[name])
    edition.save(update_fields=list(before))
    if announcement is not None:
        announcement.save(update_fields=["title", "body"])


def edition_publish(edition: Edition) -> Edition:
    """Put an edition in force; the one it replaces steps back."""
    edition.status = Edition.Status.CURRENT
    edition.save(update_fields=["status"])
    if edition.replaces is not None:
        edition.replaces.status = Edition.Status.REPLACED
        edition.replaces.save(update_fields=["status"])
    return edition


def edition_revoke(edition: Edition, *, on: dt.date, reason: str) -> Edition:
    """Revoke the recognition of an edition in force from a day on, with the reason that is shown.

    It stays readable, and its running number is given to nothing else. Raises RuleUnmet for a kind
    that is not revoked, an edition that is not in force, a day before its publication or to come,
    and no reason.
    """
    with transaction.atomic():
        fresh = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
        recognition_can_be_revoked.require(Revocation(fresh, on, reason))
        fresh.status, fresh.status_since = Edition.Status.REVOKED, on
        fresh.status_reason = reason.strip()
        fresh.save(update_fields=["status", "status_since", "status_reason"])
    return fresh
