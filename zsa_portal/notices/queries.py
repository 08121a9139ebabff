"""What steps, rules and screens read of notices and opinions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from zsa_portal.documents.models import Document, IssuedForm, Version
from zsa_portal.documents.plain_reading import reads
from zsa_portal.documents.rights import departments_of
from zsa_portal.notices.kinds import KINDS, NoticeKind
from zsa_portal.notices.models import Notice, NoticeItem, Opinion, OpinionAnswer
from zsa_portal.notices.rules import Sight, sight
from zsa_portal.notices.sharing import lies_in
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.ui.conditions import of_keys
from zsa_portal.ui.due import last_day
from zsa_portal.ui.finding.ranking import nearest
from zsa_portal.ui.finding.sides import found_on
from zsa_portal.ui.finding.words import begun
from zsa_portal.workflow import roles
from zsa_portal.workflow.models import Matter

PENDING, PUBLISHED, HIDDEN = "pending", "published", "hidden"
STANDING = Q(opinions__withdrawn_at=None)


FOUND_ON = ("number", "title", "items__title")


@dataclass(frozen=True)
class Counts:
    """How many opinions there are and how far they have come."""

    total: int
    answered: int
    unresolved: int
    pending: int
    published: int
    hidden: int

    @property
    def unanswered(self) -> int:
        """Those without a disposition."""
        return self.total - self.answered


def latest_notice(matter: Matter, kind_code: str) -> Notice | None:
    """The newest notice of a kind on which a matter stands, open or past."""
    rows = Notice.objects.filter(items__matter=matter.pk, kind=kind_code)
    return rows.order_by("-opened_at", "-pk").first()


def open_notice(matter: Matter, kind_code: str) -> Notice | None:
    """The notice of a kind on which a matter stands now, or None; asked of the clock."""
    notice = latest_notice(matter, kind_code)
    return notice if notice is not None and notice.is_open() else None


def closes_at(matter: Matter, kind_code: str) -> dt.datetime | None:
    """The exclusive end of the newest notice of a kind, or None without one."""
    notice = latest_notice(matter, kind_code)
    return notice.closes_at if notice else None


def open_now() -> QuerySet[Notice]:
    """The notices that take opinions now, the soonest to close first."""
    return Notice.objects.open().order_by("closes_at", "pk")


def commented_in(document: Document) -> NoticeItem | None:
    """The place on an open consultation that puts a paper to comment by clause; None without one."""
    rows = NoticeItem.objects.filter(
        matter=document.matter_id, notice__in=Notice.objects.open().order_by()
    )
    for item in rows.select_related("notice").order_by("-pk"):
        kind = item.notice.meaning
        if kind.with_clauses and document.kind in (kind.papers or [document.kind]):
            return item
    return None


def opinions_on(matter: Matter, kind_code: str | None = None) -> QuerySet[Opinion]:
    """Every opinion on a matter, of one kind of notice if named, in the order they came in."""
    rows = Opinion.objects.filter(item__matter=matter.pk)
    if kind_code is not None:
        rows = rows.filter(item__notice__kind=kind_code)
    return rows.order_by("item__notice", "number")


def unanswered(matter: Matter, kind_code: str) -> QuerySet[Opinion]:
    """The opinions without a disposition, hidden ones too, in the order they came in."""
    return opinions_on(matter, kind_code).filter(disposition="")


def unanswered_said(matter: Matter, kind_code: str) -> list[str]:
    """How many opinions have no disposition, in one sentence; empty when none. One query."""
    count = unanswered(matter, kind_code).count()
    sentence = ngettext(
        "%(count)d comment is not answered.", "%(count)d comments are not answered.", count
    )
    return [sentence % {"count": count}] if count else []


def unresolved(matter: Matter, kind_code: str) -> QuerySet[Opinion]:
    """The objections that are not resolved, hidden ones too; of a text's comments, the unanswered."""
    return opinions_on(matter, kind_code).filter(_still_open(kind_code))


def unresolved_by_matter(matters: Sequence[Matter], kind_code: str) -> dict[int, list[Opinion]]:
    """What ``unresolved`` gives for each of several matters, by key; one query for all."""
    found: dict[int, list[Opinion]] = {matter.pk: [] for matter in matters}
    rows = Opinion.objects.filter(_still_open(kind_code), item__notice__kind=kind_code)
    rows = rows.filter(item__matter__in=found).select_related("item")
    for opinion in rows.order_by("item__notice", "number"):
        found[opinion.item.matter_id].append(opinion)
    return found


def _still_open(kind_code: str) -> Q:
    return Q(resolved_at__isnull=True) if KINDS[kind_code].resolves else Q(disposition="")


