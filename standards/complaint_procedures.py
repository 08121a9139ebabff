"""By which clause complaints about the association's own standards are handled (制定 第三十三条)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from standards.publication.papers import FORMULATED
from zsa_portal.catalogue.kinds import IMPORTED
from zsa_portal.complaints.procedures import Procedure
from zsa_portal.regulations.models import Settable

CLAUSE = Settable(
    "standards.complaints_clause",
    "《中关村标准制定管理办法（试行）》第三十三条（参照《中关村标准认定管理办法》第九章）",
    _("Clause that letters on complaints about our own standards cite"),
    _(
        "Article 33 refers to clause 10 of T/ZSA 3, which is not at hand: chapter 9 of the "
        "recognition rules serves until it is."
    ),
)

FORMULATION = Procedure(
    "standards.formulation",
    _("Formulation rules, article 33"),
    basis=CLAUSE.value,
    editions=(FORMULATED.key, IMPORTED.key),
)
