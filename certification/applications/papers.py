"""The papers of an application (认定 第七、十四条) and the official 中关村标准认定申请表."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.papers import PARTIES, paper
from certification.parties import acts_for_applicant
from certification.states import S
from zsa_portal.documents.access import share
from zsa_portal.documents.dossiers import Dossier, Paper
from zsa_portal.documents.filed import FiledKind
from zsa_portal.documents.forms import FormKind
from zsa_portal.documents.kinds import chinese
from zsa_portal.documents.levels import classify
from zsa_portal.documents.word import WordTemplate
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.models import DepartmentCode
from zsa_portal.workflow.models import Level

if TYPE_CHECKING:
    from certification.facts import Recognition

APPLYING = (S.DRAFT, S.RETURNED)
"""The states in which the application is its body's to write."""
SECRETARIAT = DepartmentCode.STANDARDS

TEXT = "certification.standard_text"
TEST_REPORT = "certification.test_report"
DISCLOSURE = "certification.patent_disclosure"
LICENCE = "certification.patent_licence"
PATENT_LIST = "certification.patent_list"
COMPLAINTS = "certification.complaint_handling"
COMPARISON = "certification.comparison_report"
ATTACHMENT = "certification.application_attachment"
STAGES = {
    "project": ("certification.stage_project", _("Project (立项): papers of the stage")),
    "drafting": ("certification.stage_drafting", _("Drafting (起草): papers of the stage")),
    "consultation": (
        "certification.stage_consultation",
        _("Consultation (征求意见): papers of the stage"),
    ),
    "review": ("certification.stage_review", _("Review (审查): papers of the stage")),
    "publication": (
        "certification.stage_publication",
        _("Publication (发布): papers of the stage"),
    ),
}
"""The five stages in which the body made its standard, each with the kind of its papers (第十五条)."""

LEGAL_PROOF = "certification.legal_proof"
CHARTER = "certification.charter"
OWN_RULES = "certification.own_rules"
EQUIPMENT_PROOF = "certification.equipment_proof"
FIRST_TIME = (LEGAL_PROOF, CHARTER, OWN_RULES)
"""What a body files with its first application, and again when it changed (第十四条)."""
FILED = {
    kind: FiledKind(kind, SECRETARIAT)
    for kind in (LEGAL_PROOF, CHARTER, OWN_RULES, EQUIPMENT_PROOF)
}
"""The papers that a body files once for all its applications."""


def _by_applicant(kind: str, title: Any, *, many: bool = False) -> Paper:
    """Declare a paper that the body adds while it writes; experts who help read it too."""
    paper(kind, title, by=(roles.APPLICANT,), states=APPLYING, many=many)
    share(kind, (roles.EXPERT,), (S.ACCEPTANCE,))
    return Paper(kind, title)


def _if_any(kind: str, title: Any, *, many: bool = False) -> Paper:
    _by_applicant(kind, title, many=many)
    return Paper(kind, title, required=False, where_applicable=True)


APPLICATION_DOSSIER = Dossier(
    "certification.application",
    _("Papers of the application"),
    "R14a",
    papers=(
        _by_applicant(TEXT, _("Text of the group standard")),
        *(_by_applicant(kind, title, many=True) for kind, title in STAGES.values()),
        _if_any(TEST_REPORT, _("Test or trial reports"), many=True),
        _if_any(DISCLOSURE, _("Disclosure form of essential patents")),
        _if_any(LICENCE, _("Licensing declarations of essential patents"), many=True),
        _if_any(PATENT_LIST, _("List of the patents disclosed")),
        _if_any(COMPLAINTS, _("How the body handled complaints"), many=True),
        _by_applicant(COMPARISON, _("Comparison report of the standard")),
    ),
    states=(*APPLYING, S.ACCEPTANCE),
    matters=("recognition",),
)
dossier_is_complete = APPLICATION_DOSSIER.complete()

