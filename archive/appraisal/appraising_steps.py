"""The steps by which the panel appraises, up to the disposal register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.appraisal import rules
from archive.appraisal.judging import judged, to_keep
from archive.appraisal.panel import panel_for
from archive.appraisal.papers import RECORDS_IN_VIEW
from archive.appraisal.states import OPINION, A
from archive.parties import keeps_archive
from zsa_portal.regulations import clock
from zsa_portal.workflow.duties import discharge, owe
from zsa_portal.workflow.machine import REASON, step
from zsa_portal.workflow.wording import page, word

if TYPE_CHECKING:
    from archive.appraisal.models import Appraisal

word(appraise_records=_("Say what becomes of the records whose time is over"))


def opinions_page(matter: Any, _rest: str) -> str:
    """Where a member of the panel gives its opinions."""
    return reverse("archive:appraisal_opinions", args=[matter.pk])


page(OPINION, opinions_page)
FORMS = "archive.appraisal.forms"
MENDS_ROWS = [("archive:retention", _("Records whose time is over"))]
MENDS_OPINIONS = [("archive:appraisal_opinions", _("Opinions of the panel"))]


class Appraising:
    """What the custodian and the panel do."""

    if TYPE_CHECKING:
        drawn_at: Any

    @step(
        A.CHOOSING,
        A.PANEL,
        may=keeps_archive,
        needs=[
            rules.something_is_appraised,
            rules.their_time_is_over,
            rules.panel_is_complete,
        ],
        label=_("Ask the panel"),
        explanation=_(
            "The panel is asked: the heads of the departments that filed the records, the "
            "custodian and the head of the quality department. No record is added afterwards."
        ),
        tells=(roles.PANEL,),
    )
    def ask_panel(self: Appraisal) -> None:
        """The custodian asks the panel (鉴定小组) about each record."""
        homes = {one.item.department for one in judged(self)}
        for party in panel_for(homes):
            self.involve(roles.PANEL, party)
        ask(self)

    @step(
        A.PANEL,
        A.KEPT,
        may=keeps_archive,
        needs=[
            rules.something_is_appraised,
            rules.every_opinion_is_in,
            rules.nothing_is_disposed,
        ],
        label=_("Conclude: everything is kept on"),
        explanation=_("Each record gets the longest time that a member of the panel asked for."),
        tells=(roles.PANEL,),
        mends=MENDS_OPINIONS,
        beside=RECORDS_IN_VIEW,
    )
    def keep_everything(self: Appraisal) -> None:
        """The panel keeps every record on."""
        discharge(self, OPINION)
        keep_on(self)

    @step(
        A.PANEL,
        A.SECRETARY_GENERAL,
        may=keeps_archive,
        needs=[
            rules.every_opinion_is_in,
            rules.something_is_disposed,
            rules.nothing_is_in_use,
        ],
        label=_("Draw the disposal register up"),
        explanation=_(
            "What every member disposes of goes onto the register; nothing is disposed of before it "
            "is approved and two people have signed."
        ),
        tells=(roles.PANEL,),
        mends=MENDS_OPINIONS,
        beside=RECORDS_IN_VIEW,
    )
    def draw_register(self: Appraisal) -> None:
        """The custodian draws the disposal register (销毁清册) up."""
        discharge(self, OPINION)
        self.drawn_at = clock.now()

    @step(
        (A.CHOOSING, A.PANEL, A.SIGNING),
        A.DROPPED,
        may=keeps_archive,
        label=_("Drop the appraisal"),
        tone="danger",
        form=REASON,
        tells=(roles.PANEL,),
        beside=RECORDS_IN_VIEW,
    )
    def drop_appraisal(self: Appraisal, *, reason: str) -> None:
        """The custodian drops the appraisal; the records stay due."""
        discharge(self, OPINION)


def ask(appraisal: Appraisal) -> None:
    """Let every member of the panel that has not spoken of each of its records owe that."""
    silent = {party.pk: party for one in judged(appraisal) for party in one.silent}
    for party in silent.values():
        owe(appraisal, party, OPINION)


def keep_on(appraisal: Appraisal) -> None:
    """Give every record that is kept on its new time, counted from the end of this year."""
    this_year = clock.today().year
    for one in to_keep(appraisal):
        one.item.retention, one.item.counted_from = str(one.verdict), this_year
        one.item.save(update_fields=["retention", "counted_from"])
