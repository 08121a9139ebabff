"""What the screens read of matters: stage bar, log lines, steps on offer, duties, diagram."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Condition
from zsa_portal.ui.elements import Change, LogLine, Mend, Missing, StageStep, Tone
from zsa_portal.ui.prepared import planned_once
from zsa_portal.workflow.access import involved_in, owed_by
from zsa_portal.workflow.changes import changes_of
from zsa_portal.workflow.interests import recused_name
from zsa_portal.workflow.machine import MACHINES, Phase, StateInfo, meaning_of, steps_of
from zsa_portal.workflow.memo import remember, remembered
from zsa_portal.workflow.mentions import about, mentions_paper, names_of
from zsa_portal.workflow.models import DayRoot, Duty, Involvement, LogEntry, Matter
from zsa_portal.workflow.perform import offered
from zsa_portal.workflow.pipeline import is_over
from zsa_portal.workflow.reading import by_role, involvements, parts_played, read_matter
from zsa_portal.workflow.turns import is_turn_of
from zsa_portal.workflow.wording import (
    PERSONAL,
    SINGLY,
    UNNAMED,
    detail_of,
    label_of,
    reason_said,
    saved_in,
)

M = TypeVar("M", bound=Matter)
Asked = dict[Condition[Any], list[str]]


def matter_for(user: Any, pk: int) -> Matter:
    """The matter of that key, as its own class, if the user may discover it; Http404 otherwise.

    Its parties now, whether the user is recused, and for staff who handles it are at hand. Two
    queries; one more where nobody plays a part. The rule of its own kind alone is asked, of its row.
    """
    with planned_once():
        rows = parts_played().rows(pk=pk, user=user.pk)
    found = Matter.objects.filter(pk=pk).values_list("kind", flat=True)
    kind = rows[0].kind if rows else found.first()
    if kind is None:
        raise Http404
    matter = read_matter(MACHINES[kind], user, pk)
    matter.__dict__["involved"] = by_role(rows)
    if rows:
        remember(matter, recused_name(user), rows[0].recused)
    return matter


def with_parties(matters: Sequence[M]) -> Sequence[M]:
    """The matters with the parties now involved in each at hand; one query for all."""
    found: dict[int, list[Involvement]] = {matter.pk: [] for matter in matters}
    for row in involvements().filter(matter__in=found):
        found[row.matter_id].append(row)
    for matter in matters:
        matter.__dict__["involved"] = by_role(found[matter.pk])
    return matters


def moves_of(matter: Matter) -> list[LogEntry]:
    """The log entries that moved a matter, oldest first, with who; one query, kept on the object."""
    rows = _moves().filter(matter_id=matter.pk)
    return remembered(matter, "moves", lambda: list(rows))


def with_moves(matters: Sequence[M]) -> Sequence[M]:
    """The matters with what ``moves_of`` gives of each at hand; one query for all."""
    found: dict[int, list[LogEntry]] = {matter.pk: [] for matter in matters}
    for move in _moves().filter(matter__in=found):
        found[move.matter_id].append(move)
    for matter in matters:
        remember(matter, "moves", found[matter.pk])
    return matters


def _moves() -> QuerySet[LogEntry]:
    rows = LogEntry.objects.exclude(from_state=F("to_state"))
    return rows.select_related("by").order_by("pk")


def stage_bar(matter: Matter) -> list[StageStep]:
    """The stages of the matter's procedure with the day each was entered; see moves_of."""
    first_days: dict[str, dt.date] = {}
    latest: dict[str, dt.date] = {}
    machine = matter.machine
    for move in moves_of(matter):
        info = machine.STATES.get(move.to_state)
        if info is not None:
            first_days.setdefault(info.stage[:2], clock.day_of(move.at))
            latest[info.stage[:2]] = clock.day_of(move.at)
    here = matter.stage[:2]
    places = {code: place for place, code in enumerate(machine.STAGES)}
    passed = {code for code, place in places.items() if place < places.get(here, 0)}
    return [
        StageStep(
            code,
            str(label),
            _stage_status(matter.state_info, here=code == here, passed=code in passed),
            latest.get(code) if code == here else first_days.get(code) if code in passed else None,
        )
        for code, label in machine.STAGES.items()
    ]


