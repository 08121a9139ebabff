"""What the screens read of papers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import (
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.documents import access, holding
from zsa_portal.documents.kinds import FORMS
from zsa_portal.documents.known import Rows, plainly_known
from zsa_portal.documents.models import Document, Handing, IssuedForm, Version
from zsa_portal.documents.rights import (
    READS_CONFIDENTIAL,
    UNSEALED,
    DocumentQuerySet,
    departments_of,
)
from zsa_portal.people.models import Department
from zsa_portal.people.places import places_of
from zsa_portal.ui.conditions import of_keys
from zsa_portal.ui.finding.ranking import found_first
from zsa_portal.ui.prepared import planned_once
from zsa_portal.workflow.machine import Phase, Text
from zsa_portal.workflow.models import Level, LogEntry, Matter

OTHER_PAPER = gettext_lazy("Other paper")
WITH_TEXT = (".docx", ".pdf", ".xlsx", ".txt")


@dataclass(frozen=True)
class KnownPaper:
    """A document a user may know of, with what the user may see and do of it.

    ``newest`` is its newest version with uploader; lists fill ``may_change`` and ``came_in``, the
    state in which its matter stood when it came, and ``silent``: who reads it is shown pictures alone.
    """

    document: Document
    readable: bool
    newest: Version | None = None
    may_change: bool = False
    came_in: str = ""
    silent: bool = False

    @property
    def has_text(self) -> bool:
        """Whether its newest version is read in the page; told by its name's ending."""
        if self.newest is None or self.silent:
            return False
        return self.newest.name.lower().endswith(WITH_TEXT)

    @property
    def pk(self) -> int:
        """The document's key."""
        return self.document.pk

    @property
    def kind_title(self) -> str:
        """What its kind is called, where its own title does not say it already; else empty."""
        said = str(kind_title(self.document.kind))
        return "" if said == self.title else said

    @property
    def title(self) -> str:
        """What the paper is called: by its kind, or by its own title where several may stand.

        A CONFIDENTIAL one shows its title only to those who may read it.
        """
        if self.document.level not in UNSEALED and not self.readable:
            return _("Confidential paper")
        return kind_name(self.document.kind, self.document.title)


def newest_versions(documents: Collection[int]) -> dict[int, Version]:
    """The newest version of each of these documents (keys) that has one, with its file; one query."""
    rows = Version.objects.filter(document__in=documents).order_by("document_id", "-number")
    newest = rows.distinct("document_id").select_related("file")
    return {one.document_id: one for one in newest}


def documents_of(matter: Matter, user: Any) -> list[KnownPaper]:
    """The matter's live papers that a user may know of; four queries, whatever their number."""
    readable = {row.pk: row for row in _rows().readable_in(matter, user)}
    here = _rows().filter(matter=matter.pk).live().exclude(pk__in=readable)
    others = here.discoverable_by(user, read=())
    open_kinds = {paper.kind for paper in access.addable(matter, user)}
    return _read_or_shown(
        replace(
            known,
            readable=known.pk in readable,
            may_change=known.document.kind in open_kinds and is_own(known.document, user),
        )
        for known in _known(matter, [*readable.values(), *others])
    )


def readable_papers(matter: Matter, user: Any) -> list[KnownPaper]:
    """The matter's live papers that a user may read; three queries, whatever their number."""
    return _read_or_shown(_known(matter, _rows().readable_in(matter, user)))


def _read_or_shown(papers: Iterable[KnownPaper]) -> list[KnownPaper]:
    """The papers, each with whether it is shown as pictures alone; one query."""
    known = list(papers)
    silent = holding.silent_among([one.newest for one in known if one.readable and one.newest])
    return [replace(one, silent=bool(one.newest and one.newest.pk in silent)) for one in known]


def _rows() -> DocumentQuerySet:
    return Document.objects.select_related("organisation").annotate(came_in=_state_then())


def _known(matter: Matter, rows: Iterable[Document]) -> list[KnownPaper]:
    """These papers with their newest versions; readable all."""
    known = sorted(rows, key=lambda row: (row.kind, row.pk))
    latest = Version.objects.order_by("document_id", "-number").distinct("document_id")
    prefetch_related_objects(known, Prefetch("versions", latest.select_related("uploaded_by")))
    return [
        KnownPaper(
            row,
            readable=True,
            newest=next(iter(row.versions.all()), None),
            came_in=vars(row)["came_in"] or matter.state,
        )
        for row in known
    ]


