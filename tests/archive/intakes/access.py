"""What the questions of access need of intakes: a bag that was taken in, with one paper original."""

from __future__ import annotations

from django.db import transaction

from archive import roles
from archive.filing.collecting.labelling import new_label
from archive.intakes.models import Intake
from archive.intakes.papers import RECEIVED_ORIGINAL
from archive.kinds import Medium, Sort
from archive.records import Item
from tests.access.parts import ANY, World
from tests.archive.association import Cast
from tests.archive.holdings import folder
from zsa_portal.documents import store
from zsa_portal.documents.models import Document
from zsa_portal.people.models import Party, Post
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.settle import begin

KEYS_OF = {
    "archive:intake_labels": "intake",
    "archive:intake_place": "intake",
    "archive:intake_checks": "intake",
    "archive:intake_report": "intake",
}


def add(world: World, people: Cast) -> None:
    """The bag and its record, as a worker leaves them."""
    with clock.moved_to(world.now["over"]), transaction.atomic():
        intake = _taken(people)
        item = _original(intake, people)
    world.keys[ANY] |= {"intake": intake.pk, "intake_row": item.pk}


def _taken(people: Cast) -> Intake:
    file = store.put_own(b"a bag", media_type="application/zip")
    intake = Intake(
        owner=people.department,
        title="收到的档案包",
        level=Level.CONFIDENTIAL,
        file=file,
        name="bag.zip",
    )
    begin(
        intake,
        by=people.custodian,
        parties=[(roles.CUSTODIAN, Party.of_post(Post.CUSTODIAN))],
    )
    intake = perform(intake.bag_found_whole, by=None)
    intake = perform(intake.take_in, by=people.custodian, known="skip")
    return perform(intake.records_taken, by=None, taken=1, left_out=0)


def _original(intake: Intake, people: Cast) -> Item:
    home, by = people.department, people.custodian
    document = Document.objects.create(
        kind=RECEIVED_ORIGINAL, title="合同", level=Level.RESTRICTED, owner=home, uploaded_by=by
    )
    return Item.objects.create(
        department=home,
        folder=folder(home, by, "09"),
        intake=intake,
        document=document,
        name="合同",
        medium=Medium.PAPER,
        sort=Sort.CONTRACT,
        box="1",
        shelf="2",
        label=new_label(),
        state=Item.State.ACCEPTED,
        accepted_at=clock.now(),
        added_by=by,
    )