def _stage_status(info: StateInfo, *, here: bool, passed: bool) -> Any:
    if here:
        if info.outcome == "done":
            return "done"
        return "failed" if info.outcome in ("returned", "ended") else "current"
    return "done" if passed else "todo"


def tone_of(info: StateInfo) -> Tone:
    """The tone in which a state is shown."""
    tones: dict[str, Tone] = {"returned": "warn", "ended": "bad", "done": "ok"}
    return tones.get(info.outcome, "info")


def step_url(matter: Matter, name: str) -> str:
    """Where a step of a matter is confirmed."""
    return reverse("workflow:step", args=[matter.pk, name])


def steps_on_page(matter: Matter, user: Any) -> list[dict[str, Any]]:
    """The steps a user may take, each with address, label and what its rules still miss.

    Conditions are evaluated only for these steps, each once.
    """
    found = []
    asked: Asked = {}
    for transition, meaning in offered(matter, user):
        missing = missing_of(matter, transition, asked)
        found.append(
            {
                "name": transition.name,
                "label": meaning.label,
                "missing": missing,
                "blocked": bool(missing),
                "danger": meaning.tone == "danger",
                "tone": meaning.tone,
                "mends": mends_of(matter, transition) if missing else [],
                "url": reverse(meaning.page, args=[matter.pk])
                if meaning.page
                else step_url(matter, transition.name),
            }
        )
    return sorted(found, key=lambda step: ("primary", "secondary", "danger").index(step["tone"]))


def mends_of(matter: Matter, transition: Any) -> list[Mend]:
    """The pages on which what a step misses is added."""
    found = []
    for name, label in meaning_of(transition).mends:
        kind, _colon, tab = name.partition(":")
        own = f"{matter.get_absolute_url()}{tab}/"
        url = own if kind == "tab" else reverse(name, args=[matter.pk])
        found.append(Mend(str(label), url))
    return found


def missing_of(matter: Matter, transition: Any, asked: Asked | None = None) -> list[Missing]:
    """What a step's rules still miss, sentence by sentence with the rule's id.

    ``asked`` keeps the answers for other steps of the same matter that share rules.
    """
    asked = {} if asked is None else asked
    fulfilled = meaning_of(transition).fulfils
    conditions = [one for one in transition.conditions if one not in fulfilled]
    for one in conditions:
        if one not in asked:
            asked[one] = one.missing(matter)
    return [
        Missing(text=sentence, rule=one.article) for one in conditions for sentence in asked[one]
    ]


def log_lines(matter: Matter, user: Any, since: dt.datetime | None = None) -> list[LogLine]:
    """The matter's log, newest first, worded in the reader's language.

    Staff read everything; others the steps that moved the matter, without names of people, and
    their reasons only if they have a part in it. What others did after ``since`` is new.
    """
    rows = list(matter.log.select_related("by"))
    staff, part = places_of(user).staff, has_part(matter, user)
    names = names_of((row.values for row in rows), user) if staff else {}
    changes = changes_of(matter, rows, user) if staff else {}
    lines = [
        replace(
            _log_line(matter, row, staff=staff, changes=changes.get(row.pk, ())),
            about=about(row.values, names),
            group=_group(row),
            new=since is not None and row.at > since and row.by_id != user.pk,
        )
        for row in rows
        if staff or row.from_state != row.to_state
    ]
    return lines if part else [replace(line, reason="") for line in lines]


def _group(row: LogEntry) -> str:
    if row.from_state != row.to_state:
        return "step"
    return "paper" if mentions_paper(row.values) else "other"


def has_part(matter: Matter, user: Any) -> bool:
    """Whether a user is staff, of the applicant, or plays a part in the matter now."""
    who = places_of(user)
    if who.staff or matter.applicant_id in who.organisations:
        return True
    return any(party in who for parties in matter.involved.values() for party in parties)


def reason_of_state(matter: Matter, user: Any) -> LogLine | None:
    """The step that brought a matter to where it is and its reason, for staff and its parties.

    A step that was taken back does not count: the matter is there for the reason it had before.
    None when that step gave no reason, and for everybody else. See moves_of.
    """
    if not has_part(matter, user):
        return None
    taking_back = {found.name for found in steps_of(type(matter)) if meaning_of(found).undoes}
    valid: list[LogEntry] = []
    for move in moves_of(matter):
        if move.step in taking_back:
            del valid[-1:]
        else:
            valid.append(move)
    last = next(reversed(valid), None)
    return _log_line(matter, last, staff=places_of(user).staff) if last and last.reason else None


