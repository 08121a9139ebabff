"""Finding records: one rule for lists, counts, spreadsheets and what is shown of a text.

A record is found by its name and that of its folder where these may be shown to the reader, and by
what its file says where the reader may read it. The rights are asked before a hit leaves ``ways.py``,
so that neither a hit nor its count tells of what one may not read.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
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
from archive.search.ways import NEWEST, ByWords, InTexts, Listed, Ways
from zsa_portal.documents.finding.records import DocumentText
from zsa_portal.documents.known import ANY, Rows, plainly_known, plainly_read
from zsa_portal.documents.models import Document
from zsa_portal.documents.rights import UNSEALED
from zsa_portal.people.places import places_of
from zsa_portal.ui.conditions import NEVER, ForEach, of_keys
from zsa_portal.ui.finding.words import Asked
from zsa_portal.ui.prepared import planned_once

MOST = 10_000
"""Records that are counted, sorted and exported; of more only that there are more is said."""
MOST_HITS = 1_000
"""The same of a search on a page: the rights of every hit are asked, and nobody turns forty pages."""
MOST_FOLDERS = 1_000
BEFORE, AROUND = 30, 120
"""Characters of a text that are shown before its first hit, and in all."""
OF_RECORD = Q(version=None) | Q(version__file=F("document__said__file"))
"""The condition on records that what is kept of a document's text is what the record says."""
NOTHING_ASKED = Asked()
ORDERS = {
    "known_name": "known_name",
    "department": "department__name",
    "year": "folder__year",
    "level": "document__level",
    "medium": "medium",
    "accepted_at": "accepted_at",
}


def known_to(user: Any, rows: QuerySet[Item]) -> QuerySet[Item]:
    """Those records that a user may know of."""
    return rows.filter(Exists(_this(Document.objects.discoverable_by(user))))


def listed(user: Any, rows: QuerySet[Item]) -> Ways:
    """``known_to`` as the one way of a list in which no words are looked for."""
    known = known_to(user, rows)
    return (Listed(known, rows),)


def first_of(user: Any, way: Listed, asked: int) -> list[Any] | None:
    """The first page of a list, as ``by_keys`` gives it, where all staff may know of all on it.

    None where it is not so for one of the newest records: what is known is then asked in full.
    """
    if not places_of(user).staff:
        return None
    rows = _with_columns(way.among).annotate(plain=plainly_known("document__"))[:asked]
    with planned_once():
        return _shown(user, list(rows)) if all(row.plain for row in rows) else None


def named_to(user: Any, rows: QuerySet[Item]) -> QuerySet[Item]:
    """Those that a user may know of by name, and by what else tells what a record is about."""
    return rows.filter(Exists(_this(Document.objects.named_to(user))))


def found(user: Any, rows: QuerySet[Item], asked: Asked) -> Ways:
    """Those in whose name or folder every word stands, and those in whose text."""
    return _in_names(user, rows, asked), _in_texts(user, rows, asked)


def _in_names(user: Any, rows: QuerySet[Item], asked: Asked) -> ByWords:
    named = rows.filter(asked.named_in("words", "name") | _in_folders(asked))
    return ByWords(named, named, partial(named_to, user))


def _in_texts(user: Any, rows: QuerySet[Item], asked: Asked) -> InTexts:
    said = asked.found_in("document__said__words", "document__said__text")
    texts = DocumentText.objects.filter(asked.found_in("words", "text"))
    one_by_one = ForEach(texts.filter(document=OuterRef("document")))
    return InTexts(
        rows.filter(said, OF_RECORD),
        rows.filter(one_by_one, OF_RECORD),
        partial(_read_by, user),
        plainly_read("document__") if places_of(user).staff else NEVER,
        partial(_readable, user),
    )


def _read_by(user: Any, rows: QuerySet[Item]) -> QuerySet[Item]:
    return rows.filter(Exists(_this(Document.objects.readable_by(user))))


def _this(documents: Any) -> Any:
    return documents.filter(pk=OuterRef("document"))


def _in_folders(asked: Asked) -> Q:
    """The records in folders of a name: by their keys as long as these are few, for the index's sake."""
    rows = Folder.objects.filter(asked.named_in("words", "name")).values_list("pk", flat=True)
    few = list(rows[: MOST_FOLDERS + 1])
    return Q(folder__in=few if len(few) <= MOST_FOLDERS else rows)


