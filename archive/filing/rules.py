"""What holds before a month's filing goes on (归档管理制度 第三、七、八、九条)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from archive.filing.levels import IS_PUBLIC
from archive.filing.listing import deepest, lines_of
from archive.filing.papers import PUBLIC_DEPARTMENT
from archive.filing.signing import Place, signature_of, stale_places
from archive.records import Item
from zsa_portal.documents.models import Document, Version
from zsa_portal.documents.rights import UNSEALED
from zsa_portal.people.models import Department
from zsa_portal.regulations.rule import condition, provision, rule
from zsa_portal.workflow.memo import remember, remembered
from zsa_portal.workflow.models import Level

Filing = Any


LISTED = "is_listed"
FILED = "newest_filed"


def _has_rows(filing: Filing) -> bool:
    return remembered(filing, LISTED, lambda: bool(lines_of(filing)))


def _newest_filed(documents: Collection[Document]) -> dict[int, int | None]:
    """The number of the newest version of each document with which a list was signed; one query."""
    rows = Item.objects.filter(document__in=[one.pk for one in documents]).order_by()
    return dict(rows.values_list("document").annotate(newest=Max("version__number")))


def with_newest_filed(documents: Collection[Document]) -> None:
    """Read at once of which versions of these papers a 机密 one's words are not told; one query."""
    sealed = [one for one in documents if one.level not in UNSEALED]
    newest = _newest_filed(sealed)
    for one in sealed:
        remember(one, FILED, newest.get(one.pk) or 0)


def with_rows(filings: Sequence[Filing]) -> None:
    """Read at once of which months anything is listed; one query."""
    rows = Item.objects.filter(filing__in=[one.pk for one in filings]).order_by()
    listed = set(rows.values_list("filing", flat=True))
    for one in filings:
        remember(one, LISTED, one.pk in listed)


def _waits_for_custody(filing: Filing) -> bool:
    """Whether a row above 公开 is not in the archive yet."""
    return any(
        line.level != Level.PUBLIC and line.state != Item.State.ACCEPTED
        for line in lines_of(filing)
    )


@rule("A10a")
def the_archive_does_not_hold_it(document: Document) -> Iterable[str]:
    """A record goes by list, borrowing and appraisal alone: who reads it, its level, its end (第十条).

    A paper of a matter goes by the steps of its matter until a list with it is signed.
    """
    rows = Item.objects.filter(document=document)
    if document.matter_id is not None:
        rows = rows.exclude(version=None)
    if rows.exists():
        yield _(
            "This is a record of the archive: its level is set on the filing list, it is read on a "
            "loan or by an exception of the custodian, and it ends by an appraisal."
        )


@rule("A14a")
def the_original_is_not_filed(version: Version) -> Iterable[str]:
    """From the signature of its list on, only marked copies of a record leave (第十四条).

    So it is of the version that was signed and of those before it; a later one is worked on.
    """
    if Item.objects.filter(
        document=version.document_id, version__number__gte=version.number
    ).exists():
        yield _(
            "The archive keeps the original; what leaves is a copy with its level on every page."
        )


@condition
def its_words_are_told(version: Version) -> Iterable[str]:
    """A 机密 record is read as pictures: from the signature of its list on no page tells its words.

    So it is of the version that was signed and of those before it; a later one is worked on.
    """
    document = version.document
    if document.level in UNSEALED:
        return
    newest = remembered(document, FILED, lambda: _newest_filed([document]).get(document.pk) or 0)
    if version.number <= newest:
        yield _(
            "A confidential record of the archive is read page by page, as pictures: its text is "
            "neither shown nor compared."
        )


@rule("A03a")
def something_is_listed(filing: Filing) -> Iterable[str]:
    """The list has rows (第三、九条)."""
    if not _has_rows(filing):
        yield _("The list is empty: add the month's material, or report that there is none.")


@condition
def nothing_is_listed(filing: Filing) -> Iterable[str]:
    """A month that is reported empty has no rows."""
    if _has_rows(filing):
        yield _("There is material on the list: submit it, or take it off the list first.")


@condition
def nothing_is_reported(filing: Filing) -> Iterable[str]:
    """The archivist reported that there is nothing to file."""
    if not filing.nothing_reason:
        yield _("The department has material to file this month.")


@rule("A08e")
def columns_hold_the_folders(filing: Filing) -> Iterable[str]:
    """The list has a directory column for each level of its folders (第八条第三款, 附件三)."""
    needed = deepest(lines_of(filing))
    if needed > filing.directory_columns:
        yield _(
            "The folders are %(needed)d levels deep, the list has %(columns)d directory columns: add "
            "columns."
        ) % {"needed": needed, "columns": filing.directory_columns}


@rule("A07a")
def rows_wait_for_custody(filing: Filing) -> Iterable[str]:
    """公开: stored at the head's approval; only rows above it go to the custodian (第七条)."""
    if not _waits_for_custody(filing):
        yield _("Every row is public or in the archive: nothing goes to the custodian.")


@rule("A07b")
def nothing_waits_for_custody(filing: Filing) -> Iterable[str]:
    """秘密 and 机密 go to the custodian: they are not stored by the head alone (第七条)."""
    if _waits_for_custody(filing):
        yield _("Rows above public go to the custodian.")


@rule("A03a")
def every_row_is_judged(filing: Filing) -> Iterable[str]:
    """The custodian checked every row against the list (第三条)."""
    open_rows = filing.items.filter(state=Item.State.LISTED).count()
    if open_rows:
        yield _("%(rows)d rows are not checked yet.") % {"rows": open_rows}


@condition
def a_row_is_returned(filing: Filing) -> Iterable[str]:
    """Some row was returned with a reason."""
    if not filing.items.filter(state=Item.State.RETURNED).exists():
        yield _("No row is returned.")


@rule("A03a")
def no_row_is_returned(filing: Filing) -> Iterable[str]:
    """What does not conform is returned before the list is taken in (第三条)."""
    if filing.items.filter(state=Item.State.RETURNED).exists():
        yield _("Some rows are returned: return the list to the archivist.")


@rule("A08e")
def signatures_stand(filing: Filing) -> Iterable[str]:
    """Who signed before signed the list as it is now (附件三)."""
    for place in stale_places(filing):
        yield _(
            "The list has changed since it was signed (%(place)s): it has to be signed again."
        ) % {"place": place.label}


@rule("A03a")
def another_hand(signing: tuple[Filing, Any]) -> Iterable[str]:
    """Who prepared the list does not check it alone: a deputy or another head does (第三条; ours).

    Asked of the filing and of who is about to sign as its head.
    """
    filing, user = signing
    prepared = signature_of(filing, Place.ARCHIVIST)
    if prepared is not None and prepared.by_id == user.pk:
        yield _(
            "You prepared this list as its archivist. Another head of the department or a deputy has "
            "to check it."
        )


@provision("A03b")
def public_keeper() -> Department | None:
    """The department to which public files belong, as the setting says today (第三条)."""
    return Department.objects.filter(code=PUBLIC_DEPARTMENT.value()).first()


def above_public(filing: Filing) -> Any:
    """The rows above 公开 that are not in the archive yet."""
    rows = filing.items.exclude(state__in=[Item.State.ACCEPTED, Item.State.DISPOSED])
    return rows.exclude(IS_PUBLIC)