def _state_then() -> Coalesce:
    """The state in which a paper's matter stood when the paper came; none before its first move."""
    moves = LogEntry.objects.filter(matter=OuterRef("matter")).exclude(to_state="")
    before = moves.filter(at__lte=OuterRef("created_at")).order_by("-pk").values("to_state")
    return Coalesce(Subquery(before[:1]), Subquery(moves.order_by("pk").values("from_state")[:1]))


def titles_for(user: Any, keys: Collection[int]) -> dict[int, str]:
    """The titles of those of these papers that a user may know with their title.

    One query, and a second where not all of them are named to every member of staff.
    """
    rows = Document.objects.filter(of_keys(list(keys))).annotate(known=plainly_known())
    with planned_once():
        found = list(rows.values_list("pk", "kind", "title", "level", "known"))
        told: set[int] = set()
        if places_of(user).staff:
            told = {pk for pk, *_named, level, known in found if known and level in UNSEALED}
        told |= _named_among(user, {pk for pk, *_rest in found} - told)
    return {pk: kind_name(kind, title) for pk, kind, title, *_rest in found if pk in told}


def _named_among(user: Any, keys: Collection[int]) -> set[int]:
    """Those of these papers that a user may know with their title; one query, none without a key."""
    rows = Document.objects.filter(of_keys(sorted(keys))).named_to(user)
    return set(rows.values_list("pk", flat=True)) if keys else set()


def titles_of_forms_for(user: Any, keys: Collection[int]) -> dict[int, str]:
    """The titles and numbers of those of these forms that a user may read; one query."""
    rows = IssuedForm.objects.filter(pk__in=keys).readable_by(user).defer("data")
    return {form.pk: str(form) for form in rows}


def kind_name(kind: str, title: str) -> str:
    """What a paper of a kind is called: as its kind, or as itself where several may stand."""
    paper = access.uploads.get(kind)
    return title if paper is None or paper.many else str(paper.title)


def kind_title(kind: str) -> Text:
    """What a kind of paper or form is called, never its key."""
    if kind in access.uploads:
        return access.uploads[kind].title
    return FORMS[kind].title if kind in FORMS else access.TITLES.get(kind, OTHER_PAPER)


def forms_of(matter: Matter, user: Any) -> QuerySet[IssuedForm]:
    """The official forms about a matter that a user may read, newest first.

    ``scan_pk`` and ``scan_name`` are those of the newest version of its sealed scan, or None.
    """
    scans = Version.objects.filter(
        document__scan_of=OuterRef("pk"), document__withdrawn_at__isnull=True
    ).order_by("-pk")
    return (
        IssuedForm.objects.filter(matters=matter.pk)
        .readable_by(user)
        .numbered()
        .defer("data")
        .annotate(
            scan_pk=Subquery(scans.values("pk")[:1]), scan_name=Subquery(scans.values("name")[:1])
        )
    )


def document_for(user: Any, pk: int) -> KnownPaper:
    """The document of that key, if the user may know of it; Http404 otherwise.

    Two queries; one more for what the user may know of without reading it.
    """
    document, readable = _asked(user, pk)
    if document is None or not (readable or _is_known(user, pk)):
        raise Http404
    return KnownPaper(document, readable)


def _is_known(user: Any, pk: int) -> bool:
    return Document.objects.filter(pk=pk).discoverable_by(user, read=()).exists()


def readable_document(user: Any, pk: int) -> Document | None:
    """The document of that key, if the user may read it, of right or by a grant; two queries."""
    document, readable = _asked(user, pk)
    return document if readable else None


def _asked(user: Any, pk: int) -> tuple[Document | None, bool]:
    """The document of that key, and whether the user may read it: asked of what its row is."""
    rows = Document.objects.filter(pk=pk)
    document = rows.select_related("matter", "owner", "uploaded_by").first()
    if document is None:
        return None, False
    return document, rows.readable_by(user, Rows.of_one(document)).exists()


def versions_of(document: Document, user: Any) -> QuerySet[Version]:
    """The versions of a document that a user may read, newest first."""
    rows = document.versions.readable_by(user, Rows.of_one(document))
    return rows.select_related("uploaded_by", "file")


