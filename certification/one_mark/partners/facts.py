"""What the steps of a partner share: who enters it, what it needs, its evaluation, its listing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from certification.one_mark import roles
from certification.one_mark.partners import papers, rules
from certification.one_mark.partners.papers import partner_data
from certification.one_mark.partners.records import listed
from zsa_portal.documents import forms
from zsa_portal.workflow.interests import plays
from zsa_portal.workflow.models import Matter

if TYPE_CHECKING:
    from collections.abc import Collection

EDIT = ("certification:partner_edit", _("Edit the qualification"))
QUALIFIED = (
    rules.qualification_is_stated,
    rules.accreditation_holds,
    rules.qualification_is_proved,
)
EVALUATION_FORM = "certification.one_mark.partners.forms.EvaluationForm"


def enters(partner: Any, user: Any) -> bool:
    """The people of whoever enters the partner: the organisation itself, or the department."""
    return plays(partner, user, [roles.ENTERING])


class PartnerSteps(Matter):
    """A partner, as its steps know it."""

    if TYPE_CHECKING:
        listings: Any

    class Meta:
        abstract = True

    def _evaluate(self, points: Collection[str], opinion: str, by: Any) -> None:
        rules.every_point_holds.require(points)
        said = {"points": [str(papers.chinese(one)) for one in papers.POINTS.values()]}
        data = partner_data(self) | said | {"opinion": opinion, "again": self.number != ""}
        forms.issue(papers.EVALUATION, about=self, data=data, by=by)

    def _list(self, by: Any) -> None:
        again = self.listings.exists()
        ends: dt.date = rules.listing_ends(self)
        listing = listed(self, until=ends)
        data = partner_data(self) | {
            "starts": str(listing.starts),
            "ends": str(ends),
            "again": again,
        }
        forms.issue(papers.LETTER, about=self, data=data, by=by)
