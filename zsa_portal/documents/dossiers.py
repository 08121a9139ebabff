"""Dossiers: the papers a matter must have, by name, and which of them are missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from zsa_portal.documents.models import Document, IssuedForm, Version
from zsa_portal.regulations.registry import Registry
from zsa_portal.regulations.rule import Rule, missing_title
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.memo import recalled, remember, remembered
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.queries import with_moves

DOSSIERS: Registry[Dossier] = Registry("dossier")
FIELDS = ("source", "pk", "kind", "shown", "version", "link_pk", "name", "who", "at", "state", "of")
READY, FAILED = IssuedForm.State.READY, IssuedForm.State.FAILED


@dataclass(frozen=True)
class Paper:
    """One paper of a dossier; any of the kinds ``any_of`` will do, the own kind if none is named.

    A ``carried`` one comes from an earlier station and counts in every round of the dossier. One
    that is required only ``where_applicable`` is not missed by the dossier: a condition of its own
    asks whether it applies. One that is not required but ``expected`` is shown as missing while it
    is, and stops no step.
    """

    kind: str
    title: Text
    required: bool = True
    expected: bool = False
    any_of: tuple[str, ...] = ()
    carried: bool = False
    where_applicable: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of document or form that are this paper."""
        return self.any_of or (self.kind,)


@dataclass(frozen=True)
class Present:
    """A paper that is there: a document in its newest version, or an issued form.

    ``state`` is that of the form's PDF; a form counts once it is there, ``"ready"``.
    ``version`` is 0 and ``who`` is empty for a form. ``url`` leads to the bytes, ``source`` and
    ``pk`` name the row: ``("document", 5)`` or ``("form", 5)``.
    """

    source: str
    pk: int
    kind: str
    title: str
    version: int
    name: str
    who: str
    at: dt.datetime
    url: str
    state: str = READY


@dataclass(frozen=True)
class Row:
    """One line of a dossier's checklist, for screens.

    ``outdated`` tells that there is such a paper, but only of an earlier round; ``unmade`` is the
    form issued last where its PDF is not there and no other paper stands in for it.
    """

    paper: Paper
    found: tuple[Present, ...]
    outdated: bool = False
    unmade: Present | None = None

    @property
    def missing(self) -> bool:
        """Whether a required paper is absent."""
        return self.paper.required and (not self.found or self.unmade is not None)

    @property
    def absent(self) -> bool:
        """Whether an expected paper is absent; the step is open without it."""
        return self.paper.expected and not self.found

    @property
    def lacking(self) -> str:
        """The translated sentence that says the paper is missing."""
        if self.unmade is not None:
            return unmade_sentence(self.paper.title, self.unmade.state)
        if self.outdated:
            words = {"name": self.paper.title}
            return _("%(name)s is of an earlier round; add it anew.") % words
        return missing_title(self.paper.title)

    def narrowed(self, readable: Container[tuple[str, int]]) -> Row:
        """The row with addresses and names only of papers named in ``readable``."""
        found = tuple(
            one
            if (one.source, one.pk) in readable
            else replace(one, title="", name="", who="", url="")
            for one in self.found
        )
        return replace(self, found=found)


def unmade_sentence(title: Text, state: str) -> str:
    """What is said of an issued form whose PDF is not there: it is being made, or it has failed."""
    words = {"name": title}
    if state == FAILED:
        return (
            _(
                "%(name)s is issued, but its PDF could not be made. The secretariat opens the form "
                "under “Papers” and tries again; it counts when the PDF is there."
            )
            % words
        )
    return (
        _(
            "%(name)s is issued and its PDF is being made; it counts when the PDF is there. Look "
            "again in a minute."
        )
        % words
    )


def _row(paper: Paper, found: list[Present], begun: dt.datetime | None) -> Row:
    present = [one for one in found if begun is None or paper.carried or one.at >= begun]
    forms = [one for one in present if one.source == "form"]
    there = tuple(one for one in present if one.state == READY)
    last = forms[-1] if len(forms) == len(present) and forms else None
    unmade = last if last is not None and last.state != READY else None
    return Row(paper, there, outdated=bool(found) and not present, unmade=unmade)


def _ever(matter: Matter) -> None:
    """The round of a dossier that has only one."""


