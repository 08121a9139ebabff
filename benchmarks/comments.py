"""Five thousand comments on one draft: the pages on which they are moderated and answered, and a step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from benchmarks.pages import Asked, Page, client_of, get, held_to, officer
from benchmarks.timing import Verdicts
from standards.models import Project
from zsa_portal.notices.clauses import sort_key
from zsa_portal.notices.models import NoticeItem, Opinion, new_token
from zsa_portal.people.models import User
from zsa_portal.workflow.perform import offered, perform
from zsa_portal.workflow.queries import missing_of, with_parties

COMMENTS = 5_000
ROUNDS = 20
MOST_MS, MOST_QUERIES = 60, 15
STEP_MS, STEP_QUERIES = 50, 20
SAID = "本条的限值与 GB/T 1.1—2020 不一致，建议核对试验方法后改为推荐，并说明依据。"


def show() -> Verdicts:
    """Print the pages over the comments and a step; returns what is over its limit."""
    asked: list[Asked] = [
        (label, partial(get, client_of(user), path), MOST_MS, MOST_QUERIES)
        for label, user, path in _pages(commented())
    ]
    label, act = _step()
    asked.append((label, act, STEP_MS, STEP_QUERIES))
    title = f"With {COMMENTS:,} comments on one draft, {ROUNDS} each, in turn"
    return held_to(title, asked, ROUNDS)


def commented() -> NoticeItem:
    """The draft of the demonstration with most comments, and as many more as are to be there."""
    rows = NoticeItem.objects.select_related("notice", "matter").order_by("-pk")
    item = next(one for one in rows if one.notice.meaning.with_clauses)
    last = max(Opinion.everything.filter(item=item).values_list("number", flat=True), default=0)
    at = item.notice.opened_at
    clauses = [f"{1 + n % 9}.{1 + n % 17}" for n in range(COMMENTS)]
    Opinion.objects.bulk_create(
        Opinion(
            item=item,
            number=last + 1 + n,
            reference=f"BENCH-{n:05d}",
            token=new_token(),
            name=f"专家{n % 700}",
            organisation=f"单位{n % 300}" if n % 4 else "",
            clause=clause,
            clause_key=sort_key(clause),
            type=Opinion.Type.values[n % 3],
            text=f"{SAID}（第 {n} 条）",
            received_at=at,
        )
        for n, clause in enumerate(clauses)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE zsa_notices_opinion")
    return item


def _pages(item: NoticeItem) -> Iterator[Page]:
    user = officer()
    answers = reverse("notices:answers", args=[item.matter_id, item.notice.kind])
    moderation = reverse("notices:moderation")
    for who, reader in (("secretariat", user), ("answering", _answering(item) or user)):
        yield f"answers, {who}", reader, answers
        yield f"answers, {who}, page 100", reader, f"{answers}?page=100"
        yield f"answers, {who}, searched", reader, f"{answers}?q=第 4711 条"
    yield "moderation", user, moderation
    yield "moderation, page 100", user, f"{moderation}?page=100"
    yield "opinions tab", user, reverse("workflow:tab", args=[item.matter_id, "opinions"])


def _answering(item: NoticeItem) -> User | None:
    """Somebody of the party that answers the comments."""
    matter: Any = item.matter.machine.objects.get(pk=item.matter_id)
    keys = [party.key for party in matter.parties(*item.notice.meaning.roles)]
    bodies = [key.split(":")[1] for key in keys if key.startswith("body:")]
    return User.objects.filter(seats__body__in=bodies).order_by("pk").first()


def _step() -> tuple[str, Callable[[], None]]:
    """A step without a form that somebody may take now; taken back each time."""
    for project in with_parties(list(Project.objects.order_by("pk"))):
        for user in User.objects.filter(is_active=True).order_by("pk"):
            for found, meaning in offered(project, user):
                if not meaning.form and not meaning.page and not missing_of(project, found):
                    return f"step: {found.name}", _taking(project, found.name, user)
    raise RuntimeError("nobody may take a step")


def _taking(project: Project, name: str, user: User) -> Callable[[], None]:
    def act() -> None:
        with transaction.atomic():
            fresh = Project.objects.get(pk=project.pk)
            perform(getattr(fresh, name), by=user)
            transaction.set_rollback(True)

    return act
