"""Numbers of standards, and opening and publishing their editions (制定 第二十九至三十一条)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from standards.catalogue.models import Announcement, Edition, Standard
from zsa_portal.documents import numbers
from zsa_portal.regulations.rule import RuleUnmet, provision
from zsa_portal.ui.official import folded

if TYPE_CHECKING:
    from standards.facts import Project

COUNTER = "standard"

FIRST_NUMBER = numbers.starts_at(
    COUNTER,
    label=gettext_lazy("First running number of a standard"),
    why=gettext_lazy("第三十条 sets the format T/ZSA xxx-zzzz; the first running number is open."),
)

DASHES = re.compile(r"[-‐‑‒–—―－−]+")
"""What people write before the year: covers print a dash (GB/T 1.1), article 30 a hyphen."""
NUMBER = re.compile(r"T ?/ ?ZSA ?(\d{1,9}) ?- ?(\d{4})", re.IGNORECASE)


@provision("F30", otherwise="")
def standard_number(running: int, year: int) -> str:
    """The number of an edition: association code, running number, year of publication (第三十条)."""
    return f"T/ZSA {running}-{year:04d}"


def parse_number(text: str) -> tuple[int, int] | None:
    """(running number, year) of a number as people write it, with any dash; None if it is none."""
    found = NUMBER.fullmatch(hyphened(text))
    return (int(found[1]), int(found[2])) if found else None


def hyphened(text: str) -> str:
    """A text as people write it, in half width and with a hyphen for every dash."""
    return DASHES.sub("-", folded(text))


def spelt(text: str) -> str:
    """A number of the association's standards as article 30 writes it; another text as it is."""
    parsed = parse_number(text)
    return standard_number(*parsed) if parsed else text.strip()


def edition_of(number: str) -> Edition | None:
    """The edition with a number as people write it; None if there is none."""
    parsed = parse_number(number)
    if parsed is None:
        return None
    return Edition.objects.filter(standard__running=parsed[0], year=parsed[1]).first()


def edition_open(project: Project, announcement: Announcement) -> Edition:
    """Number a project's standard: the next running number, or the revised standard's own.

    Takes the gapless counter inside the caller's transaction. Raises RuleUnmet("F30") when the
    standard has an edition of that year already.
    """
    standard, former = _standard_of(project)
    year = announcement.published_on.year
    if standard.editions.filter(year=year).exists():
        raise RuleUnmet(
            "F30",
            [_("%(number)s exists already.") % {"number": standard_number(standard.running, year)}],
        )
    return Edition.objects.create(
        standard=standard,
        project=project,
        announcement=announcement,
        year=year,
        number=standard_number(standard.running, year),
        title=project.title,
        title_en=project.title_en,
        published_on=announcement.published_on,
        implemented_on=announcement.implemented_on,
        replaces=former,
        ics=project.ics,
        ccs=project.ccs,
        proposer=project.applicant.name,
        drafting_units="\n".join(project.drafting_unit_names()),
        principal_drafters="、".join(_drafters(project)),
        abstract=project.scope,
    )


def edition_retitle(edition: Edition, project: Project, before: dict[str, str]) -> Announcement:
    """Give an edition that is not published the corrected titles of its project.

    ``before`` holds the titles corrected; the announcement, which is returned, names the new ones.
    """
    announcement = edition.announcement
    for name, old in before.items():
        new = getattr(project, name)
        setattr(edition, name, new)
        if old:
            announcement.title = announcement.title.replace(old, new)
            announcement.body = announcement.body.replace(old, new)
    edition.save(update_fields=list(before))
    announcement.save(update_fields=["title", "body"])
    return announcement


def edition_publish(edition: Edition) -> Edition:
    """Put an edition in force; the one it replaces steps back."""
    edition.status = Edition.Status.CURRENT
    edition.save(update_fields=["status"])
    if edition.replaces is not None:
        edition.replaces.status = Edition.Status.REPLACED
        edition.replaces.save(update_fields=["status"])
    return edition


def _standard_of(project: Project) -> tuple[Standard, Edition | None]:
    """The standard that a project makes an edition of, and the edition it replaces."""
    former = edition_of(project.revised_standard)
    if project.purpose == project.Purpose.REVISION and former is not None:
        return former.standard, former
    made = Standard.objects.create(
        running=numbers.next(COUNTER), field=project.field, committee=project.committee
    )
    return made, None


def _drafters(project: Project) -> list[str]:
    group = project.drafting_group
    if group is None:
        return []
    return list(group.seats.current().order_by("pk").values_list("user__name", flat=True))
