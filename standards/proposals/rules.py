"""Conditions of the proposal and its policy review (制定 第五、八、九条)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.catalogue.numbering import edition_of
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.queries import is_member
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import condition, missing_title, rule
from zsa_portal.ui import official
from zsa_portal.ui.listing import labelled
from zsa_portal.workflow.wording import field_label

if TYPE_CHECKING:
    from standards.facts import Project

POLICY_CHECKS = {
    "law": gettext_lazy("Complies with laws, regulations and national policy"),
    "mandatory": gettext_lazy("Not below mandatory standards"),
    "field": gettext_lazy("Lies in one of the nine technical fields, or supports one"),
    "core_technology": gettext_lazy("Rests on own research and development"),
    "no_duplicate": gettext_lazy("Does not duplicate a standard in force or in preparation"),
}

REQUIRED = (
    "title",
    "title_en",
    "leader",
    "leader_phone",
    "contact_person",
    "contact_phone",
    "contact_email",
    "contact_address",
    "participants",
    "adopters",
    "planned_start",
    "planned_end",
    "justification",
    "scope",
    "related_standards",
    "safeguards",
)


OFFICIAL = {
    "leader_phone": official.phone,
    "contact_phone": official.phone,
    "ics": official.ics,
    "ccs": official.ccs,
}
"""The fields that have one spelling in official forms, with what checks them."""


@rule("F05")
def field_is_named(project: Project) -> Iterable[str]:
    """The proposal names one of the nine technical fields and a sub-field (第五条)."""
    if project.field not in TechnicalField.values:
        yield _("Name one of the nine technical fields.")
    if not project.sub_field.strip():
        yield missing_title(_("The sub-field"))


@rule("F08a")
def applicant_is_member(project: Project) -> Iterable[str]:
    """The applicant is a member of the association on this day (第八条)."""
    if not is_member(project.applicant):
        yield _(
            "%(organisation)s is not a member of the association today; only members may "
            "propose a standard."
        ) % {"organisation": project.applicant}


@condition
def proposal_is_complete(project: Project) -> Iterable[str]:
    """Every required field of the 项目建议书 is filled in and they agree (附件2)."""
    for name in REQUIRED:
        value = getattr(project, name)
        if value is None or not str(value).strip():
            yield missing_title(field_label(project, name))
    if project.patents is None:
        yield _("Say whether patents are involved.")
    if project.patents and not project.patents_note.strip():
        yield missing_title(field_label(project, "patents_note"))
    if project.purpose == project.Purpose.REVISION:
        yield from _unknown_to_the_catalogue(project.revised_standard.strip())
    yield from _times_that_cannot_be(project)
    for name, check in OFFICIAL.items():
        for sentence in official.fault(check, getattr(project, name)):
            yield labelled(field_label(project, name), sentence)


def _times_that_cannot_be(project: Project) -> Iterable[str]:
    """What is wrong with the planned time."""
    starts, ends = project.planned_start, project.planned_end
    if starts and ends and ends <= starts:
        yield _("The planned end lies after the planned start.")
    elif ends and ends < clock.today():
        yield _("The planned end cannot lie in the past.")
    elif starts and starts < clock.today():
        yield _("The planned start cannot lie in the past.")


def _unknown_to_the_catalogue(number: str) -> Iterable[str]:
    """What is wrong with the number of the standard that a revision revises."""
    edition = edition_of(number)
    if not number:
        yield _("A revision names the standard it revises.")
    elif edition is None or edition.status != edition.Status.CURRENT:
        yield _("%(number)s is no standard in force; write the number as the catalogue has it.") % {
            "number": number
        }


@rule("F09")
def policy_review_is_passed(project: Project) -> Iterable[str]:
    """The proposal as last submitted passed its policy-compliance review (第九条)."""
    last = project.policy_reviews.first()
    submitted = project.submitted_at
    if last is None or submitted is None or not last.passed or last.at < submitted:
        yield _("The policy-compliance review is not passed.")


@rule("F09")
def every_point_holds(checks: Iterable[str]) -> Iterable[str]:
    """A pass says of every point of the review that it holds."""
    for point in POLICY_CHECKS.keys() - set(checks):
        yield _("Not confirmed: %(point)s.") % {"point": POLICY_CHECKS[point]}


@rule("F09")
def reasons_are_given(reason: str) -> Iterable[str]:
    """A failed review goes back with reasons (第九条)."""
    if not reason.strip():
        yield missing_title(_("The reason"))
