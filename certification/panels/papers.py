"""What a panel's members are given and sign, and what the regulation leaves open (认定 第十二、十三条)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from certification.roles import PANEL
from zsa_portal.documents.access import share
from zsa_portal.documents.kinds import FormKind
from zsa_portal.regulations.models import Settable
from zsa_portal.workflow.models import Level

APPOINTMENT = FormKind(
    "certification.panel_appointment",
    _("Letter of appointment to the panel"),
    "forms/panel_appointment.html",
    prefix="PS",
    level=Level.RESTRICTED,
)
CONFIDENTIALITY = FormKind(
    "certification.panel_confidentiality",
    _("Undertaking of confidentiality"),
    "forms/panel_declaration.html",
    level=Level.RESTRICTED,
)
NO_INTEREST = FormKind(
    "certification.panel_no_interest",
    _("Declaration of no interest"),
    "forms/panel_declaration.html",
    level=Level.RESTRICTED,
)
DECLARATIONS: dict[str, FormKind] = {
    "confidentiality": CONFIDENTIALITY,
    "no_interest": NO_INTEREST,
}
"""What every member signs, by its key."""
TEXTS: dict[str, tuple[str, ...]] = {
    "confidentiality": (
        "本人受聘参加{standard}的评审工作，现就保密事项承诺如下：",
        (
            "一、对评审中接触到的申报材料、标准文本、技术资料、公众评议材料等未公开的内容予以保密，"
            "不复制、不留存、不向任何第三方提供，也不用于评审以外的目的。"
        ),
        "二、评审结果公布前，不向任何单位和个人透露评审委员名单、评审过程、其他委员的意见及评价结论。",
        "三、评审工作结束后，按要求退还或销毁评审材料，并继续承担上述保密义务。",
    ),
    "no_interest": (
        (
            "本人受聘参加{standard}的评审工作，申报团体为{body}。根据《中关村标准认定管理办法》"
            "第五条、第十三条，现声明如下："
        ),
        (
            "一、本人与上述团体及其团体标准之间没有利害关系，现在及最近{months}个月内未在该团体任职，"
            "未参与该团体标准的起草，也不代表该团体或其成员单位参与本次评审。"
        ),
        "二、本人没有其他可能影响评审公正性、应当回避的情形。",
        "三、评审期间如出现应当回避的情形，本人将立即向协会秘书处说明并退出评审。",
    ),
}
"""The paragraphs of what is signed, with the standard, the body and the months filled in."""

share(APPOINTMENT.key, [PANEL])

INTEREST_MONTHS = Settable(
    "panel.interest_months",
    24,
    _("Months for which a former employment by the body is an interest"),
    _("Article 13 of the recognition rules does not say how long an interest lasts."),
)
FEWEST_ORIGINS = Settable(
    "panel.fewest_origins",
    3,
    _("Origins on a panel below which a reason is asked for"),
    _("Article 12 of the recognition rules names eight origins and not how many of them sit."),
)
ANSWER_DAYS = Settable(
    "panel.answer_days",
    5,
    _("Natural days in which an invited expert answers"),
    _("The recognition rules do not say how long an expert may take to answer."),
)
REPLACEMENT_DAYS = Settable(
    "panel.replacement_days",
    5,
    _("Natural days that a new member has at least to judge"),
    _("The recognition rules do not say how long a member who replaces another has."),
)
