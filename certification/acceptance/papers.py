"""What acceptance checks, its official papers, and the public notice (认定 第十五、十六条)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.applications import papers as applied
from certification.states import S
from zsa_portal.documents.access import make_public, share
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.kinds import chinese
from zsa_portal.documents.levels import classify
from zsa_portal.notices.kinds import NoticeKind
from zsa_portal.people.fields import TechnicalField
from zsa_portal.regulations.models import OpenDays, Settable
from zsa_portal.workflow.machine import Phase, Text
from zsa_portal.workflow.models import Level

NOTICE_LENGTH = Settable(
    "certification.notice_days",
    15,
    _("Public notice of recognition, natural days"),
    _("第十五条 speaks of the given time for comments and names no length."),
)
NOTICE_PAPER = FormKind(
    key="certification.public_notice",
    title=_("Public notice of recognition"),
    template="forms/recognition_notice.html",
    level=Level.PUBLIC,
)
make_public(NOTICE_PAPER.key, Phase.NOTICE, Phase.PUBLISHED)
classify({NOTICE_PAPER.key: "standards.review_notices"})


def listed(recognition: Any) -> str:
    """What the list of standards on notice says of one: its number, its field and branch (第十五条).

    A draft may have no field yet; the step, asked afterwards, refuses it.
    """
    field = chinese(TechnicalField(recognition.field).label) if recognition.field else ""
    return f"{recognition.source_number}\n{field} · {recognition.sub_field}"


RECOGNITION_NOTICE = NoticeKind(
    "certification.recognition_notice",
    _("Public notice of recognition"),
    period=OpenDays(NOTICE_LENGTH, rule="R15d"),
    form=NOTICE_PAPER,
    opinion_label=_("Public comment"),
    roles=(roles.SECRETARIAT,),
    evidence_rule="R15d",
    answer_states=(S.NOTICE, S.NOTICE_CLOSED),
    open_states=(S.NOTICE,),
    summary=listed,
    papers=(NOTICE_PAPER.key,),
    readers=(roles.PANEL,),
)

ACCEPTANCE_FORM = FormKind(
    key="certification.acceptance_form",
    title=_("Record of the acceptance check (受理审查表)"),
    template="forms/recognition_acceptance.html",
    prefix="SL",
    level=Level.RESTRICTED,
)
COMMENT_DIGEST = FormKind(
    key="certification.comment_digest",
    title=_("Digest of the public comments (公众评议汇总)"),
    template="forms/recognition_comments.html",
    prefix="PY",
    level=Level.RESTRICTED,
    landscape=True,
)
share(ACCEPTANCE_FORM.key, (roles.PANEL,))
share(COMMENT_DIGEST.key, (roles.PANEL,))


@dataclass(frozen=True)
class Group:
    """One heading of the checklist with its points; ``papers`` are the kinds that show them."""

    key: str
    title: Text
    rule: str
    points: Mapping[str, Text]
    papers: tuple[str, ...] = ()


WORK = _("The papers show the work of the stage")
WHO = _("The papers show who did it")
WHEN = _("The papers show the period")
NEXT = _("The condition for the next stage was met")


def _stage(key: str, title: Text, *, last: bool = False) -> Group:
    """One of the five stages; nothing follows the last."""
    points = {f"{key}.work": WORK, f"{key}.who": WHO, f"{key}.period": WHEN}
    if not last:
        points[f"{key}.next"] = NEXT
    return Group(key, title, "R15e", points, (applied.STAGES[key][0],))


COMPLETENESS = Group(
    "completeness",
    _("Completeness and format"),
    "R15a",
    {
        "completeness.body": _("The body's own rules and papers are there"),
        "completeness.papers": _("The papers of the standard are complete"),
        "completeness.format": _("Form and format are in order"),
    },
    (applied.TEXT, applied.OWN_RULES, applied.CHARTER, applied.LEGAL_PROOF, applied.TEST_REPORT),
)
STAGES = (
    _stage("project", _("Procedure: project (立项)")),
    _stage("drafting", _("Procedure: drafting (起草)")),
    _stage("consultation", _("Procedure: consultation (征求意见)")),
    _stage("review", _("Procedure: review (审查)")),
    _stage("publication", _("Procedure: publication (发布)"), last=True),
)
TRANSPARENCY = Group(
    "transparency",
    _("Transparency"),
    "R15f",
    {
        "transparency.open": _("Every stage was open"),
        "transparency.fair": _("Every stage was fair"),
        "transparency.visible": _("Every stage was transparent"),
        "transparency.consensus": _("Decisions were taken by consensus"),
        "transparency.trade": _("Trade and exchange are furthered"),
        "transparency.disputes": _(
            "No major disagreement is left, or disputes and objections were resolved by consensus"
        ),
    },
    (applied.COMPLAINTS,),
)
COORDINATION = Group(
    "coordination",
    _("Coordination with other standards"),
    "R15g",
    {
        "coordination.third_party": _(
            "The comparison report was issued by a professional body that is a third party"
        ),
        "coordination.not_lower": _(
            "The technical requirements are not lower than national and industry standards"
        ),
        "coordination.consistent": _("The contents are consistent"),
        "coordination.cited": _("The standards cited are in force"),
    },
    (applied.COMPARISON,),
)
FIELD = Group(
    "field",
    _("Field and core technology"),
    "R15a",
    {
        "field.high": _("The field of the standard is one of high technology"),
        "field.core": _("The standard rests on a core technology or product"),
    },
    (applied.TEXT,),
)
CHECKLIST = (COMPLETENESS, *STAGES, TRANSPARENCY, COORDINATION, FIELD)
"""The points of 第十五条（一） in order."""
POINTS = {point: title for group in CHECKLIST for point, title in group.points.items()}
SCOPES = {
    "national": _("National standard"),
    "industry": _("Industry standard"),
    "local": _("Local standard"),
    "group": _("Other group standard"),
}
MUST_NOT_BE_BELOW = ("national", "industry")
FINDINGS = {"higher": _("Higher"), "equal": _("Equal"), "lower": _("Lower")}
TOPICS = {
    "technical": _("Technical content"),
    "procedure": _("Procedure of the standard"),
    "rights": _("Patents and other rights"),
    "coordination": _("Coordination with other standards"),
    "interest": _("Interests"),
    "other": _("Other matters"),
}
VERDICTS = {"verified": _("Verified as true"), "not_verified": _("Could not be verified")}