def by_keys(user: Any, wanted: Sequence[int], asked: Asked = NOTHING_ASKED) -> list[Any]:
    """The records of these keys, known to a user, in this order, with what the user may see of them.

    Each has ``readable``, whether the user may read it now; ``known_name`` and ``known_folder``, the
    names where they may be shown, empty for a 机密 record that the user may not read; and ``snippet``,
    what stands around the first word in a text that the user may read, of no 机密 one. Show and
    export these alone.
    """
    found = _with_columns(Item.objects)
    found = found.annotate(around=_snippet(asked)) if asked else found
    there: dict[int, Any] = found.in_bulk(wanted)
    return _shown(user, [there[key] for key in wanted if key in there])


def _with_columns(rows: Any) -> Any:
    """The records with what a list shows and ``read_by`` asks of them."""
    rows = with_documents(rows).select_related("department", "folder")
    return rows.defer("words", "folder__words")


def with_documents(rows: Any) -> Any:
    """The records with what ``read_by`` asks of them."""
    return rows.select_related("document").annotate(
        matter_kind=F("document__matter__kind"), open_to_staff=plainly_read("document__")
    )


def _shown(user: Any, rows: list[Any]) -> list[Any]:
    readable = read_by(user, rows)
    for row in rows:
        row.readable = row.document_id in readable
        masked = row.document.level not in UNSEALED and not row.readable
        row.known_name = "" if masked else row.name
        row.known_folder = "" if masked else row.folder.name
        told = row.readable and row.document.level in UNSEALED
        row.snippet = getattr(row, "around", "") if told else ""
    return rows


def items_for(user: Any, rows: QuerySet[Item]) -> list[Any]:
    """Those records that a user may know of, as ``by_keys`` shows them; a fixed number of queries."""
    return by_keys(user, list(known_to(user, rows).values_list("pk", flat=True)[:MOST]))


def masked_among(user: Any, wanted: Collection[int]) -> set[int]:
    """The keys of those records of which a user may know but not the name."""
    rows = Item.objects.filter(pk__in=wanted).exclude(document__level__in=UNSEALED)
    documents = dict(rows.values_list("pk", "document"))
    readable = _readable(user, documents.values())
    return {pk for pk, document in documents.items() if document not in readable}


def read_by(user: Any, rows: Collection[Any]) -> set[int]:
    """The keys of the documents of records that a user may read; one query, none where all staff may.

    The records are of ``with_documents``.
    """
    plain = rows if places_of(user).staff else ()
    open_ones = {row.document_id for row in plain if row.open_to_staff}
    asked = [(row.document, row.matter_kind) for row in rows if row.document_id not in open_ones]
    of = Rows.of((paper.scan_of_id, paper.withdrawn_at, kind, paper.kind) for paper, kind in asked)
    return open_ones | _readable(user, [paper.pk for paper, _kind in asked], of)


def _readable(user: Any, documents: Collection[int], of: Rows = ANY) -> set[int]:
    rows = Document.objects.filter(of_keys(list(documents))).readable_by(user, of).order_by()
    return set(rows.values_list("pk", flat=True)) if documents else set()


def _snippet(asked: Asked) -> Case:
    """What stands around the first word in the text of a record, as a column; empty where it does not.

    It is read of every record that is shown: ``_shown`` tells it of those that are readable alone.
    """
    text = "document__said__text"
    place = StrIndex(Lower(Collate(text, "C")), Value(asked.words[0].longest))
    around = Substr(text, Greatest(place - BEFORE, Value(1)), AROUND, output_field=TextField())
    hit = asked.found_in("document__said__words", text) & OF_RECORD
    return Case(When(hit, then=around), default=Value(""), output_field=TextField())


def name_of(item: Any) -> str:
    """What a record of ``by_keys`` is called to its reader."""
    return str(item.known_name) or _("Confidential record %(number)d") % {"number": item.pk}


def text_of(item: Item) -> DocumentText | None:
    """How far the text of a record's file is read, None where it has none, or a newer one was read."""
    rows = DocumentText.objects.filter(document=item.document_id)
    if item.version_id:
        rows = rows.filter(document__versions=item.version_id, document__versions__file=F("file"))
    return rows.defer("text", "words").first()


def ordered(user: Any, wanted: Sequence[int], by: str, *, downwards: bool) -> list[int]:
    """Keys of records in another order, by one of ``ORDERS``; a masked name has no place among names."""
    masked = masked_among(user, wanted) if by == "known_name" else set()
    name = Case(When(pk__in=masked, then=Value("")), default=F("name"), output_field=CharField())
    rows = Item.objects.filter(pk__in=wanted).annotate(known_name=name)
    sign = "-" if downwards else ""
    return list(rows.order_by(f"{sign}{ORDERS[by]}", *NEWEST).values_list("pk", flat=True))
