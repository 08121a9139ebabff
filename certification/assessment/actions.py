"""What is written of the changes that a panel asks for, besides the steps (认定 第十七条)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from certification.assessment import rules
from certification.assessment.records import ChangeAsked
from certification.models import Recognition
from certification.parties import acts_for_applicant, acts_for_secretariat, has_no_interest
from certification.states import S
from zsa_portal.people.models import Seat, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.log import record
from zsa_portal.workflow.perform import held, require_seen, touched
from zsa_portal.workflow.refusals import BadValue


def chairs_panel(recognition: Recognition, user: Any) -> bool:
    """Whether a user chairs the panel today, without an interest; one query, only where there is one."""
    if recognition.panel_id is None or not getattr(user, "pk", None):
        return False
    seats = Seat.objects.current().filter(body=recognition.panel_id, role=Seat.Role.CHAIR)
    return seats.filter(user=user.pk).exists() and has_no_interest(recognition, user)


def lists_changes(recognition: Recognition, user: Any) -> bool:
    """The secretariat and the panel's chair merge what the reviewers ask for into one list."""
    return acts_for_secretariat(recognition, user) or chairs_panel(recognition, user)


def changes_list_save(
    *, recognition: Recognition, rows: Sequence[Mapping[str, Any]], by: User, seen: str = ""
) -> list[ChangeAsked]:
    """Write the list of changes that goes to the body, in place of what was written of it before.

    Each row has ``clause``, ``change`` and ``covers``, the reviewers' wishes that it merges (see
    rules.asked_by_reviewers); one without words is dropped. Raises PermissionDenied, WrongState,
    Changed, BadValue("rows", …) for wishes that there are not or that stand in no row with words.
    """
    with held(recognition, states=[S.BALLOT_CLOSED]) as fresh:
        require_seen(fresh, seen)
        if not lists_changes(fresh, by):
            raise PermissionDenied
        ballot, known = rules.last_ballot(fresh), rules.asked_by_reviewers(fresh)
        kept = [_row(row, known) for row in rows]
        kept = [row for row in kept if row["change"]]
        fresh.changes_asked.filter(ballot=ballot).delete()
        made = ChangeAsked.objects.bulk_create(
            ChangeAsked(recognition=fresh, ballot=ballot, number=number, **row)
            for number, row in enumerate(kept, start=1)
        )
        touched(fresh)
        record(fresh, by=by, step="changes_list", values={"changes": len(made)})
    return made


def _row(row: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    covers = [str(key) for key in row.get("covers") or ()]
    if set(covers) - set(known):
        raise BadValue("rows", _("The list names a wish that no reviewer has."))
    change = str(row.get("change") or "").strip()
    if covers and not change:
        raise BadValue("rows", _("A wish is merged into a change that has no words."))
    return {"clause": str(row.get("clause") or "").strip(), "change": change, "covers": covers}


def changes_answer(
    *, recognition: Recognition, answers: Mapping[int, Mapping[str, str]], by: User
) -> int:
    """Say of changes asked for what was made of them; return how many answers are new or different.

    ``answers`` maps the key of a change to ``old_text``, ``new_text`` and ``answer``. One counts as
    answered once there is a new text, or words why none is needed. Confirmed changes and foreign
    keys are left alone. By the body's people, while it is their turn. Raises PermissionDenied,
    WrongState.
    """
    with held(recognition, states=[S.CHANGES]) as fresh:
        if not acts_for_applicant(fresh, by):
            raise PermissionDenied
        changed = [
            change.number
            for change in rules.changes_of(fresh)
            if change.pk in answers and change.confirmed_at is None
            if _answer(change, answers[change.pk], by)
        ]
        if changed:
            touched(fresh)
            record(fresh, by=by, step="changes_answer", values={"changes": changed})
    return len(changed)


def _answer(change: ChangeAsked, given: Mapping[str, str], by: User) -> bool:
    said = {name: str(given.get(name) or "").strip() for name in ("old_text", "new_text", "answer")}
    if all(getattr(change, name) == value for name, value in said.items()) and change.is_answered:
        return False
    for name, value in said.items():
        setattr(change, name, value)
    if change.objection:
        change.earlier_objection, change.objection = change.objection, ""
    answered = bool(said["new_text"] or said["answer"])
    change.answered_by, change.answered_at = (by, clock.now()) if answered else (None, None)
    change.save()
    return True


def change_check(*, recognition: Recognition, change: int, objection: str, by: User) -> ChangeAsked:
    """Confirm that a change is made (``objection`` empty), or say what misses.

    ``change`` is its key. A check may be changed until the matter goes on. By the secretariat's
    people without an interest. Raises PermissionDenied, WrongState, BadValue("change", …) for one
    that is not asked for in this matter.
    """
    with held(recognition, states=[S.CHANGES_CHECK]) as fresh:
        if not acts_for_secretariat(fresh, by):
            raise PermissionDenied
        row: ChangeAsked | None = next(
            (one for one in rules.changes_of(fresh) if one.pk == change), None
        )
        if row is None:
            raise BadValue("change", _("This change is not asked for here."))
        row.objection, row.confirmed_by = objection.strip(), by
        row.confirmed_at = None if row.objection else clock.now()
        row.save(update_fields=["objection", "confirmed_by", "confirmed_at"])
        touched(fresh)
        step = "change_object" if row.objection else "change_confirm"
        values = {"change": row.number}
        record(fresh, by=by, step=step, reason=row.objection, values=values)
    return row
