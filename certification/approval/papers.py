"""The council's approval, the letters to the body, and the kind of edition (认定 第三、六、十九条)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from certification.papers import PARTIES
from zsa_portal.ballots.decisions import COUNCIL, DecisionKind
from zsa_portal.catalogue.kinds import EditionKind, Status, secretariat
from zsa_portal.documents.access import share
from zsa_portal.documents.forms import FormKind
from zsa_portal.regulations.models import Settable
from zsa_portal.workflow.models import Level

RECOGNITION = DecisionKind(
    "certification.recognition", _("Recognition of a standard"), COUNCIL, "R19"
)
OWN_NUMBER = Settable(
    "recognition.own_number",
    True,
    _("A recognised standard gets a T/ZSA number beside the number of its body"),
    _("认定 第三、十九条 publish a recognised standard and do not say under which number."),
)
RECOGNISED = EditionKind(
    "certification.recognised",
    _("Recognised: a standard of another body"),
    ends=(Status.REVOKED,),
    adds_texts=secretariat,
)

RESULT_LETTER = FormKind(
    key="certification.result_letter",
    title=_("Letter: result of the recognition"),
    template="forms/certification/result_letter.html",
    prefix="RZ",
    level=Level.RESTRICTED,
)
REFUSED_LETTER = FormKind(
    key="certification.refused_letter",
    title=_("Letter: the council did not approve"),
    template="forms/certification/result_letter.html",
    prefix="RN",
    level=Level.RESTRICTED,
)
for _form in (RESULT_LETTER, REFUSED_LETTER):
    share(_form.key, PARTIES)
