"""What the custodian reads of exceptions, and who can see a record and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.http import Http404
from django.utils.translation import gettext as _

from archive import roles
from archive.appraisal.rights import APPRAISALS, members_judging
from archive.exceptions.approving import decided_by, waiting, waits
from archive.exceptions.records import KINDS, DocumentException, FolderException
from archive.exceptions.rights import holds, in_folders, leads_to, names
from archive.filing.models import Filing
from archive.filing.rights import CHECKING
from archive.filing.states import F as Filings
from archive.loans.models import Loan
from archive.loans.rights import covers_level, is_live
from archive.records import Item
from zsa_portal.documents.access import CARRIED
from zsa_portal.documents.models import Handing
from zsa_portal.documents.rights import READS_CONFIDENTIAL, UNSEALED
from zsa_portal.people.models import Party, PostHolding
from zsa_portal.people.queries import standing_in_for
from zsa_portal.regulations import clock
from zsa_portal.ui.conditions import among
from zsa_portal.workflow.models import Involvement, Level

COLUMNS = (
    "pk",
    "kind",
    "on",
    "level",
    "person",
    "by_pinyin",
    "giver",
    "reason",
    "since",
    "until",
    "approver",
    "approved_at",
    "waits",
    "revoked_at",
    "revoker",
    "revoked_for",
    "right",
)
TITLES = {DocumentException: "content_object__title", FolderException: "content_object__name"}
"""What an exception of each table opens, by name."""
LEVELS: dict[type[Any], Any] = {
    DocumentException: F("content_object__level"),
    FolderException: Value(Level.RESTRICTED, output_field=CharField()),
}
"""The level of that name: folders are named to all staff."""
PARTY = ("party", *(f"party__{name}" for name in Party.WITH_NAMES))


def exceptions() -> QuerySet[Any, Any]:
    """All exceptions on documents and folders as rows of ``COLUMNS``, newest first."""
    return _listed({table: table.objects.order_by() for table in TITLES})


def exceptions_waiting_for(user: Any) -> QuerySet[Any, Any]:
    """Those that wait for a leader's approval and on which a user decides, as :func:`exceptions`."""
    return _listed({table: _waiting_for(table, user) for table in TITLES})


def number_waiting_for(user: Any) -> QuerySet[Any, Any]:
    """The same, of which only the number is asked."""
    documents, folders = (_waiting_for(table, user).values("pk") for table in TITLES)
    return documents.union(folders, all=True)


def waiting_at(item: Any) -> list[Any]:
    """The exceptions that would open a 机密 record once a leader approved them; two queries."""
    document, now = item.document, clock.now()
    if document.level in UNSEALED:
        return []
    of_it = among("record__document", [document.pk], "bigint")
    own = waiting(DocumentException, now).filter(content_object=document)
    above = waiting(FolderException, now).filter(in_folders("named.id", of_it))
    return [one for rows in (own, above) for one in rows.select_related("user", "given_by")]


def _waiting_for(table: type[Any], user: Any) -> QuerySet[Any]:
    return waiting(table, clock.now()).filter(decided_by(user)).order_by()


def _listed(rows: dict[type[Any], QuerySet[Any]]) -> QuerySet[Any, Any]:
    documents, folders = (_rows(table, found) for table, found in rows.items())
    return documents.union(folders, all=True).order_by("-since", "kind", "-pk")


