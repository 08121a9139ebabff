"""What follows of a conclusion once it is public (第二十一至二十三、二十六条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.upkeep.conclusions import Conclusion, Ground
from certification.upkeep.papers import RECHECK, REEXAMINATION, REVISION, REVISION_DAYS
from certification.upkeep.records import Upkeep
from certification.upkeep.states import CLOSABLE, RUNNING
from zsa_portal.catalogue.editions import (
    Described,
    Source,
    edition_open,
    edition_publish,
    edition_revoke,
)
from zsa_portal.people.models import DepartmentCode, Party
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import provision
from zsa_portal.workflow.log import record
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.perform import find, held, perform, touched
from zsa_portal.workflow.settle import begin
from zsa_portal.workflow.wording import word

if TYPE_CHECKING:
    from certification.upkeep.facts import Kept
    from zsa_portal.catalogue.models import Announcement, Edition, Standard
    from zsa_portal.people.models import Organisation

KINDS = (RECHECK, REEXAMINATION, REVISION)
word(edition_replaced=_("Goes on about the edition that replaced the one before"))


def machine_of(kind: str) -> Any:
    """The class of one of the three procedures, whose columns the steps do not know."""
    return MACHINES[kind]


def of_conclusion(matter: Kept, by: Any) -> None:
    """Do what a re-check or re-examination concluded; inside the step that publishes it."""
    EFFECTS[matter.conclusion](matter, by)


def _continue(matter: Kept, by: Any) -> None:
    """The standard stays as it is."""


@provision("R22", otherwise=None)
def ground_to_revise(conclusion: str) -> Ground | None:
    """The ground on which a conclusion makes a revision due (第二十二条(一)); None for others."""
    return Ground.CONCLUSION if conclusion == Conclusion.REVISE else None


def _revise(matter: Kept, by: Any) -> None:
    """A revision is due; one that runs already takes the conclusion in."""
    ground = ground_to_revise(matter.conclusion)
    if ground is not None and running(matter.standard, REVISION) is None:
        reason = f"{matter.kind_label}: {matter.grounds}"
        revision_begin(matter.edition, ground, reason, by=by)


def _revoke(matter: Kept, by: Any) -> None:
    """The recognition ends today; what else is open about the standard is closed (第二十一、二十六条)."""
    matter.edition = edition_revoke(matter.edition, on=clock.today(), reason=matter.grounds)
    close_the_others(matter)


EFFECTS: dict[str, Callable[[Kept, Any], None]] = {
    Conclusion.CONTINUE: _continue,
    Conclusion.REVISE: _revise,
    Conclusion.REVOKE: _revoke,
}


def running(standard: Standard, kind: str) -> Any:
    """The procedure of that kind that runs about a standard, the latest; None where none does."""
    rows = machine_of(kind).objects.filter(standard=standard, state__in=RUNNING)
    return rows.order_by("-pk").first()


def close_the_others(matter: Kept) -> None:
    """Close whatever else is open about the standard of a matter; a ballot that runs ends first."""
    for kind in KINDS:
        rows = machine_of(kind).objects.filter(standard=matter.standard_id, state__in=CLOSABLE)
        for other in rows.exclude(pk=matter.pk).order_by("pk"):
            perform(_closing(other), by=None)


def _closing(matter: Any) -> Any:
    """The step by which a matter is closed from its present state."""
    names = ("close_what_is_over", "close_letter_review", "close_panel_review")
    return next(getattr(matter, name) for name in names if find(matter, name))


def parties_of(body: Party, owner: Party) -> list[tuple[Any, Party]]:
    """Who plays a part from the start: the body of the standard and the secretariat."""
    return [(roles.APPLICANT, body), (roles.SECRETARIAT, owner)]


def opened(kind: str, edition: Edition, **fields: Any) -> Any:
    """A procedure about an edition, not begun yet; ``fields`` are its own."""
    body: Organisation | None = edition.source_body
    return machine_of(kind)(
        applicant=body,
        title=edition.title,
        title_en=edition.title_en,
        number=edition.number,
        standard=edition.standard,
        edition=edition,
        field=edition.standard.field,
        **fields,
    )


def revision_begin(edition: Edition, ground: str, reason: str, *, by: Any) -> Any:
    """Begin the revision of an edition in force by its body, inside the caller's transaction."""
    return upkeep_begin(
        REVISION,
        edition,
        by=by,
        days=int(REVISION_DAYS.value()),
        ground=ground,
        reason_opened=reason,
    )


def upkeep_begin(kind: str, edition: Edition, *, by: Any, days: int, **fields: Any) -> Any:
    """Begin one procedure about an edition; the body has ``days`` natural days for its material."""
    owner = department(DepartmentCode.STANDARDS)
    matter = opened(kind, edition, owner=owner, material_due_on=day_after(days), **fields)
    body = Party.of(edition.source_body)  # type: ignore[arg-type]  # a recognised standard has one
    begin(matter, by=by, parties=parties_of(body, Party.of(owner)))
    return matter


def day_after(days: int) -> dt.date:
    """The last of so many natural days after today."""
    return clock.today() + dt.timedelta(days=days)


def new_edition(revision: Any, announcement: Announcement) -> Edition:
    """The revised standard in force in place of the edition before it (第二十三条).

    What else runs about the standard goes on about the new edition. Raises RuleUnmet("F30") for a
    second edition in one year.
    """
    before: Edition = revision.edition
    made = edition_open(
        kind=before.meaning,
        matter=revision,
        announcement=announcement,
        described=Described(
            title=revision.title,
            title_en=before.title_en,
            ics=before.ics,
            ccs=before.ccs,
            proposer=before.proposer,
            drafting_units=before.drafting_units,
            principal_drafters=before.principal_drafters,
            abstract=before.abstract,
            abstract_en=before.abstract_en,
        ),
        to=before,
        source=Source(before.source_body, revision.source_number),  # type: ignore[arg-type]
    )
    edition_publish(made)
    Upkeep.objects.filter(standard=before.standard_id).update(edition=made)
    _go_on_about(made, revision)
    return made


def _go_on_about(edition: Edition, revision: Any) -> None:
    for kind in KINDS:
        rows = machine_of(kind).objects.filter(standard=edition.standard_id, state__in=RUNNING)
        for other in rows.exclude(pk=revision.pk).order_by("pk"):
            with held(other) as fresh:
                fresh.edition, fresh.number = edition, edition.number
                fresh.save(update_fields=["edition", "number"])
                touched(fresh)
                values = {"edition": edition.number}
                record(fresh, by=None, step="edition_replaced", values=values)
