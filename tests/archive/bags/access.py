"""What the questions of access need of bags: one that is being made, of a folder of no project."""

from __future__ import annotations

from archive.bags.actions import bag_ask
from archive.records import Item
from tests.access.parts import ANY, World
from tests.archive.association import Cast
from zsa_portal.regulations import clock

KEYS_OF = {
    "archive:bag": "bag",
    "archive:bag_file": "bag",
    "archive:bag_folder": "bag_folder",
    "archive:bag_project": "bag_project",
}


def add(world: World, people: Cast) -> None:
    """A bag of the folder of the record that was borrowed last, after the loans are there."""
    item = Item.objects.get(pk=world.keys[ANY]["record"])
    with clock.moved_to(world.now["over"]):
        bag = bag_ask(folder=item.folder, purpose="移交市档案馆", by=people.custodian)
    world.keys[ANY] |= {
        "bag": bag.pk,
        "bag_folder": item.folder_id,
        "bag_project": item.filing_id,
    }
