"""What the archivist's pages read: proposals, folders, and the archive of a project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from archive.filing.collecting.material import OPEN_ROWS
from archive.filing.collecting.numbering import in_order
from archive.filing.models import Filing
from archive.records import Folder, Item
from zsa_portal.documents.levels import shown_level
from zsa_portal.documents.models import Document, IssuedForm, Version
from zsa_portal.documents.queries import KnownPaper, kind_title
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import months_after
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.models import Matter

MOST = 200
"""As many papers are proposed at once; the next follow when these are taken."""


@dataclass(frozen=True)
class Proposed:
    """A paper or an issued form that the department has not filed yet.

    ``key`` names it in forms. ``late`` tells that an earlier month produced it.
    """

    key: str
    project: Matter | None
    at: dt.datetime
    late: bool
    document: Any = None
    form: Any = None
    newest: Version | None = None
    readable: bool = True

    @property
    def declared(self) -> str:
        """The key under which its kind is declared."""
        return str((self.document or self.form).kind)

    @cached_property
    def kind(self) -> Any:
        """What kind of paper it is."""
        return kind_title(self.declared)

    @cached_property
    def level(self) -> str:
        """Its level as its procedure gave it, which the row takes over."""
        return str((self.document or self.form).level)

    @cached_property
    def level_label(self) -> Any:
        """The same in words."""
        return shown_level(self.level)

    @cached_property
    def title(self) -> str:
        """What the page calls it: a CONFIDENTIAL one that the archivist may not read is masked."""
        if self.document is None:
            return str(self.form) if self.readable else _("Confidential paper")
        return KnownPaper(self.document, self.readable).title

    @cached_property
    def name(self) -> str:
        """The name of its file."""
        return self.newest.name if self.newest else f"{self.form}.pdf"


def proposed(filing: Filing, user: Any, keys: Sequence[str] | None = None) -> list[Proposed]:
    """What the department's matters produced until the end of the month and it has not filed.

    Papers of stages that are finished, sealed scans and issued forms, by project; ``keys`` narrows
    to these, of which a key that was not proposed is not among the found.
    """
    found = [*_papers(filing, user, keys), *_forms(filing, user, keys)]
    found.sort(key=lambda one: (one.project is None, one.project.pk if one.project else 0, one.at))
    return found


def end_of(month: dt.date) -> dt.datetime:
    """The first instant after a month."""
    return clock.start_of(months_after(month, 1))


def _papers(filing: Filing, user: Any, keys: Sequence[str] | None) -> list[Proposed]:
    rows = _unfiled_papers(filing)
    if keys is not None:
        rows = rows.filter(pk__in=_numbers(keys, "d"))
    latest = Version.objects.order_by("document_id", "-number").distinct("document_id")
    known = list(
        rows.discoverable_by(user)  # type: ignore[attr-defined]
        .select_related("matter", "scan_of")
        .prefetch_related(Prefetch("versions", latest), "scan_of__matters")
        .order_by("matter", "created_at")[: MOST if keys is None else None]
    )
    readable = Document.objects.filter(pk__in=[one.pk for one in known]).readable_by(user)
    read = set(readable.values_list("pk", flat=True))
    begins = clock.start_of(filing.month)
    return [
        Proposed(
            f"d{one.pk}",
            _project_of(one, filing),
            came,
            late=came < begins,
            document=one,
            newest=newest,
            readable=one.pk in read,
        )
        for one, newest, came in ((row, *_came(row)) for row in known)
    ]


def _came(paper: Any) -> tuple[Version, dt.datetime]:
    """The newest version of a proposed paper, and when what is proposed came."""
    newest = next(iter(paper.versions.all()))
    return newest, newest.at if paper.filed_before else paper.created_at


def _unfiled_papers(filing: Filing) -> QuerySet[Document]:
    """What no list of the department has, or only in a version before one of these months."""
    filed = Item.objects.filter(department=filing.department_id, document=OuterRef("pk"))
    filed = filed.exclude(state=Item.State.DISPOSED)
    newer = Version.objects.filter(
        document=OuterRef("document"),
        number__gt=OuterRef("version__number"),
        at__lt=end_of(filing.month),
    )
    stands = filed.filter(Q(state__in=OPEN_ROWS) | ~Exists(newer))
    own = Q(matter__owner=filing.department_id, scan_of=None) & _of_finished_stage()
    scans = Matter.objects.filter(
        issued_forms=OuterRef("scan_of"), owner=filing.department_id
    ).exclude(kind__in=own_kinds())
    return (
        Document.objects.live()
        .filter(own | Exists(scans), created_at__lt=end_of(filing.month))
        .filter(Exists(Version.objects.filter(document=OuterRef("pk"))))
        .exclude(matter__kind__in=own_kinds())
        .exclude(Exists(stands))
        .annotate(filed_before=Exists(filed))
    )


def _of_finished_stage() -> Q:
    """The matter has left the state in which the paper was added, or come to its end."""
    found = Q(matter__entered_at__gt=F("created_at"))
    for kind, machine in MACHINES.items():
        ends = [code for code, info in machine.STATES.items() if info.outcome in ("done", "ended")]
        found |= Q(matter__kind=kind, matter__state__in=ends)
    return found


def _forms(filing: Filing, user: Any, keys: Sequence[str] | None) -> list[Proposed]:
    copies = Item.objects.filter(
        department=filing.department_id, document__versions__file=OuterRef("file")
    ).exclude(state=Item.State.DISPOSED)
    own = Matter.objects.visible_to(user).filter(
        issued_forms=OuterRef("pk"), owner=filing.department_id
    )
    rows = IssuedForm.objects.filter(
        Exists(own.exclude(kind__in=own_kinds())),
        state=IssuedForm.State.READY,
        issued_at__lt=end_of(filing.month),
    ).exclude(Exists(copies))
    if keys is not None:
        rows = rows.filter(pk__in=_numbers(keys, "f"))
    known = rows.defer("data").prefetch_related("matters").order_by("pk")
    known = known[: MOST if keys is None else None]
    readable = IssuedForm.objects.filter(pk__in=[one.pk for one in known]).readable_by(user)
    read = set(readable.values_list("pk", flat=True))
    begins = clock.start_of(filing.month)
    return [
        Proposed(
            f"f{one.pk}",
            _only(one.matters.all(), filing),
            one.issued_at,
            late=one.issued_at < begins,
            form=one,
            readable=one.pk in read,
        )
        for one in known
    ]


def own_kinds() -> list[str]:
    """The archive's own matters: filing is filed by itself."""
    return [kind for kind, one in MACHINES.items() if one._meta.app_label == "archive"]


def _project_of(document: Document, filing: Filing) -> Matter | None:
    if document.scan_of is None:
        return document.matter
    return _only(document.scan_of.matters.all(), filing)


def _only(matters: Any, filing: Filing) -> Matter | None:
    """The one matter of the department among these; None where several share the paper."""
    own = [one for one in matters if one.owner_id == filing.department_id]
    return own[0] if len(own) == 1 else None


def _numbers(keys: Sequence[str], sign: str) -> list[int]:
    return [int(key[1:]) for key in keys if key[:1] == sign and key[1:].isdecimal()]


def folders_of_year(filing: Filing) -> list[Folder]:
    """The department's folders of the filing's year, in the order of their numbers; one query."""
    rows = Folder.objects.filter(department=filing.department_id, year=filing.month.year)
    return in_order(rows.select_related("project"))