def _rows(table: type[Any], rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    told = rows.annotate(
        kind=Value(table.kind, output_field=CharField()),
        on=F(TITLES[table]),
        level=LEVELS[table],
        person=F("user__name"),
        by_pinyin=F("user__by_pinyin"),
        giver=F("given_by__name"),
        approver=F("approved_by__name"),
        revoker=F("revoked_by__name"),
        waits=waits(table, clock.now()),
        right=F("permission__codename"),
    )
    values: QuerySet[Any, Any] = told.values(*COLUMNS)
    return values


def exception_for(kind: str, pk: int) -> Any:
    """The exception of a kind with that key; Http404."""
    table: Any = KINDS.get(kind)
    rows = table.objects.select_related("user", "content_object") if table else None
    found = rows.filter(pk=pk).first() if rows is not None else None
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Seen:
    """Who can see a record, by which rule, and until when (exclusive), if it ends."""

    who: str
    rule: str
    until: Any = None


def seen_by(item: Any) -> list[Seen]:
    """Who can read a record now and why, rule by rule, for the custodian.

    Who stands in for somebody comes after that rule: of what is read in person, as by a loan, nobody
    does.
    """
    document, now = item.document, clock.now()
    return [
        *_by_level(document),
        *_by_post(),
        *_with_deputies(_by_part(document)),
        *_with_deputies(_by_handing(document, now), in_person=document.level == Level.CONFIDENTIAL),
        *_by_loan(document, now),
        *_by_exception(document, now),
        *_with_deputies(_by_checking(document)),
        *_with_deputies(_by_panel(document)),
    ]


Right = tuple[Party, str, Any]
"""A party, the rule by which it reads, and until when (exclusive)."""


def _with_deputies(rights: list[Right], *, in_person: bool = False) -> list[Seen]:
    found = [Seen(str(party), rule, until) for party, rule, until in rights]
    return found if in_person else [*found, *_deputies([party for party, *_rest in rights])]


def _deputies(parties: list[Party]) -> list[Seen]:
    """Who stands in for those behind parties, each once."""
    rows = standing_in_for(parties).order_by("principal__by_pinyin", "pk") if parties else ()
    return [
        Seen(
            str(row.deputy),
            _("Stands in for %(person)s") % {"person": row.principal},
            clock.start_of(row.ends + dt.timedelta(days=1)) if row.ends else None,
        )
        for row in rows
    ]


def _by_level(document: Any) -> list[Seen]:
    found = []
    if document.kind not in CARRIED:
        found.append(Seen(str(document.uploaded_by), _("Uploaded it")))
    if document.level == Level.PUBLIC:
        found.append(Seen(_("Everybody who has signed in"), _("It is public")))
    elif document.level == Level.RESTRICTED and document.owner:
        found.append(Seen(str(document.owner), _("The department owns it")))
        found += _deputies([Party(department=document.owner)])
    return found


def _by_post() -> list[Seen]:
    posts = [key.partition(":")[2] for key in READS_CONFIDENTIAL]
    rows = PostHolding.objects.current().filter(post__in=posts).select_related("user")
    held = [
        Seen(str(row.user), str(row.get_post_display()))
        for row in rows.order_by("post", "user__by_pinyin")
    ]
    return [*held, *_deputies([Party(post=post) for post in sorted(posts)])]


def _by_part(document: Any) -> list[Right]:
    if document.matter_id is None or document.level == Level.CONFIDENTIAL:
        return []
    rows = Involvement.objects.filter(matter=document.matter_id, until__isnull=True)
    rule = _("Has a part in its matter, as far as the paper's kind is shared with it")
    return [(row.party, rule, None) for row in rows.select_related(*PARTY)]


def _by_handing(document: Any, now: Any) -> list[Right]:
    rows = Handing.objects.filter(document=document, since__lte=now).select_related(*PARTY)
    return [
        (row.party, _("It was handed over"), row.until)
        for row in rows
        if row.until is None or row.until > now
    ]


def _by_loan(document: Any, now: Any) -> list[Seen]:
    rows = Loan.objects.filter(is_live(now), rows__item__document=document)
    rows = rows.filter(covers_level("", "rows__item__document__level"))
    return [
        Seen(str(loan.borrower), _("Loan %(number)s") % {"number": loan.number}, loan.closes_at)
        for loan in rows.select_related("borrower").order_by("borrower__by_pinyin", "pk").distinct()
    ]


def _by_exception(document: Any, now: Any) -> list[Seen]:
    own = DocumentException.objects.filter(holds(now), names(document.pk))
    found = [
        Seen(str(row.user), _("Exception: %(reason)s") % {"reason": row.reason}, row.until)
        for row in own.select_related("user").order_by("user__by_pinyin", "pk")
    ]
    above = FolderException.objects.filter(holds(now), leads_to(document.pk))
    for row in above.select_related("user").order_by("user__by_pinyin", "pk"):
        rule = _("Exception for the folder: %(reason)s") % {"reason": row.reason}
        found.append(Seen(str(row.user), rule, row.until))
    return found


def _by_checking(document: Any) -> list[Right]:
    lists = Filing.objects.filter(
        Exists(Item.objects.filter(filing=OuterRef("pk"), document=document)), state=Filings.CHECK
    )
    rows = Involvement.objects.filter(
        matter__in=lists.values("pk"), role=roles.HEAD.code, until__isnull=True
    )
    return [(row.party, str(CHECKING.label), None) for row in rows.select_related(*PARTY)]


def _by_panel(document: Any) -> list[Right]:
    """The members of panels that judge it, until it is decided what becomes of it."""
    seats = members_judging(document.pk).order_by("matter", "pk")
    return [(row.party, str(APPRAISALS.label), None) for row in seats.select_related(*PARTY)]