def counts(matter: Matter, kind_code: str | None = None) -> Counts:
    """How many opinions a matter has and how far they have come; one query."""
    resolving = [code for code, kind in KINDS.items() if kind.resolves]
    still_open = Q(disposition="") | Q(item__notice__kind__in=resolving, resolved_at__isnull=True)
    found = (
        opinions_on(matter, kind_code)
        .order_by()
        .aggregate(
            total=Count("pk"),
            answered=Count("pk", filter=~Q(disposition="")),
            unresolved=Count("pk", filter=still_open),
            pending=Count("pk", filter=Q(moderation=PENDING)),
            published=Count("pk", filter=Q(moderation=PUBLISHED)),
            hidden=Count("pk", filter=Q(moderation=HIDDEN)),
        )
    )
    return Counts(**found)


def comment_table(matter: Matter, kind_code: str | None = None) -> QuerySet[Opinion]:
    """The comments on a matter's text by clause, 5.10 after 5.9, annexes after the numbers."""
    kinds = (
        [kind_code] if kind_code else [code for code, kind in KINDS.items() if kind.with_clauses]
    )
    return by_clause(Opinion.objects.filter(item__matter=matter.pk, item__notice__kind__in=kinds))


def by_clause(rows: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """Opinions in the order of the text's clauses."""
    return rows.order_by("clause_key", "pk")


def answerable_rows(items: Collection[NoticeItem]) -> QuerySet[Opinion]:
    """The opinions on places on notices as the answering screen lists them; see ``with_last_answers``.

    The places are named by their keys: those of one are read in order from an index.
    """
    rows = Opinion.objects.filter(item__in=[item.pk for item in items])
    return by_clause(rows.select_related("item__notice", "evidence", "answered_by"))


def with_last_answers(opinions: Sequence[Opinion]) -> None:
    """Give each opinion the ``last_batch`` in which it was answered, None before; one query."""
    keys = [opinion.pk for opinion in opinions]
    rows = OpinionAnswer.objects.filter(opinion__in=keys).order_by("opinion", "-pk")
    found = dict(rows.distinct("opinion").values_list("opinion", "batch"))
    for opinion in opinions:
        vars(opinion)["last_batch"] = found.get(opinion.pk)


def next_unanswered(
    matter: Matter, kind: NoticeKind, after: Opinion | None, chapters: Sequence[str] = ()
) -> Opinion | None:
    """The next opinion without a disposition after one in the order of clauses, else the first.

    On one of ``chapters``, which somebody answers, as long as there is one; then on any.
    """
    rows = by_clause(unanswered(matter, kind.code))
    own = _next_of(rows.filter(lies_in(chapters)), after) if chapters else None
    return own or _next_of(rows, after)


def _next_of(rows: QuerySet[Opinion], after: Opinion | None) -> Opinion | None:
    if after is not None:
        later = Q(clause_key__gt=after.clause_key) | Q(clause_key=after.clause_key, pk__gt=after.pk)
        if found := rows.filter(later).first():
            return found
    return rows.first()


def visible_opinions(
    matter: Matter, user: Any, kinds: Iterable[str]
) -> tuple[QuerySet[Opinion], dict[str, Sight]]:
    """The opinions on a matter that a user sees, one's own always, and the sight of each kind."""
    sights = {code: sight(matter, user, KINDS[code]) for code in kinds}
    shown = Q(author=user.pk) if user.is_authenticated else Q(pk__in=[])
    for code, much in sights.items():
        what = Q(item__notice__kind=code)
        if much == Sight.PUBLIC:
            what &= Q(moderation=PUBLISHED)
        elif much == Sight.PARTY:
            what &= ~Q(moderation=HIDDEN)
        shown |= what
    rows = Opinion.objects.filter(shown, item__matter=matter.pk).select_related("item__notice")
    return by_clause(rows), sights


def numbers_for(_user: Any, keys: Collection[int]) -> dict[int, str]:
    """What opinions are called in a log: by their numbers, which tell nothing of them; one query."""
    rows = Opinion.everything.filter(of_keys(sorted(keys))).values_list("pk", "number")
    return {pk: gettext("opinion %(number)s") % {"number": number} for pk, number in rows}


def notices_on(matter: Matter, kind_code: str | None = None) -> list[NoticeItem]:
    """The matter's places on notices, of one kind if named, newest first, each with its notice.

    One query.
    """
    rows = NoticeItem.objects.filter(matter=matter.pk).select_related("notice")
    if kind_code is not None:
        rows = rows.filter(notice__kind=kind_code)
    return list(rows.order_by("-notice__opened_at", "-pk"))


def item_list(notice: Notice) -> list[NoticeItem]:
    """The matters on a notice in order, with how many opinions each has had in all and published."""
    rows = notice.items.select_related("matter").annotate(
        received=Count("opinions", filter=STANDING),
        published=Count("opinions", filter=STANDING & Q(opinions__moderation=PUBLISHED)),
    )
    return list(rows.order_by("position"))


def to_moderate(user: Any, moderation: str = PENDING) -> QuerySet[Opinion]:
    """The opinions in one state of moderation that a user decides on, the oldest first."""
    who = places_of(user)
    run = Matter.objects.filter(
        involvements__role__in=[role.code for role in roles.ROLES.values() if role.runs],
        involvements__until__isnull=True,
        involvements__party__key__in=who.parties,
    )
    mine = Q(item__matter__owner__in=departments_of(who)) | Q(item__matter__in=run.values("pk"))
    return (
        Opinion.objects.filter(mine, moderation=moderation)
        .exclude(item__matter__applicant__in=who.organisations)
        .select_related("item__notice", "item__matter", "evidence", "moderated_by")
        .order_by("received_at", "pk")
    )


def listed(past: bool = False) -> QuerySet[Notice]:  # noqa: FBT001, FBT002 - one word at the call
    """The notices of the public list with their figures: open ones soonest to close first."""
    counted = Notice.objects.annotate(matter_count=Count("items", distinct=True))
    if past:
        return counted.past().order_by("-closes_at", "-pk")
    return counted.open().order_by("closes_at", "pk")


def searched(rows: QuerySet[Notice], words: str) -> QuerySet[Notice]:
    """The notices whose number, title or one of whose matters' titles holds every word."""
    if not words:
        return rows
    return rows.filter(found_on(Notice, FOUND_ON, begun(words)))


def found_notices(words: str, most: int) -> list[Notice]:
    """The notices found by number, title or one of their matters' titles: the number typed first."""
    rows = Notice.objects.filter(opened_at__lte=clock.now())
    return list(nearest(searched(rows, words), words, "number")[:most])


def published_opinions(matter: Matter) -> QuerySet[Opinion]:
    """The opinions on a matter that anyone reads, by clause."""
    rows = Opinion.objects.filter(item__matter=matter.pk, moderation=PUBLISHED)
    return by_clause(rows.select_related("item__notice"))


def length_in_days(notice: Notice) -> int:
    """How many natural days a notice runs; the day of publication is not counted."""
    return (last_day(notice.closes_at) - clock.day_of(notice.opened_at)).days


def discoverable(user: Any, items: Sequence[NoticeItem]) -> set[int]:
    """The keys of the matters on a notice whose page a user may open."""
    rows = Matter.objects.visible_to(user).filter(pk__in=[item.matter_id for item in items])
    return set(rows.order_by().values_list("pk", flat=True))


def form_is_public(form: IssuedForm) -> bool:
    """Whether anyone may read an official paper now."""
    return IssuedForm.objects.readable_by(None).filter(pk=form.pk).exists()


@dataclass(frozen=True)
class PublicPaper:
    """A paper of a matter on notice that anyone may read."""

    matter_id: int
    kind: str
    title: str
    name: str
    url: str
    text: str = ""
    """Where its text is read in the page, if it can be."""


def public_papers(
    matters: Sequence[int], kinds: Sequence[str] = ()
) -> dict[int, list[PublicPaper]]:
    """The papers and forms of matters that anyone may read, by matter; two queries."""
    found: dict[int, list[PublicPaper]] = {}
    versions = Version.objects.readable_by(None).filter(document__matter__in=matters)
    forms = IssuedForm.objects.readable_by(None).filter(matters__in=matters)
    if kinds:
        versions, forms = versions.filter(document__kind__in=kinds), forms.filter(kind__in=kinds)
    for version in versions.select_related("document", "file").order_by("document__kind", "pk"):
        document = version.document
        paper = PublicPaper(
            document.matter_id or 0,
            document.kind,
            document.title,
            version.name,
            version.get_absolute_url(),
            reverse("documents:text", args=[version.pk]) if reads(version) else "",
        )
        found.setdefault(paper.matter_id, []).append(paper)
    about = IssuedForm.matters.through.objects.filter(matter__in=matters, issuedform__in=forms)
    for row in about.select_related("issuedform").order_by("issuedform__kind", "pk"):
        form = row.issuedform
        paper = PublicPaper(
            row.matter_id, form.kind, form.title, form.number, form.get_absolute_url()
        )
        found.setdefault(row.matter_id, []).append(paper)
    return found
