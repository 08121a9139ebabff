"""Conditions of acceptance and of handing the comments on (认定 第五、十五、十六条)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from certification.acceptance import papers
from certification.acceptance.papers import FINDINGS, SCOPES, Group
from zsa_portal.regulations.rule import rule

if TYPE_CHECKING:
    from certification.facts import Recognition
    from zsa_portal.people.models import Expert


@rule("R15a")
def papers_and_field_are_in_order(recognition: Recognition) -> Iterable[str]:
    """The papers are complete and in form, the field high-tech, the technology core (第十五条)."""
    yield from _not_held(recognition, (papers.COMPLETENESS, papers.FIELD))


@rule("R15e")
def five_stages_are_shown(recognition: Recognition) -> Iterable[str]:
    """Each of the five stages shows work, who, period and the condition for the next (第十五条)."""
    yield from _not_held(recognition, papers.STAGES)


@rule("R15f")
def process_was_transparent(recognition: Recognition) -> Iterable[str]:
    """Every stage was open, fair, transparent, by consensus, and disputes are resolved (第十五条)."""
    yield from _not_held(recognition, (papers.TRANSPARENCY,))


@rule("R15g")
def standard_is_coordinated(recognition: Recognition) -> Iterable[str]:
    """By a third party's comparison it is not lower than national and industry standards (第十五条)."""
    yield from _not_held(recognition, (papers.COORDINATION,))
    found = recognition.acceptance
    if found is None:
        return
    if not found.issuer.strip():
        yield _("Name the third party that issued the comparison report.")
    if not found.comparison and not found.none_comparable:
        yield _("Fill in the table of comparison, or state that there is no comparable standard.")
    for row in found.comparison:
        if row["scope"] in papers.MUST_NOT_BE_BELOW and row["finding"] == "lower":
            yield _("Lower than %(scope)s %(number)s: %(indicator)s.") % {
                "scope": SCOPES[row["scope"]],
                "number": row["number"],
                "indicator": row["indicator"],
            }


@rule("R15c")
def points_are_named(recognition: Recognition) -> Iterable[str]:
    """Under at least one point of the checklist it is written what is missing (第十五条)."""
    if not lacking_points(recognition):
        yield _(
            "Write under at least one heading of the checklist what is missing; the body reads it."
        )


@rule("R15b")
def experts_have_answered(recognition: Recognition) -> Iterable[str]:
    """Every expert who was asked has answered, or was released (第十五条)."""
    for asked in recognition.experts_asked():
        if asked.at is None:
            yield _("%(expert)s has not answered yet.") % {"expert": asked.expert}


@rule("R05b")
def experts_have_no_interest(value: tuple[Recognition, Sequence[Expert]]) -> Iterable[str]:
    """Nobody is asked who has an interest in the standard or the body (第五条)."""
    recognition, experts = value
    eligible = recognition.experts_to_ask()
    for expert in experts:
        if expert not in eligible:
            yield _("%(expert)s has an interest in this standard or its body.") % {"expert": expert}


@rule("R16")
def comments_are_verified(recognition: Recognition) -> Iterable[str]:
    """Every public comment is verified and sorted, with what was found (第十六条)."""
    waiting = [one for one in recognition.comments() if not one.is_checked]
    for one in waiting:
        yield _("Comment %(reference)s is not verified and sorted yet.") % {
            "reference": one.reference
        }


def lacking_points(recognition: Recognition) -> list[tuple[Group, str]]:
    """The headings that do not hold and under which it is written why, with those words."""
    found = recognition.acceptance
    if found is None:
        return []
    return [
        (group, found.notes[group.key])
        for group in papers.CHECKLIST
        if found.notes.get(group.key, "").strip() and not _holds(found, group)
    ]


def finding(rows: Sequence[dict[str, str]]) -> str:
    """Whether the standard is higher than all those compared (手册 0.4): a finding, no condition."""
    if not rows:
        return ""
    below = [row for row in rows if row["finding"] != "higher"]
    if not below:
        return _("Higher than every standard it was compared with, as the manual (0.4) wants it.")
    named = "; ".join(f"{row['number']} ({FINDINGS[row['finding']]})" for row in below)
    return _("Not higher than: %(standards)s. The manual (0.4) wants it higher.") % {
        "standards": named
    }


def _holds(found: Any, group: Group) -> bool:
    return all(found.checks.get(point) for point in group.points)


def _not_held(recognition: Recognition, groups: Sequence[Group]) -> Iterable[str]:
    """The headings of which a point is not ticked."""
    found = recognition.acceptance
    for group in groups:
        left = [
            title
            for point, title in group.points.items()
            if found is None or not found.checks.get(point)
        ]
        if left:
            yield _("%(group)s: not confirmed: %(points)s.") % {
                "group": group.title,
                "points": "; ".join(map(str, left)),
            }