def _log_line(
    matter: Matter, row: LogEntry, *, staff: bool, changes: Sequence[Change] = ()
) -> LogLine:
    moved = row.from_state != row.to_state
    states = matter.STATES
    before, after = states.get(row.from_state), states.get(row.to_state)
    nobody = _("the calendar") if moved else _("somebody not signed in")
    who = str(UNNAMED.get(row.step, row.by or nobody)) if staff else ""
    told = reason_said(row.step, row.reason)
    shown = row.values.get("before", ()) if changes else ()
    said = [told, detail_of(row.step, row.values), saved_in(matter, row.step, row.values, shown)]
    return LogLine(
        at=row.at,
        what=label_of(matter, row.step),
        who=who,
        before=str(before.label) if moved and before else "",
        after=str(after.label) if moved and after else "",
        rules=row.rules,
        changes=changes,
        reason="\n".join(filter(None, said)),
        tone=tone_of(after) if moved and after else "neutral",
    )


def open_duties(user: Any) -> QuerySet[Duty]:
    """What the user owes now, in person, for a party or as a deputy, soonest first: the inbox.

    A deputy is spared what the principal does in person, as a vote. Who votes in a body owes the
    vote, not the body's turn besides, before the vote and after.
    """
    who = places_of(user)
    others_own = _of_kinds(PERSONAL)
    others_own &= ~Q(party__key=f"user:{who.user_id}")
    return (
        Duty.objects.filter(owed_by(who), done_at__isnull=True)
        .exclude(others_own)
        .exclude(_done_singly(user))
        .select_related(
            "matter",
            "matter__applicant",
            "party",
            "party__department",
            "party__organisation",
            "party__body",
            "party__user",
        )
        .order_by("due_at", "pk")
    )


def _of_kinds(kinds: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for kind in sorted(kinds):
        found |= Q(key=kind) | Q(key__startswith=f"{kind}:")
    return found


def _done_singly(user: Any) -> Q:
    """The turns of bodies that a user does, or did, by a duty of the own; see ``wording.singly``."""
    own = Duty.objects.filter(_of_kinds(SINGLY), matter=OuterRef("matter"))
    mine = own.filter(party__key=f"user:{user.pk}")
    during = Q(done_at=None) | Q(done_at__gte=OuterRef("created_at"))
    turn = Q(key__startswith="turn:", party__body__isnull=False)
    return turn & Q(Exists(mine.filter(during)))


def waiting_for_others(user: Any) -> QuerySet[Matter]:
    """Matters the user has a part in, whose turn it is of somebody else, soonest due first."""
    who = places_of(user)
    part = Q(applicant__in=who.organisations) | Q(involved_in(who))
    return (
        Matter.objects.visible_to(user)
        .filter(part)
        .exclude(is_over())
        .exclude(is_turn_of(Q(key__in=who.parties)))
        .select_related(
            "holder", *(f"holder__{n}" for n in ("department", "organisation", "body", "user"))
        )
        .order_by("due_at", "-entered_at")
    )


def machine_graph(cls: type[Matter]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The procedure's states and steps as nodes and edges, from the transition table itself."""
    nodes = [
        {
            "key": code,
            "label": str(info.label),
            "group": f"{info.stage[:2]} {cls.STAGES.get(info.stage[:2], '')}".strip(),
            "info": info,
        }
        for code, info in cls.STATES.items()
    ]
    labels = {node["key"]: node["label"] for node in nodes}
    edges = [
        {
            "source_label": labels[t.source],
            "target_label": labels[t.target or t.source],
            "source": t.source,
            "target": t.target or t.source,
            "label": str(meaning_of(t).label),
            "rules": meaning_of(t).rules,
            "name": t.name,
        }
        for t in steps_of(cls)
    ]
    return nodes, edges


def is_public(matter: Matter) -> bool:
    """Whether anyone may discover the matter in its present state."""
    return matter.state_info.phase in (Phase.NOTICE, Phase.PUBLISHED)


def latest_root() -> DayRoot | None:
    """The newest root of the sealed logs; None before the first day was sealed."""
    return DayRoot.objects.order_by("-day").first()