def version_of_right(user: Any, pk: int) -> Version | None:
    """The version of that key with its file and paper, if the user may read it; two queries."""
    rows = Version.objects.filter(pk=pk)
    found = rows.select_related("file", "document__matter", "document__uploaded_by").first()
    if found is None or not rows.readable_by(user, Rows.of_one(found.document)).exists():
        return None
    return found


def handings_of(document: Document) -> QuerySet[Handing]:
    """To whom a document is or was handed, latest first."""
    parties = [f"party__{name}" for name in ("department", "organisation", "body", "user")]
    return document.handings.select_related("by", "party", *parties).order_by("-pk")


def keeps(document: Document | IssuedForm, user: Any) -> bool:
    """Whether a user keeps a paper: the owner's department, or for all papers the named posts.

    CONFIDENTIAL papers are kept by the named posts alone.
    """
    if _in_draft(document):
        return False
    if reads_confidential(user):
        return True
    if document.level == Level.CONFIDENTIAL:
        return False
    return bool(_owners(document) & set(departments_of(places_of(user))))


def seals(form: IssuedForm, user: Any) -> bool:
    """Whether a user attaches the sealed scan of a form: its keepers, and whom its kind names."""
    kind = FORMS.get(form.kind)
    if kind is None or kind.sealed_by is None:
        return keeps(form, user)
    concrete = [one.machine.objects.get(pk=one.pk) for one in form.matters.order_by("pk")]
    named = bool(concrete) and all(kind.sealed_by(one, user) for one in concrete)
    return named or keeps(form, user)


def _in_draft(document: Document | IssuedForm) -> bool:
    matter = document.matter if isinstance(document, Document) else None
    return matter is not None and matter.state_info.phase == Phase.DRAFT


def _owners(document: Document | IssuedForm) -> set[int]:
    if isinstance(document, IssuedForm):
        return set(document.matters.values_list("owner", flat=True)) or _keeping(document)
    owners = {document.owner_id}
    if document.matter is not None:
        owners.add(document.matter.owner_id)
    return {owner for owner in owners if owner is not None}


def _keeping(form: IssuedForm) -> set[int]:
    """The department that keeps a form about no matter, as its kind says."""
    kind = FORMS.get(form.kind)
    if kind is None or not kind.keeper:
        return set()
    return set(Department.objects.filter(code=kind.keeper).values_list("pk", flat=True))


def may_change(document: Document, user: Any) -> bool:
    """Whether a user may add a version to a paper or withdraw it now.

    The kind must be open to the user in the matter's present state; while it is, one may change
    the own papers and those submitted for the own organisation.
    """
    if document.withdrawn_at is not None or document.matter is None:
        return False
    matter = document.matter.machine.objects.get(pk=document.matter.pk)
    return access.may_add(matter, user, document.kind) and is_own(document, user)


def is_own(document: Document, user: Any) -> bool:
    """Whether a user added a paper, or it was submitted for an organisation the user acts for."""
    who = places_of(user)
    return document.uploaded_by_id == who.user_id or document.organisation_id in who.organisations


def withdraws(document: Document, user: Any) -> bool:
    """Whether a user may take a paper out of its matter now, where no step holds it."""
    if document.withdrawn_at is not None:
        return False
    return may_change(document, user) or keeps(document, user)


def reads_confidential(user: Any) -> bool:
    """Whether a user holds one of the named posts, which keep CONFIDENTIAL papers."""
    return bool(places_of(user).parties & READS_CONFIDENTIAL)


def scan_of(form: IssuedForm) -> Version | None:
    """The newest version of a form's sealed scan, or None."""
    rows = Version.objects.filter(document__scan_of=form, document__withdrawn_at__isnull=True)
    return rows.order_by("-pk").first()


def found_papers(user: Any, words: str, most: int) -> list[Document]:
    """The live papers found by name, of which a user may know the name and the matter; newest first."""
    matters = Matter.objects.visible_to(user).order_by().values("pk")
    own = Rows(scans=False, withdrawn=False)
    rows = Document.objects.named_to(user, own).live().filter(scan_of=None, matter__in=matters)
    rows = rows.select_related("matter").order_by("-created_at", "-pk")
    return found_first(rows, words, "title", most=most)


def found_forms(user: Any, words: str, most: int) -> list[IssuedForm]:
    """The official forms that a user may read, by number or title: the number typed first."""
    rows = IssuedForm.objects.readable_by(user).defer("data")
    return found_first(rows.order_by("-pk"), words, "number", most=most)