paper(
    ATTACHMENT,
    _("Other material for the application"),
    by=(roles.APPLICANT,),
    states=APPLYING,
    many=True,
)
for filed, filed_title in {
    LEGAL_PROOF: _("Proof that the body is a legal person"),
    CHARTER: _("Charter of the body"),
    OWN_RULES: _("Procedure for standards, organisation and rules of the body"),
    EQUIPMENT_PROOF: _("Evidence of the department and staff for standards work"),
}.items():
    paper(filed, filed_title, by=())


def seals_application(recognition: Any, user: Any) -> bool:
    """The body seals its application while it writes it."""
    return recognition.state in APPLYING and acts_for_applicant(recognition, user)


APPLICATION_FORM = FormKind(
    key="certification.application_form",
    title=_("Application for recognition as a Zhongguancun standard (table A.1)"),
    template="forms/recognition_application.html",
    prefix="RD",
    level=Level.RESTRICTED,
    sealed_by=seals_application,
)
share(APPLICATION_FORM.key, PARTIES)
share(APPLICATION_FORM.key, (roles.EXPERT,), (S.ACCEPTANCE,))
classify(
    {
        TEXT: "standards.standard_texts",
        **dict.fromkeys(
            (
                APPLICATION_FORM.key,
                COMPARISON,
                ATTACHMENT,
                TEST_REPORT,
                DISCLOSURE,
                LICENCE,
                PATENT_LIST,
                COMPLAINTS,
                *(kind for kind, _title in STAGES.values()),
                *FILED,
            ),
            "standards.recognition_material",
        ),
    }
)

BODY = (
    "legal_representative",
    "country",
    "address",
    "contact_person",
    "contact_phone",
    "contact_email",
)
"""The fields about the body itself: what is written in one draft is carried to its others."""
LEAD = (
    "lead_unit",
    "lead_contact",
    "lead_post",
    "lead_phone",
    "lead_email",
    "testing_partners",
    "certification_partners",
    "lead_profile",
    "lead_basis",
)
"""The fields about the lead unit, where an enterprise leads."""
CONTENT = (
    "background",
    "innovation",
    "application",
    "significance",
    "sales",
    "mark_plan",
    "international",
)
DECLARATIONS = {
    "declares_procedure": _(
        "Our standards work follows the procedure that we published on the national platform for "
        "group standards, and the rules of the state, its departments and our own."
    ),
    "declares_no_incident": _(
        "No incident in standards work of large negative effect in the trade occurred in the last "
        "two years or since our founding."
    ),
    "declares_gbt": _("We do our standards work by GB/T 20004.1."),
}
"""The body's self-declarations, ticked one by one (表A.1)."""
PRINTED = (
    "title",
    "source_number",
    "sub_field",
    "patents",
    "enterprise_led",
    *BODY,
    *LEAD,
    *CONTENT,
    *DECLARATIONS,
    "opinion",
)


def application_data(recognition: Recognition) -> dict[str, Any]:
    """What the 中关村标准认定申请表 prints of an application, without the list it is one of."""
    data = {name: getattr(recognition, name) for name in PRINTED}
    known = recognition.field in TechnicalField.values
    return data | {
        "field": recognition.field,
        "fields": [[code, chinese(TechnicalField(code).label)] for code in TechnicalField.values],
        "field_name": chinese(TechnicalField(recognition.field).label) if known else "",
        "applicant": str(recognition.applicant),
    }


def word_data(recognition: Recognition) -> dict[str, Any]:
    """What the Word document of the application is filled with: texts, and boxes ticked or not."""
    data = application_data(recognition)
    ticks = {
        f"field_{code}": "☑" if code == data["field"] else "☐" for code in TechnicalField.values
    }
    declared = {f"tick_{name}": "☑" if data[name] else "☐" for name in DECLARATIONS}
    said = {True: ("☑", "☐"), False: ("☐", "☑"), None: ("☐", "☐")}
    yes, no = said[data["patents"]]
    shown = {name: "" if value is None else value for name, value in data.items()}
    return shown | ticks | declared | {"patents_yes": yes, "patents_no": no}


APPLICATION_WORD = WordTemplate(Path(__file__).with_name("word") / "application.docx", word_data)
