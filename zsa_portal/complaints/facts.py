"""What a complaint keeps, and how it ends; its steps stand on this."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.catalogue.models import Edition
from zsa_portal.complaints import times
from zsa_portal.complaints.papers import RESULT, RESULT_TO_BODY, result_data
from zsa_portal.complaints.procedures import RECOGNITION, choices
from zsa_portal.complaints.states import OPEN, BodyOutcome, Outcome, Satisfaction
from zsa_portal.complaints.telling import tell_complainant
from zsa_portal.documents import forms
from zsa_portal.people.models import Organisation
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter


class Facts(Matter):
    """The columns of a complaint.

    ``applicant`` is the body complained about, whose matter it is: its people carry none of it
    (R05b) and know of it only once it was passed on. ``statement`` is for the association,
    ``statement_for_body`` what was passed on of it. ``close_by`` is the exclusive end of the time
    to close it. Nothing here names the complainant.
    """

    about = models.ForeignKey(
        Edition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name=_("edition in the catalogue"),
    )
    procedure = models.CharField(
        _("clause it is handled by"), max_length=60, default=RECOGNITION.key, choices=choices
    )
    statement = models.TextField(_("what is complained about"))
    demand = models.TextField(_("what is asked for"), blank=True)
    statement_for_body = models.TextField(_("as passed to the body"), blank=True)
    close_by = models.DateTimeField(_("to be closed by"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    passed_at = models.DateTimeField(_("passed to the body"), null=True, blank=True)
    reported_at = models.DateTimeField(_("reported back"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, db_index=True)
    body_outcome = models.CharField(
        _("outcome the body reports"), max_length=20, choices=BodyOutcome, blank=True
    )
    body_report = models.TextField(_("what the body reports"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    conclusion = models.TextField(_("conclusion of the association"), blank=True)
    law = models.TextField(_("law that applies"), blank=True)
    referred_to = models.CharField(_("where it went"), max_length=300, blank=True)
    satisfaction = models.CharField(
        _("satisfaction"), max_length=20, choices=Satisfaction, blank=True
    )
    satisfaction_words = models.TextField(_("why"), blank=True)

    complainant: Any
    evidence: Any

    class Meta:
        abstract = True

    @property
    def body(self) -> Organisation | None:
        """The body complained about; None while nobody has chosen it."""
        return self.applicant

    @property
    def report_by(self) -> dt.datetime:
        """The exclusive end of the body's time, counted from the passing on."""
        return times.ends(self.passed_at or clock.now(), times.REPORT_DAYS)

    @property
    def is_open(self) -> bool:
        """Whether it is still worked on."""
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        """Whether it took, or takes, longer than the time to close it."""
        return (self.ended_at or clock.now()) > self.close_by

    def note_report(self, outcome: str, words: str) -> None:
        """Note what the body reported."""
        self.body_outcome, self.body_report, self.reported_at = outcome, words, clock.now()
        tell_complainant(self, _("The body reported to the association."))

    def end(self, outcome: str, *, by: Any) -> None:
        """Note the outcome and send each side that took part its letter."""
        self.outcome, self.ended_at = outcome, clock.now()
        data = result_data(self, to=self.complainant.name)
        forms.issue(RESULT, about=self, data=data, by=by)
        if self.body and self.passed_at:
            data = result_data(self, to=self.body.name)
            forms.issue(RESULT_TO_BODY, about=self, data=data, by=by)
        tell_complainant(self, _("Your complaint has ended."), Outcome(outcome).label)


def title_of(number: str, title: str) -> str:
    """What a complaint is called: after its standard, in the language of official papers."""
    return f"关于{number}《{title}》的投诉"[:240]
