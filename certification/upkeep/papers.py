"""Periods, papers, official forms and the decision of the upkeep (认定 第二十至二十六条)."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.papers import PARTIES
from certification.upkeep.states import WRITING, U
from zsa_portal.ballots.decisions import COUNCIL, DecisionKind
from zsa_portal.ballots.kinds import BallotKind
from zsa_portal.ballots.papers import BALLOT_RESULT
from zsa_portal.documents import access
from zsa_portal.documents.access import PaperKind, declare, make_public, share
from zsa_portal.documents.dossiers import Dossier, Paper
from zsa_portal.documents.kinds import FormKind
from zsa_portal.documents.levels import classify
from zsa_portal.regulations.models import Settable
from zsa_portal.regulations.rule import Base, Every, Threshold
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.rounds import since_return

RECHECK, REEXAMINATION, REVISION = "recheck", "reexamination", "revision"
"""The kinds of matter."""
KEPT_IN_VIEW = ("later:review", "later:changes", "later:overview", "papers")
"""What stands beside a form while something is decided on what was reviewed or sent in."""

EVERY_YEAR = Every(years=1, rule="R20")
EVERY_THREE_YEARS = Every(years=3, rule="R24")
PANEL_MAJORITY = Threshold(3, 4, of=Base.WHOLE_PANEL, rule="R25")
"""第二十五条 takes the panel from chapter four and names no majority; that of 第十七条 is used."""

NOT_SAID = _("The recognition rules do not say how long this takes.")
RECHECK_OPENS = Settable(
    "upkeep.recheck_opens",
    60,
    _("Natural days before its day on which a yearly re-check is opened"),
    NOT_SAID,
)
REEXAMINATION_OPENS = Settable(
    "upkeep.reexamination_opens",
    120,
    _("Natural days before its day on which a re-examination is opened"),
    NOT_SAID,
)
RECHECK_DAYS = Settable(
    "upkeep.recheck_material",
    20,
    _("Natural days in which a body submits the material of a re-check"),
    NOT_SAID,
)
REEXAMINATION_DAYS = Settable(
    "upkeep.reexamination_material",
    30,
    _("Natural days in which a body submits the material of a re-examination"),
    NOT_SAID,
)
REVISION_DAYS = Settable(
    "upkeep.revision_material",
    180,
    _("Natural days in which a body submits a revised text"),
    NOT_SAID,
)
RETURN_DAYS = Settable(
    "upkeep.returned_material",
    15,
    _("Natural days in which a body completes material that came back"),
    NOT_SAID,
)
FEWEST_REVIEWERS = Settable(
    "upkeep.fewest_reviewers",
    3,
    _("Fewest experts who review by letter"),
    _("Articles 21 and 23 of the recognition rules do not say how many experts answer."),
)

RECHECK_REPORT = "certification.recheck_report"
RECHECK_OTHER = "certification.recheck_other"
REEXAMINATION_REPORT = "certification.reexamination_report"
REEXAMINATION_OTHER = "certification.reexamination_other"
REVISED_TEXT = "certification.revision_text"
REVISION_OTHER = "certification.revision_other"
VISIT_PHOTO = "certification.visit_photo"
READERS = (*PARTIES, roles.EXPERT)


def _written(of: str, kind: str, title: object, *, many: bool = False) -> None:
    paper = partial(access.paper, readers=READERS, by=(roles.APPLICANT,), states=WRITING)
    paper(kind, title, of=of, many=many)  # type: ignore[arg-type]


_written(RECHECK, RECHECK_REPORT, _("Report on the advancedness of the standard"))
_written(RECHECK, RECHECK_OTHER, _("Other material of the re-check"), many=True)
_written(REEXAMINATION, REEXAMINATION_REPORT, _("Report of the body on its standard"))
_written(REEXAMINATION, REEXAMINATION_OTHER, _("Other material of the re-examination"), many=True)
_written(REVISION, REVISED_TEXT, _("Revised text of the standard"))
_written(REVISION, REVISION_OTHER, _("Other material of the revision"), many=True)
declare(
    PaperKind(
        VISIT_PHOTO,
        _("Photograph of the visit"),
        roles=(roles.SECRETARIAT,),
        states=(U.PANEL,),
        level=Level.RESTRICTED,
        readers=READERS,
        matters=(REEXAMINATION,),
        many=True,
        accept=(".jpg", ".jpeg", ".png"),
    )
)

in_this_round = since_return(U.MATERIAL, U.REVIEWERS, U.LETTERS)
"""Revised texts that came back are submitted anew."""
RECHECK_MATERIAL = Dossier(
    "certification.recheck_material",
    _("Material of the re-check (第二十一条)"),
    rule="R21",
    papers=(
        Paper(RECHECK_REPORT, _("Report on the advancedness of the standard")),
        Paper(RECHECK_OTHER, _("Other material of the re-check"), required=False),
    ),
    states=(*WRITING, U.REVIEWERS, U.LETTERS),
    matters=(RECHECK,),
)
REEXAMINATION_MATERIAL = Dossier(
    "certification.reexamination_material",
    _("Material of the re-examination (第二十六条)"),
    rule="R26",
    papers=(
        Paper(REEXAMINATION_REPORT, _("Report of the body on its standard")),
        Paper(REEXAMINATION_OTHER, _("Other material of the re-examination"), required=False),
    ),
    states=(*WRITING, U.REVIEWERS, U.PANEL, U.BALLOT),
    matters=(REEXAMINATION,),
)
REVISION_MATERIAL = Dossier(
    "certification.revision_material",
    _("Material of the revision (第二十三条)"),
    rule="R23",
    papers=(
        Paper(REVISED_TEXT, _("Revised text of the standard")),
        Paper(REVISION_OTHER, _("Other material of the revision"), required=False),
    ),
    states=(*WRITING, U.REVIEWERS, U.LETTERS),
    matters=(REVISION,),
    since=in_this_round,
)


def _form(key: str, title: object, template: str, prefix: str = "") -> FormKind:
    kind = FormKind(
        f"certification.{key}",
        title,  # type: ignore[arg-type]
        f"forms/{template}.html",
        prefix=prefix,
        level=Level.RESTRICTED,
    )
    share(kind.key, PARTIES)
    return kind


RECHECK_NOTICE = _form("recheck_notice", _("Notice of the re-check"), "upkeep_notice", "FH")
REEXAMINATION_NOTICE = _form(
    "reexamination_notice", _("Notice of the re-examination"), "upkeep_notice", "FS"
)
CONCLUSION_LETTER = _form(
    "conclusion_letter", _("Notification of the conclusion"), "upkeep_letter", "JL"
)
REVIEW_REPORT = _form("upkeep_report", _("Review report"), "upkeep_report")
VISIT_RECORD = _form("visit_record", _("Record of the visit on site"), "upkeep_visit")
COMPARISON = _form(
    "revision_comparison", _("Comparison table of the revision"), "upkeep_comparison"
)
share(COMPARISON.key, (roles.EXPERT,))
share(VISIT_RECORD.key, (roles.EXPERT,))
classify(
    {
        REVISED_TEXT: "standards.standard_texts",
        COMPARISON.key: "standards.recognition_material",
    }
)
CONCLUSION_ANNOUNCEMENT = FormKind(
    "certification.conclusion_announcement",
    _("Announcement of conclusions"),
    "forms/upkeep_announcement.html",
    prefix="JLGG",
    level=Level.PUBLIC,
)
make_public(CONCLUSION_ANNOUNCEMENT.key, Phase.PUBLISHED)
classify({CONCLUSION_ANNOUNCEMENT.key: "general_management.official_documents"})

CONCLUSION = DecisionKind(
    "certification.conclusion", _("Conclusion on a recognised standard"), COUNCIL, "R21"
)
REEXAMINATION_BALLOT = BallotKind(
    "certification.reexamination",
    _("Judgement of the re-examination panel"),
    threshold=PANEL_MAJORITY,
    form=BALLOT_RESULT,
)
