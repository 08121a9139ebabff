"""Finding records: one rule for lists, counts, spreadsheets and what is shown of a text.

A record is found by its name and that of its folder where these may be shown to the reader, and by
what its file says where the reader may read it. The rights stand in the same statement as the words,
so that neither a hit nor its count tells of what one may not read.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Collate, Greatest, Lower, StrIndex, Substr
from django.utils.translation import gettext as _

from archive.records import Folder, Item
from archive.search.records import SavedSearch
from zsa_portal.documents.finding.records import DocumentText
from zsa_portal.documents.models import Document
from zsa_portal.documents.rights import UNSEALED
from zsa_portal.ui.finding.words import Asked

MOST = 10_000
"""Records that are counted, sorted and exported; of more only that there are more is said."""
MOST_HITS = 1_000
"""The same of a search on a page: the rights of every hit are asked, and nobody turns forty pages."""
MOST_FOLDERS = 1_000
BEFORE, AROUND = 30, 120
"""Characters of a text that are shown before its first hit, and in all."""
NEWEST = ("-accepted_at", "-pk")
NOTHING_ASKED = Asked()
Ways = tuple[QuerySet[Item], ...]
"""Records found in several ways, each the newest first, each asked by itself with its own index."""
ORDERS = {
    "known_name": "known_name",
    "department": "department__name",
    "year": "folder__year",
    "level": "document__level",
    "medium": "medium",
    "accepted_at": "accepted_at",
}


def kept() -> QuerySet[Item]:
    """All records in the archive, the newest first: for ``known_to`` and ``found`` to narrow."""
    return Item.objects.filter(state=Item.State.ACCEPTED).order_by(*NEWEST)


def known_to(user: Any, rows: QuerySet[Item]) -> QuerySet[Item]:
    """Those records that a user may know of."""
    return rows.filter(Exists(_this(Document.objects.discoverable_by(user))))


def named_to(user: Any, rows: QuerySet[Item]) -> QuerySet[Item]:
    """Those that a user may know of by name, and by what else tells what a record is about."""
    return rows.filter(Exists(_this(Document.objects.named_to(user))))


def found(user: Any, rows: QuerySet[Item], asked: Asked) -> Ways:
    """Those in whose name or folder every word stands, and those in whose text; the newest first."""
    in_name = named_to(user, rows.filter(asked.named_in("words", "name") | _in_folders(asked)))
    said = rows.filter(asked.found_in("document__said__words", "document__said__text"))
    return in_name, said.filter(Exists(_this(Document.objects.readable_by(user))))


def _this(documents: Any) -> Any:
    return documents.filter(pk=OuterRef("document"))


def _in_folders(asked: Asked) -> Q:
    """The records in folders of a name: by their keys as long as these are few, for the index's sake."""
    rows = Folder.objects.filter(asked.named_in("words", "name")).values_list("pk", flat=True)
    few = list(rows[: MOST_FOLDERS + 1])
    return Q(folder__in=few if len(few) <= MOST_FOLDERS else rows)


def keys(ways: Ways, *, most: int = MOST) -> list[int]:
    """The keys of the newest records that are found in any way, one more than ``most``."""
    each = [way.values_list("accepted_at", "pk")[: most + 1] for way in ways]
    together = sorted(set(chain.from_iterable(each)), reverse=True)
    return [pk for _at, pk in together[: most + 1]]


def by_keys(user: Any, wanted: Sequence[int], asked: Asked = NOTHING_ASKED) -> list[Any]:
    """The records of these keys, known to a user, in this order, with what the user may see of them.

    Each has ``readable``, whether the user may read it now; ``known_name`` and ``known_folder``, the
    names where they may be shown, empty for a 机密 record that the user may not read; and ``snippet``,
    what stands around the first word in a text that the user may read. Show and export these alone.
    """
    rows = Item.objects.select_related("document", "department", "folder")
    there: dict[int, Any] = rows.defer("words", "folder__words").in_bulk(wanted)
    readable = _readable(user, [row.document_id for row in there.values()])
    texts = _snippets(readable, asked)
    for row in there.values():
        row.readable = row.document_id in readable
        masked = row.document.level not in UNSEALED and not row.readable
        row.known_name = "" if masked else row.name
        row.known_folder = "" if masked else row.folder.name
        row.snippet = texts.get(row.document_id, "")
    return [there[key] for key in wanted if key in there]


def items_for(user: Any, rows: QuerySet[Item]) -> list[Any]:
    """Those records that a user may know of, as ``by_keys`` shows them; a fixed number of queries."""
    return by_keys(user, list(known_to(user, rows).values_list("pk", flat=True)[:MOST]))


def masked_among(user: Any, wanted: Collection[int]) -> set[int]:
    """The keys of those records of which a user may know but not the name."""
    rows = Item.objects.filter(pk__in=wanted).exclude(document__level__in=UNSEALED)
    documents = dict(rows.values_list("pk", "document"))
    readable = _readable(user, documents.values())
    return {pk for pk, document in documents.items() if document not in readable}


def _readable(user: Any, documents: Collection[int]) -> set[int]:
    rows = Document.objects.filter(pk__in=list(documents)).readable_by(user)
    return set(rows.values_list("pk", flat=True)) if documents else set()


def _snippets(readable: Collection[int], asked: Asked) -> dict[int, str]:
    if not asked or not readable:
        return {}
    said = DocumentText.objects.filter(document__in=readable)
    place = StrIndex(Lower(Collate("text", "C")), Value(asked.words[0].longest))
    around = Substr("text", Greatest(place - BEFORE, Value(1)), AROUND, output_field=TextField())
    hits = said.filter(asked.found_in("words", "text")).annotate(around=around)
    return dict(hits.values_list("document", "around"))


def name_of(item: Any) -> str:
    """What a record of ``by_keys`` is called to its reader."""
    return str(item.known_name) or _("Confidential record %(number)d") % {"number": item.pk}


def saved_by(user: Any) -> QuerySet[SavedSearch]:
    """The searches that a user keeps, by name."""
    return SavedSearch.objects.filter(user=user.pk)


def text_of(item: Item) -> DocumentText | None:
    """How far the text of a record's file is read, None where it has no file."""
    return DocumentText.objects.filter(document=item.document_id).defer("text", "words").first()


def ordered(user: Any, wanted: Sequence[int], by: str, *, downwards: bool) -> list[int]:
    """Keys of records in another order, by one of ``ORDERS``; a masked name has no place among names."""
    masked = masked_among(user, wanted) if by == "known_name" else set()
    name = Case(When(pk__in=masked, then=Value("")), default=F("name"), output_field=CharField())
    rows = Item.objects.filter(pk__in=wanted).annotate(known_name=name)
    sign = "-" if downwards else ""
    return list(rows.order_by(f"{sign}{ORDERS[by]}", *NEWEST).values_list("pk", flat=True))
