"""What happens to a listed partner: its yearly re-evaluation, the end of its listing (R28b)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from certification.one_mark import roles
from certification.one_mark.parties import acts_for_department, decides
from certification.one_mark.partners import papers, rules
from certification.one_mark.partners.facts import (
    EDIT,
    EVALUATION_FORM,
    QUALIFIED,
    PartnerSteps,
)
from certification.one_mark.partners.papers import ADD_PAPERS, PARTNER_IN_VIEW
from certification.one_mark.partners.records import unlisted
from certification.one_mark.partners.states import S
from zsa_portal.documents import forms
from zsa_portal.workflow.machine import REASON, nobody_by_hand, step

if TYPE_CHECKING:
    from collections.abc import Collection


class ListingSteps(PartnerSteps):
    """The steps after the listing."""

    class Meta:
        abstract = True

    @step(
        S.LISTED,
        S.REEVALUATION,
        may=nobody_by_hand,
        label=_("The yearly re-evaluation opens"),
        due=rules.reevaluation_opens,
        cites=["R28b"],
        tells=(roles.APPLICANT, roles.DEPARTMENT),
    )
    def open_reevaluation(self) -> None:
        """The calendar opens the re-evaluation in time (手册 8.4.2: 每年进行评审和再评价)."""

    @step(
        S.LISTED,
        S.REEVALUATION,
        may=acts_for_department,
        label=_("Re-evaluate before the time"),
        tone="secondary",
        form=REASON,
        tells=(roles.APPLICANT,),
        beside=PARTNER_IN_VIEW,
    )
    def call_reevaluation(self, *, reason: str) -> None:
        """Re-evaluate earlier, where something gives cause."""

    @step(
        [S.REEVALUATION, S.LAPSED],
        S.RENEWAL,
        may=acts_for_department,
        needs=QUALIFIED,
        uses=[rules.every_point_holds],
        label=_("Lay the re-evaluation before the head"),
        form=EVALUATION_FORM,
        mends=(EDIT, ADD_PAPERS),
        beside=PARTNER_IN_VIEW,
    )
    def reevaluate_partner(self, *, by: Any, points: Collection[str], opinion: str) -> None:
        """Re-evaluate the partner; the record of it is kept as a form."""
        self._evaluate(points, opinion, by)

    @step(
        S.RENEWAL,
        S.LISTED,
        may=decides,
        needs=QUALIFIED,
        uses=[rules.YEARLY],
        label=_("Renew the listing"),
        explanation=_("The partner is listed for another year from today; a letter is issued."),
        tells=(roles.APPLICANT, roles.DEPARTMENT),
        beside=PARTNER_IN_VIEW,
    )
    def renew_partner(self, *, by: Any) -> None:
        """List the partner for another year."""
        self._list(by)

    @step(
        S.RENEWAL,
        S.REEVALUATION,
        may=decides,
        label=_("Have it re-evaluated again"),
        tone="secondary",
        form=REASON,
        beside=PARTNER_IN_VIEW,
    )
    def send_renewal_back(self, *, reason: str) -> None:
        """Ask the department for a better re-evaluation."""

    @step(
        [S.LISTED, S.REEVALUATION],
        S.LAPSED,
        may=nobody_by_hand,
        label=_("The listing runs out"),
        due=rules.listing_runs_out,
        cites=["R28b"],
        tells=(roles.APPLICANT, roles.DEPARTMENT, roles.HEAD),
    )
    def lapse_partner(self) -> None:
        """Accreditation or re-evaluation ran out: the listing is over by itself (R28b)."""

    @step(
        [S.LISTED, S.REEVALUATION, S.RENEWAL, S.LAPSED],
        S.DELISTED,
        may=decides,
        label=_("Delist the partner"),
        tone="danger",
        form=REASON,
        cites=["R28b"],
        explanation=_(
            "From today on its reports and certificates do not count, and marks that rest on its "
            "certificates are suspended. What it issued before keeps its date."
        ),
        tells=(roles.APPLICANT, roles.DEPARTMENT),
        beside=PARTNER_IN_VIEW,
    )
    def delist_partner(self, *, by: Any, reason: str) -> None:
        """Take the partner off the list (手册 8.4.1)."""
        unlisted(self)
        data = papers.delisting_data(self, reason)
        forms.issue(papers.DELISTING, about=self, data=data, by=by)
