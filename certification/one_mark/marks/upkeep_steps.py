"""What happens to an authorised mark: renewal, suspension and resumption by themselves, its end (R28c)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from certification.one_mark import roles
from certification.one_mark.marks import papers, rules
from certification.one_mark.marks.facts import MENDS, PROVED, MarkSteps, authorise, examines, grants
from certification.one_mark.marks.papers import MARK_IN_VIEW
from certification.one_mark.marks.states import LIVE, S
from certification.one_mark.parties import acts_for_applicant
from zsa_portal.documents import forms
from zsa_portal.workflow.machine import REASON, nobody_by_hand, step


class UpkeepSteps(MarkSteps):
    """The steps after the authorisation."""

    class Meta:
        abstract = True

    @step(
        S.AUTHORISED,
        S.RENEWAL,
        may=nobody_by_hand,
        label=_("The renewal opens"),
        due=rules.renewal_opens,
        cites=["R28a"],
        tells=(roles.APPLICANT,),
    )
    def open_renewal(self) -> None:
        """The calendar opens the renewal before the authorisation ends."""

    @step(
        S.RENEWAL,
        S.RENEWAL_EXAMINATION,
        may=acts_for_applicant,
        needs=PROVED,
        label=_("Submit the renewal"),
        mends=MENDS,
        tells=(roles.DEPARTMENT,),
    )
    def submit_renewal(self) -> None:
        """Bring the certificate on which the authorisation goes on."""

    @step(
        S.RENEWAL_EXAMINATION,
        S.RENEWAL,
        may=examines,
        label=_("Have the renewal completed"),
        tone="secondary",
        form=REASON,
        tells=(roles.APPLICANT,),
        beside=MARK_IN_VIEW,
    )
    def return_renewal(self, *, reason: str) -> None:
        """Let the enterprise complete its renewal."""

    @step(
        [S.RENEWAL_EXAMINATION, S.RESUMPTION],
        S.AUTHORISED,
        may=examines,
        needs=PROVED,
        label=_("Renew the authorisation"),
        explanation=_("The number stays; a new certificate is issued from today on."),
        cites=["R28c"],
        tells=(roles.APPLICANT, roles.HEAD),
        beside=MARK_IN_VIEW,
    )
    def renew_mark(self, *, by: Any) -> None:
        """Authorise the mark anew, on what the enterprise brought."""
        authorise(self, by)

    @step(
        [S.AUTHORISED, S.RENEWAL],
        S.SUSPENDED,
        may=nobody_by_hand,
        label=_("The mark is suspended"),
        due=rules.lapses_at,
        uses=[rules.lapses_of],
        tells=(roles.APPLICANT, roles.DEPARTMENT, roles.HEAD),
    )
    def suspend_mark(self, *, by: Any) -> None:
        """Standard, certificate or partner lapsed: suspended by itself (R28c)."""
        self._suspend(by)

    @step(
        S.RENEWAL_EXAMINATION,
        S.RESUMPTION,
        may=nobody_by_hand,
        label=_("The mark is suspended while its renewal is examined"),
        due=rules.lapses_at,
        uses=[rules.lapses_of],
        tells=(roles.APPLICANT, roles.DEPARTMENT, roles.HEAD),
    )
    def suspend_meanwhile(self, *, by: Any) -> None:
        """It lapsed before the renewal was examined: suspended, and the examination goes on (R28c)."""
        self._suspend(by)

    @step(
        S.SUSPENDED,
        S.AUTHORISED,
        may=nobody_by_hand,
        label=_("The mark is resumed"),
        due=rules.mended_at,
        uses=[rules.lapses_of],
        tells=(roles.APPLICANT, roles.DEPARTMENT, roles.HEAD),
    )
    def resume_mark(self) -> None:
        """What lapsed is mended without anything new to examine, as a partner listed again (R28c)."""
        self.lapsed = []

    @step(
        S.SUSPENDED,
        S.RESUMPTION,
        may=acts_for_applicant,
        needs=PROVED,
        label=_("Ask for the resumption"),
        mends=MENDS,
        cites=["R28c"],
        tells=(roles.DEPARTMENT,),
    )
    def ask_for_resumption(self) -> None:
        """Bring what mends the lapse: a new certificate, or the standard's new edition."""

    @step(
        S.RESUMPTION,
        S.SUSPENDED,
        may=examines,
        label=_("Have the resumption completed"),
        tone="secondary",
        form=REASON,
        tells=(roles.APPLICANT,),
        beside=MARK_IN_VIEW,
    )
    def return_resumption(self, *, reason: str) -> None:
        """Let the enterprise complete what it brought."""

    @step(
        LIVE,
        S.REVOKED,
        may=grants,
        label=_("Withdraw the mark"),
        tone="danger",
        form=REASON,
        cites=["R28c"],
        explanation=_("The authorisation ends for good; the register shows it as withdrawn."),
        tells=(roles.APPLICANT, roles.DEPARTMENT),
        beside=MARK_IN_VIEW,
    )
    def revoke_mark(self, *, by: Any, reason: str) -> None:
        """Withdraw the authorisation, with the reason."""
        data = papers.withdrawal_data(self, reason)
        forms.issue(papers.WITHDRAWAL, about=self, data=data, by=by)

    @step(
        LIVE,
        S.GIVEN_UP,
        may=acts_for_applicant,
        label=_("Give the mark up"),
        tone="danger",
        cites=["R28a"],
        explanation=_(
            "The mark is voluntary: no reason is asked. The product may not carry it from now on, "
            "and the register shows it as given up."
        ),
        tells=(roles.DEPARTMENT,),
    )
    def give_up_mark(self) -> None:
        """Give the mark up (手册 5.2: 自愿)."""

    def _suspend(self, by: Any) -> None:
        self.lapsed = [str(lapse) for lapse in rules.lapses_of(self)]
        forms.issue(papers.SUSPENSION, about=self, data=papers.suspension_data(self), by=by)
