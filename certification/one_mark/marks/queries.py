"""What pages read of marks: the register, a mark's page, its facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext

from certification.one_mark.marks.models import Mark, MarkQuerySet
from certification.one_mark.marks.papers import CERTIFICATE
from certification.one_mark.marks.records import Authorisation
from certification.one_mark.marks.rules import REQUIRED, Lapse, lapses_of
from certification.one_mark.marks.states import KNOWN, VALID, Standing
from zsa_portal.catalogue.models import Edition
from zsa_portal.catalogue.numbering import hyphened
from zsa_portal.catalogue.queries import narrowed
from zsa_portal.documents.models import IssuedForm
from zsa_portal.regulations import clock
from zsa_portal.ui.elements import Tone
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.queries import has_part, moves_of
from zsa_portal.workflow.wording import field_label

TONES: dict[str, Tone] = {
    "valid": "ok",
    "suspended": "warn",
    "revoked": "bad",
    "given_up": "neutral",
}
APART = ("contact_person", "contact_phone")


def register() -> MarkQuerySet:
    """Every mark that was authorised once, with its standing of today, the latest number first."""
    rows: MarkQuerySet = Mark.objects.with_standing().filter(state__in=KNOWN)
    return rows.select_related(
        "applicant",
        "authorisation__edition__standard",
        "authorisation__certifier",
    ).order_by("-authorisation__starts", "-number")


def editions_in_force() -> QuerySet[Edition]:
    """The editions to which an application may be made: in force today, by number."""
    rows = Edition.objects.filter(status=Edition.Status.CURRENT)
    rows = rows.filter(implemented_on__lte=clock.today()).select_related("standard")
    return rows.order_by("standard__running", "year")


def on_standard(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """The marks on a standard, by its number with any dash, or words of its title."""
    return rows.filter(authorisation__edition__in=narrowed(Edition.objects.all(), words))


def found_by_number(text: str) -> Mark | None:
    """The mark of a number as people type it, with any dash and case."""
    return register().filter(number=spelt(text)).first()


def spelt(text: str) -> str:
    """A number of a mark in its one spelling."""
    return hyphened(text).upper().replace(" ", "")


@dataclass(frozen=True)
class Moment:
    """A line of a mark's public history: the day and what it became."""

    entry: LogEntry
    label: str


@dataclass(frozen=True)
class Shown:
    """A mark as anyone may read it; ``lapses`` say why it is suspended."""

    mark: Mark
    standing: Standing
    tone: Tone
    lapses: list[str]
    authorisations: list[Authorisation]
    history: list[Moment]
    certificate: IssuedForm | None


def shown(mark: Mark) -> Shown:
    """What the public page of a mark of the register says, asked of the clock; four queries."""
    standing = Standing(mark.standing)  # type: ignore[attr-defined]  # annotated by register()
    lost = lapses_of(mark) if mark.state in VALID else [Lapse(code) for code in mark.lapsed]
    rows = mark.authorisations.select_related("edition", "certifier")
    form = IssuedForm.objects.filter(kind=CERTIFICATE.key, matters=mark.pk, file__isnull=False)
    return Shown(
        mark,
        standing,
        TONES[standing],
        [str(lapse.label) for lapse in lost] if standing == Standing.SUSPENDED else [],
        list(rows),
        _history(mark),
        form.order_by("-pk").first(),
    )


def _history(mark: Mark) -> list[Moment]:
    """The moves since the authorisation, the latest first, without people and reasons."""
    moves = [one for one in moves_of(mark) if one.to_state in KNOWN]
    return [Moment(one, str(mark.STATES[one.to_state].label)) for one in reversed(moves)]


def facts_of(mark: Mark, user: Any) -> list[tuple[str, Any]]:
    """What is applied for, with labels; the contact only for those with a part."""
    names = [name for name in REQUIRED if name not in (*APART, "title")]
    if has_part(mark, user):
        names += APART
    facts = [(field_label(mark, name), getattr(mark, name)) for name in names]
    return [(gettext("Product"), mark.title), *facts]