@dataclass(frozen=True)
class Dossier:
    """The papers that must be together before a step, by the article ``rule``.

    A dossier that names ``states`` is shown as a checklist on the papers tab of a matter in one
    of them, of the kinds ``matters`` (any if empty). ``since`` gives the instant at which the
    present round began, None in the first: papers added before count no more.
    """

    key: str
    title: Text
    rule: str
    papers: tuple[Paper, ...]
    states: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    since: Callable[[Matter], dt.datetime | None] = _ever

    def __post_init__(self) -> None:
        DOSSIERS[self.key] = self

    @property
    def beside(self) -> str:
        """Its papers, as what stands beside a form."""
        return f"papers:{','.join(kind for paper in self.papers for kind in paper.kinds)}"

    def rows(self, matter: Matter) -> list[Row]:
        """The papers in order, each with what is there in the present round; one query for all."""
        read = recalled(matter, f"papers:{self.key}")
        found = papers_of(matter, self.kinds) if read is None else read
        begun = self.since(matter)
        rows = [
            _row(paper, [one for one in found if one.kind in paper.kinds], begun)
            for paper in self.papers
        ]
        remember(matter, f"dossier:{self.key}", rows)
        return rows

    def read(self, matters: Sequence[Matter]) -> None:
        """Have the papers of several matters at hand for their rows; two queries for all."""
        with_moves(matters)
        found: dict[int, list[Present]] = {matter.pk: [] for matter in matters}
        for of, present in _papers_of_each(found, self.kinds):
            found[of].append(present)
        for matter in matters:
            remember(matter, f"papers:{self.key}", found[matter.pk])

    @property
    def kinds(self) -> list[str]:
        """The kinds of document or form that belong to the dossier."""
        return [kind for paper in self.papers for kind in paper.kinds]

    @property
    def counted(self) -> tuple[str, ...]:
        """The kinds of paper that count for the dossier: all but those that only come along."""
        return tuple(
            kind
            for paper in self.papers
            if paper.required or paper.where_applicable
            for kind in paper.kinds
        )

    def rows_on_page(self, matter: Matter) -> list[Row]:
        """The rows as the page's steps have read them, read now if none has."""
        return remembered(matter, f"dossier:{self.key}", lambda: self.rows(matter))

    def missing(self, matter: Matter) -> list[str]:
        """A translated sentence for each required paper that is absent."""
        return [row.lacking for row in self.rows(matter) if row.missing]

    def complete(self) -> Rule[Matter]:
        """The condition that nothing is missing, under the dossier's rule."""
        condition = Rule(self.rule, self.missing)
        condition.__qualname__ = f"Dossier({self.key}).missing"
        condition.counts = self.counted
        return condition


def shown(matter: Matter) -> list[Dossier]:
    """The dossiers whose checklist belongs on a matter's page in its present state."""
    return [
        one
        for one in DOSSIERS.values()
        if matter.state in one.states and (not one.matters or matter.kind in one.matters)
    ]


def has_paper(matter: Matter, *kinds: str) -> bool:
    """Whether a live document or a finished form of one of the kinds is there; one query."""
    return any(one.state == READY for one in papers_of(matter, kinds))


def papers_of(matter: Matter, kinds: Iterable[str]) -> list[Present]:
    """The live documents and issued forms of these kinds in a matter, oldest first; one query."""
    return [present for _of, present in _papers_of_each([matter.pk], kinds)]


def _papers_of_each(keys: Collection[int], kinds: Iterable[str]) -> list[tuple[int, Present]]:
    """The papers of several matters with the key of the matter, oldest first; one query."""
    rows = [dict(zip(FIELDS, row, strict=True)) for row in _union(list(keys), list(kinds))]
    return [(row["of"], _present(row)) for row in sorted(rows, key=lambda row: row["at"])]


def _union(keys: list[int], kinds: list[str]) -> QuerySet[Any]:
    newest = Version.objects.filter(document=OuterRef("pk")).order_by("-number")
    documents = Document.objects.live().filter(matter__in=keys, kind__in=kinds).order_by()
    forms = IssuedForm.objects.filter(matters__in=keys, kind__in=kinds).order_by()
    return (
        documents.annotate(
            source=Value("document"),
            shown=F("title"),
            version=Subquery(newest.values("number")[:1]),
            link_pk=Subquery(newest.values("pk")[:1]),
            name=Subquery(newest.values("name")[:1]),
            who=Subquery(newest.values("uploaded_by__name")[:1]),
            at=Subquery(newest.values("at")[:1]),
            state=Value(str(READY)),
            of=F("matter"),
        )
        .values_list(*FIELDS)
        .union(
            forms.annotate(
                source=Value("form"),
                shown=F("title"),
                version=Value(0),
                link_pk=F("pk"),
                name=F("number"),
                who=Value(""),
                at=F("issued_at"),
                of=F("matters"),
            ).values_list(*FIELDS),
            all=True,
        )
    )


def _present(row: dict[str, Any]) -> Present:
    address = "documents:download" if row["source"] == "document" else "documents:form"
    return Present(
        source=row["source"],
        pk=row["pk"],
        kind=row["kind"],
        title=row["shown"],
        version=row["version"],
        name=row["name"],
        who=row["who"] or "",
        at=row["at"],
        url=reverse(address, args=[row["link_pk"]]),
        state=row["state"],
    )
