"""Conditions of approval and publication (制定 第二十五至三十四条)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from standards.publication.papers import (
    APPROVAL_DOSSIER,
    LICENCE_PAPER,
    OVERVIEW,
    PUBLICATION,
)
from zsa_portal.ballots.decisions import APPROVED, COUNCIL
from zsa_portal.catalogue.announcements import ANNOUNCEMENT_FORM
from zsa_portal.catalogue.covers import TEXT
from zsa_portal.documents.dossiers import unmade_sentence
from zsa_portal.documents.holding import counting
from zsa_portal.documents.models import IssuedForm
from zsa_portal.engagements.queries import awaiting_replacement, live_among
from zsa_portal.people.models import OrganisationPerson
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import condition, missing_title, rule
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.wording import field_label

if TYPE_CHECKING:
    from standards.facts import Project
    from standards.publication.records import PatentDisclosure, PatentStatement
    from zsa_portal.engagements.models import Engagement, EngagementQuerySet
    from zsa_portal.people.models import Expert

PASS, PASS_WITH_CHANGES, FAIL = "pass", "pass_with_changes", "fail"
EXPERT_AUDIT = "standards.expert_audit"
CHINESE, ENGLISH = "zh", "en"
COVER = (
    "title",
    "title_en",
    "ics",
    "ccs",
    "proposer",
    "drafting_units",
    "principal_drafters",
    "abstract",
)


@counting(APPROVAL_DOSSIER)
@rule("F25")
def approval_dossier_is_complete(project: Project) -> Iterable[str]:
    """The approval dossier has every paper the article names (第二十五条)."""
    yield from APPROVAL_DOSSIER.missing(project)


@rule("F25")
def overview_is_settled(project: Project) -> Iterable[str]:
    """The overview (附件6) is there, or it is said why it does not apply (第二十五条, 适用时)."""
    rows = APPROVAL_DOSSIER.rows_on_page(project)
    there = any(row.found for row in rows if row.paper.kind == OVERVIEW)
    if not there and not project.overview_waiver.strip():
        yield _(
            "Say whether annex 6 (overview of the project) applies: add it, or say why it does not."
        )


def disclosures_of(project: Project) -> list[PatentDisclosure]:
    """The essential patents recorded; one query, once an object."""
    rows = project.patent_disclosures.select_related("paper__document", "disclosed_by")
    return remembered(project, "patent_disclosures", lambda: list(rows))


def statement_of(project: Project) -> PatentStatement | None:
    """The latest statement that no essential patent is known; one query, once an object."""
    rows = project.patent_statements.select_related("by")
    found: PatentStatement | None = remembered(project, "patent_statement", rows.first)
    return found


def audits_read(engagements: Any) -> EngagementQuerySet:
    """Of engagements, the audits with their experts and recusals, the latest round first."""
    rows: EngagementQuerySet = engagements.filter(kind=EXPERT_AUDIT).with_recusals()
    return rows.select_related("expert", "user", "replaces__expert")


def audits_of(project: Project) -> list[Engagement]:
    """Every audit of a project, the present round first; one query, once an object."""
    return remembered(project, "audits", lambda: list(audits_read(project.engagements)))


def live_audits(project: Project) -> list[Engagement]:
    """The audits of the present round whose expert was not released and is not recused."""
    return live_among(audits_of(project))


@counting(LICENCE_PAPER)
@rule("F26")
def patents_are_settled(project: Project) -> Iterable[str]:
    """Essential patents are disclosed with a licensing declaration, or none are known (第二十六条).

    A proposal that says patents are involved is not answered by the statement that none is known.
    """
    disclosures = disclosures_of(project)
    if not disclosures and project.patents:
        yield _(
            "The proposal says that patents are involved; record each of them. One that proved not "
            "to be essential is recorded as such, with the reason."
        )
    elif not disclosures and statement_of(project) is None:
        yield _(
            "Neither an essential patent nor the statement that none is known is "
            "recorded with the project."
        )
    for disclosure in disclosures:
        yield from _unsettled(disclosure)


def _unsettled(disclosure: PatentDisclosure) -> Iterable[str]:
    """What is missing of one patent: the declaration, its signed paper, or how it was handled."""
    patent, licence = {"patent": disclosure.patent_number}, disclosure.Licence
    handled = bool(disclosure.handling.strip())
    if not disclosure.licence:
        yield _("The licensing declaration for patent %(patent)s is missing.") % patent
    elif disclosure.licence in (licence.FREE, licence.FEE) and not disclosure.is_signed:
        yield (
            _(
                "The signed declaration for patent %(patent)s is missing; a licence counts only with "
                "it. Upload it with the record of the patent."
            )
            % patent
        )
    elif disclosure.licence == licence.REFUSED and not handled:
        yield _("The holder does not license patent %(patent)s; say how this was handled.") % patent
    elif disclosure.licence == licence.NOT_ESSENTIAL and not handled:
        yield _("Say why patent %(patent)s is not essential to the standard.") % patent


@rule("F28")
def reasons_are_given(reason: str) -> Iterable[str]:
    """A dossier that fails the check goes back with reasons (第二十八条)."""
    if not reason.strip():
        yield missing_title(_("The reason"))


@rule("F28")
def experts_are_named(experts: Sequence[Expert]) -> Iterable[str]:
    """The secretariat organises experts: at least one, each with an account (第二十八条)."""
    if not experts:
        yield _("Choose at least one expert.")
    for expert in experts:
        if expert.user_id is None:
            yield _("%(expert)s has no account to audit with; invite the expert first.") % {
                "expert": expert
            }


def people_of_units(units: Iterable[str]) -> set[int]:
    """Keys of the users who act today for organisations of these names."""
    people = OrganisationPerson.objects.current().filter(organisation__name__in=list(units))
    return set(people.values_list("user", flat=True))


@rule("F28")
def experts_are_impartial(choice: tuple[Project, Sequence[Expert]]) -> Iterable[str]:
    """No expert audits a standard of the own organisation or group, or after a recusal (第二十八条).

    ``choice`` is (project, experts).
    """
    project, experts = choice
    units = set(project.drafting_unit_names())
    drafters = set(project.drafter_ids()) | people_of_units(units)
    recused = set(project.recusals.filter(lifted_at__isnull=True).values_list("user", flat=True))
    for expert in experts:
        own = {expert.employer, expert.organisation.name if expert.organisation else ""} - {""}
        if own & units or expert.user_id in drafters:
            yield _("%(expert)s belongs to a drafting organisation and takes no part.") % {
                "expert": expert
            }
        elif expert.user_id in recused:
            yield _("%(expert)s is recused in this matter.") % {"expert": expert}


@rule("F28")
def opinion_is_not_given(audit: Engagement) -> Iterable[str]:
    """Only an expert who gave no opinion is released; every opinion given counts (第二十八条)."""
    if audit.at is not None:
        yield _("%(expert)s has given an opinion and is not released.") % {"expert": audit.expert}


@rule("F28")
def every_expert_has_answered(project: Project) -> Iterable[str]:
    """Every expert engaged gave an opinion (第二十八条)."""
    audits = live_audits(project)
    if not audits:
        yield _("No expert is engaged.")
        return
    for audit in awaiting_replacement(audits_of(project)):
        yield _(
            "%(expert)s gave an opinion and was then recused by somebody else; engage another expert "
            "in place and wait for the new opinion."
        ) % {"expert": audit.expert}
    for audit in audits:
        if audit.at is None:
            yield _("The opinion of %(expert)s is missing.") % {"expert": audit.expert}


@rule("F28")
def no_expert_refuses(project: Project) -> Iterable[str]:
    """No expert engaged found that the dossier fails (第二十八条)."""
    for audit in live_audits(project):
        if audit.conclusion == FAIL:
            yield _("%(expert)s found that the dossier does not pass; return it with reasons.") % {
                "expert": audit.expert
            }


@rule("F28")
def changes_are_handled(choice: tuple[Project, str]) -> Iterable[str]:
    """It is said how changes asked for were made. ``choice`` is (project, handling) (第二十八条)."""
    project, handling = choice
    asked = [audit for audit in live_audits(project) if audit.conclusion == PASS_WITH_CHANGES]
    if asked and not handling.strip():
        yield _("Say how the changes asked for by the experts were handled.")


council_has_approved = PUBLICATION.approved(
    "F06a", "The council, which alone approves publication, approved it (第六、二十八、二十九条)."
)
council_has_refused = PUBLICATION.refused("The council refused publication.")


@rule("F29")
def approval_is_on_record(project: Project) -> Iterable[str]:
    """Only a standard that the council approved is numbered (第二十九条)."""
    decision = project.approval_decision
    if decision is None or decision.outcome != APPROVED:
        yield str(COUNCIL.not_approved)


@rule("F29")
def official_document_confirms(project: Project) -> Iterable[str]:
    """An official document confirms the number (第二十九条)."""
    rows = IssuedForm.objects.filter(kind=ANNOUNCEMENT_FORM.key, matters=project.pk)
    state = rows.order_by("-pk").values_list("state", flat=True).first()
    title = _("The official document that confirms the number")
    if state is None:
        yield missing_title(title)
    elif state != IssuedForm.State.READY:
        yield unmade_sentence(title, state)


@condition
def publication_day_is_reached(project: Project) -> Iterable[str]:
    """A standard is published on its publication date, not before."""
    edition = project.edition
    if edition is None or edition.published_on > clock.today():
        yield _("The publication date is not reached yet.")


@counting(TEXT)
@rule("F31")
def texts_are_there(project: Project) -> Iterable[str]:
    """A standard is published in Chinese and English (第三十一条)."""
    edition = project.edition
    languages = {text.language for text in edition.texts.all()} if edition else set()
    if CHINESE not in languages:
        yield missing_title(_("The Chinese text"))
    if ENGLISH not in languages:
        yield missing_title(_("The English text"))


@condition
def cover_is_complete(project: Project) -> Iterable[str]:
    """The cover and the public page have all they show."""
    edition = project.edition
    if edition is None:
        yield missing_title(_("The standard's number"))
        return
    for name in COVER:
        if not getattr(edition, name).strip():
            yield missing_title(field_label(edition, name))
