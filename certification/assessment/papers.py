"""The panel's judgement and its papers (认定 第十、十六、十七条)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certification import roles
from certification.acceptance.papers import RECOGNITION_NOTICE
from certification.assessment.criteria import TABLE_1
from certification.papers import PARTIES, paper
from certification.states import S
from zsa_portal.ballots.kinds import BallotKind
from zsa_portal.ballots.sheets import Laid, Links, ScoreSheet
from zsa_portal.documents.access import share, withhold
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.levels import classify
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.queries import opinions_on
from zsa_portal.regulations.models import Settable
from zsa_portal.regulations.rule import Base, Threshold, provision
from zsa_portal.workflow.models import Level

PANEL_MAJORITY = Threshold(3, 4, of=Base.WHOLE_PANEL, rule="R17c")
PANEL_PARTIES = (roles.PANEL, roles.COUNCIL, roles.COUNCIL_SECRETARY)

JUDGING_DAYS = Settable(
    "certification.judging_days",
    10,
    gettext_lazy("How long a panel judges, in natural days"),
    gettext_lazy("Article 17 of the recognition rules names no time for a review."),
)
CHANGES_DAYS = Settable(
    "certification.changes_days",
    60,
    gettext_lazy("How long a body has for the changes that a panel asks for, in natural days"),
    gettext_lazy("Article 17 of the recognition rules names no time for the changes."),
)


def public_comments(recognition: Any) -> QuerySet[Opinion]:
    """The public comments that go before the panel, in the order they came in.

    Those that are not public go too: that they are not concerns their publication alone.
    """
    return opinions_on(recognition, RECOGNITION_NOTICE.code)


@provision("R17b", otherwise=())
def comments_before_panel(recognition: Any) -> list[Laid]:
    """Every public comment, on each of which every reviewer concludes (第十六、十七条)."""
    return [_laid(comment) for comment in public_comments(recognition)]


def _laid(comment: Opinion) -> Laid:
    label = _("Comment %(number)s (%(who)s)") % {
        "number": comment.number,
        "who": comment.publicly_from,
    }
    return f"comment-{comment.pk}", label, comment.text


def evidence_beside(recognition: Any) -> Mapping[str, Links]:
    """The evidence of each comment, beside the judgement on it; one query."""
    rows = public_comments(recognition).exclude(evidence=None)
    return {
        f"comment-{one.pk}": [(one.evidence_name, reverse("notices:evidence", args=[one.pk]))]
        for one in rows
    }


ASSESSMENT_SUMMARY = FormKind(
    key="certification.assessment_summary",
    title=gettext_lazy("Summary of the reviewers' opinions"),
    template="forms/certification/assessment_summary.html",
    prefix="RH",
    level=Level.RESTRICTED,
)
OPINION_SHEET = FormKind(
    key="certification.opinion_sheet",
    title=gettext_lazy("Reviewer's opinion sheet"),
    template="forms/certification/opinion_sheet.html",
    prefix="RY",
    level=Level.RESTRICTED,
)
REVIEW_REPORT = FormKind(
    key="certification.review_report",
    title=gettext_lazy("Report of the review by the panel"),
    template="forms/certification/review_report.html",
    prefix="RB",
    level=Level.RESTRICTED,
)
MEETING_MINUTES = FormKind(
    key="certification.meeting_minutes",
    title=gettext_lazy("Minutes of the panel's meeting"),
    template="forms/certification/meeting_minutes.html",
    prefix="RJ",
    level=Level.RESTRICTED,
)
FAILED_LETTER = FormKind(
    key="certification.failed_letter",
    title=gettext_lazy("Letter: the review was not passed"),
    template="forms/certification/failed_letter.html",
    prefix="RT",
    level=Level.RESTRICTED,
)
for _form in (ASSESSMENT_SUMMARY, OPINION_SHEET):
    share(_form.key, PANEL_PARTIES)
    withhold(_form.key)
share(MEETING_MINUTES.key, PANEL_PARTIES)
share(REVIEW_REPORT.key, PARTIES)
share(FAILED_LETTER.key, PARTIES)
for _form in (MEETING_MINUTES, ASSESSMENT_SUMMARY, OPINION_SHEET, REVIEW_REPORT):
    classify({_form.key: "standards.review_agenda_and_minutes"})

ASSESSMENT_BALLOT = BallotKind(
    "certification.assessment",
    gettext_lazy("Judgement of the panel"),
    threshold=PANEL_MAJORITY,
    form=ASSESSMENT_SUMMARY,
    sheet=ScoreSheet(
        items=TABLE_1,
        comments=comments_before_panel,
        verdict_reasons=True,
        comments_group=gettext_lazy("Public comments"),
        beside=evidence_beside,
        with_changes=True,
    ),
    choices=(("approve", gettext_lazy("Passes")), ("disapprove", gettext_lazy("Does not pass"))),
    page="ballots:judge",
)

MEETING_PAPER = "certification.meeting_paper"
REVISED_TEXT = "certification.revised_text"
classify(
    {
        MEETING_PAPER: "standards.recognition_material",
        REVISED_TEXT: "standards.standard_texts",
    }
)
paper(
    MEETING_PAPER,
    gettext_lazy("Paper for the panel"),
    by=(roles.SECRETARIAT,),
    states=(S.PANEL_READY, S.MEETING, S.BALLOT),
    readers=PANEL_PARTIES,
    many=True,
)
paper(
    REVISED_TEXT,
    gettext_lazy("Text of the standard with the changes"),
    by=(roles.APPLICANT,),
    states=(S.CHANGES,),
)
