"""The steps by which records are disposed of: approval, two signatures, destruction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.appraisal import rules
from archive.appraisal.appraising_steps import FORMS, keep_on
from archive.appraisal.judging import to_dispose
from archive.appraisal.panel import approves_first, approves_last, supervises
from archive.appraisal.papers import RECORDS_IN_VIEW
from archive.appraisal.records import DisposalSignature
from archive.appraisal.register import checksum_of, register_issue, register_rows
from archive.appraisal.rules import Destruction
from archive.appraisal.states import A
from archive.appraisal.verdicts import Place
from archive.parties import keeps_archive
from archive.records import Item
from zsa_portal.documents.disposal import bytes_remove, documents_dispose
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, step

if TYPE_CHECKING:
    from archive.appraisal.models import Appraisal


class Disposing:
    """What those who approve do, and the two who sign."""

    if TYPE_CHECKING:
        destroyed_how: Any
        destroyed_at: Any
        shredded: Any

    @step(
        A.SECRETARY_GENERAL,
        A.SIGNING,
        may=approves_first,
        needs=[rules.nothing_is_confidential],
        label=_("Approve the disposal"),
        beside=RECORDS_IN_VIEW,
    )
    def approve_disposal(self: Appraisal, *, by: Any) -> None:
        """The secretary general approves a register up to 秘密."""
        sign(self, Place.SECRETARY_GENERAL, by)

    @step(
        A.SECRETARY_GENERAL,
        A.VICE_CHAIR,
        may=approves_first,
        needs=[rules.something_is_confidential],
        label=_("Approve and pass on to the executive vice chair"),
        beside=RECORDS_IN_VIEW,
    )
    def pass_to_vice_chair(self: Appraisal, *, by: Any) -> None:
        """A register with 机密 records goes on to the executive vice chair."""
        sign(self, Place.SECRETARY_GENERAL, by)

    @step(
        A.VICE_CHAIR,
        A.SIGNING,
        may=approves_last,
        label=_("Approve the disposal"),
        beside=RECORDS_IN_VIEW,
    )
    def approve_confidential_disposal(self: Appraisal, *, by: Any) -> None:
        """The executive vice chair approves a register with 机密 records."""
        sign(self, Place.VICE_CHAIR, by)

    @step(
        A.SECRETARY_GENERAL,
        A.PANEL,
        may=approves_first,
        label=_("Return to the panel"),
        tone="secondary",
        form=REASON,
        tells=(roles.PANEL,),
        beside=RECORDS_IN_VIEW,
    )
    def return_from_secretary_general(self: Appraisal, *, reason: str) -> None:
        """The secretary general does not approve and says why."""
        give_back(self)

    @step(
        A.VICE_CHAIR,
        A.PANEL,
        may=approves_last,
        label=_("Return to the panel"),
        tone="secondary",
        form=REASON,
        tells=(roles.PANEL,),
        beside=RECORDS_IN_VIEW,
    )
    def return_from_vice_chair(self: Appraisal, *, reason: str) -> None:
        """The executive vice chair does not approve and says why."""
        give_back(self)

    @step(
        A.SIGNING,
        A.SUPERVISION,
        may=keeps_archive,
        needs=[rules.nothing_is_in_use],
        label=_("Sign the register as the custodian"),
        explanation=_("A second person signs after you; then the records are disposed of."),
        beside=RECORDS_IN_VIEW,
    )
    def sign_as_custodian(self: Appraisal, *, by: Any) -> None:
        """The custodian signs the approved register (销毁人)."""
        sign(self, Place.CUSTODIAN, by)

    @step(
        A.SUPERVISION,
        A.PANEL,
        may=supervises,
        label=_("Return to the panel"),
        tone="secondary",
        form=REASON,
        tells=(roles.PANEL,),
        beside=RECORDS_IN_VIEW,
    )
    def return_from_supervisor(self: Appraisal, *, reason: str) -> None:
        """The supervisor finds that the records are not those of the register, and says why."""
        give_back(self)

    @step(
        A.SUPERVISION,
        A.DISPOSED,
        may=supervises,
        needs=[rules.their_time_is_over, rules.nothing_is_in_use],
        uses=[rules.another_person_signs, register_rows],
        label=_("Sign as the supervisor and dispose of the records"),
        explanation=_(
            "Nobody reads the records on the register from then on. This cannot be undone. Their "
            "files are removed by the next step; the register, names, checksums and logs stay."
        ),
        form=f"{FORMS}.DisposalForm",
        tone="danger",
        tells=(roles.CUSTODIAN, roles.PANEL),
        beside=RECORDS_IN_VIEW,
    )
    def sign_as_supervisor(self: Appraisal, *, by: Any) -> None:
        """The second person signs (监销人); the records are disposed of and the register is issued."""
        rules.another_person_signs.require((self, by))
        sign(self, Place.SUPERVISOR, by)
        register_issue(self, by=by)
        keep_on(self)
        dispose(self)

    @step(
        A.DISPOSED,
        A.DESTROYED,
        may=supervises,
        uses=[
            rules.another_person_signs,
            rules.way_is_stated,
            rules.waste_is_shredded,
            register_rows,
        ],
        label=_("Confirm the destruction and remove the files"),
        explanation=_(
            "The bytes of the files on the register are removed for good. This cannot be undone."
        ),
        form=f"{FORMS}.DestructionForm",
        tone="danger",
        tells=(roles.CUSTODIAN,),
        beside=RECORDS_IN_VIEW,
    )
    def confirm_destruction(self: Appraisal, *, how: str, shredded: bool, by: Any) -> None:
        """Waste paper is shredded, files are removed, and the register says so (第十四条第六款)."""
        destruction = Destruction(self, how, shredded)
        rules.another_person_signs.require((self, by))
        rules.way_is_stated.require(destruction)
        rules.waste_is_shredded.require(destruction)
        self.destroyed_how, self.shredded = how, shredded
        self.destroyed_at = clock.now()
        bytes_remove(documents_of(self), about=self, by=by)
        register_issue(self, by=by)


def give_back(appraisal: Appraisal) -> None:
    """The register falls: its signatures count no more, and the panel may say otherwise."""
    appraisal.drawn_at = None


def sign(appraisal: Appraisal, place: Place, by: Any) -> DisposalSignature:
    """Sign the register of a held appraisal, as it is now."""
    return DisposalSignature.objects.create(
        appraisal=appraisal, place=place, by=by, at=clock.now(), checksum=checksum_of(appraisal)
    )


def dispose(appraisal: Appraisal) -> None:
    """Dispose of the records on the register of a held appraisal.

    A document that another record in the archive keeps stays: it is only this record that ends.
    """
    keys = [one.item.pk for one in to_dispose(appraisal)]
    rows = Item.objects.filter(pk__in=keys)
    rows.update(state=Item.State.DISPOSED, disposed_at=clock.now())
    documents = set(rows.values_list("document", flat=True))
    kept = Item.objects.filter(document__in=documents).exclude(state=Item.State.DISPOSED)
    documents_dispose(documents - set(kept.values_list("document", flat=True)))


def documents_of(appraisal: Appraisal) -> list[int]:
    """The documents that were disposed of with the records on a register, by their keys."""
    found = [one.item.document for one in to_dispose(appraisal)]
    return [document.pk for document in found if document.disposed_at is not None]
