"""Naming who handles a matter, handing it over, giving it back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.outbox.actions import message_post
from zsa_portal.people.models import OrganisationPerson, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.handlers.queries import colleagues, handlers_of, may_name, refusal_of
from zsa_portal.workflow.handlers.records import Handling
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import BadValue, Refusal
from zsa_portal.workflow.wording import word

NAMED = "workflow.handler_named"
RELIEVED = "workflow.handler_relieved"
word(
    handler_name=gettext_lazy("Named as the one who handles it"),
    handler_take=gettext_lazy("Took it to handle it"),
    handler_end=gettext_lazy("Handles it no longer; nobody does"),
)


def handler_set(*, matter: Matter, person: User | None, by: User) -> None:
    """Let a person of the department that owns a matter handle it from now on; None for nobody.

    It is logged; the new handler is told, and the one before, but nobody of what they did
    themselves. No right changes. Raises PermissionDenied for whom it is not to say, Refusal for a
    matter that has ended, BadValue("person", …) for a person who may not handle it or does already.
    """
    with held(matter) as fresh:
        if not may_name(fresh, by):
            raise PermissionDenied
        if reason := refusal_of(fresh):
            raise Refusal([reason], matter=fresh)
        before = handlers_of([fresh]).get(fresh.pk)
        if sentence := unfit(fresh, person, before):
            raise BadValue("person", sentence)
        _write(fresh, person, by)
        _tell(fresh, person, before, by)


def unfit(matter: Matter, person: User | None, before: User | None) -> str:
    """Why a person may not handle a matter that ``before`` handles now, as a sentence; else empty."""
    if person == before:
        if person is None:
            return _("Nobody handles this matter.")
        return _("%(person)s handles this matter already.") % {"person": person}
    return _barred(matter, person) if person else ""


def _barred(matter: Matter, person: User) -> str:
    words = {"person": person, "department": matter.owner}
    if not colleagues([matter.owner_id]).filter(pk=person.pk).exists():
        return _("%(person)s does not belong to %(department)s.") % words
    if not type(matter).objects.visible_to(person).filter(pk=matter.pk).exists():
        return _("%(person)s may not know of this matter.") % words
    acting = OrganisationPerson.objects.current().filter(user=person)
    recused = matter.recusals.filter(user=person, lifted_at=None)
    if recused.exists() or acting.filter(organisation=matter.applicant_id).exists():
        return _("%(person)s has an interest in this matter and does not handle it.") % words
    return ""


def _write(matter: Matter, person: User | None, by: User) -> None:
    open_one = Handling.objects.filter(matter=matter.pk, until=None)
    ended = open_one.first()
    open_one.update(until=clock.now())
    if person is None:
        record(matter, by=by, step="handler_end", values={"handling": ended})
        return
    named = Handling.objects.create(matter_id=matter.pk, person=person, by=by)
    step = "handler_take" if person == by else "handler_name"
    record(matter, by=by, step=step, values={"handling": named})


def _tell(matter: Matter, person: User | None, before: User | None, by: User) -> None:
    """Each of those whom it concerns in the own language, but not who did it."""
    if person is not None and person != by:
        with translation.override(person.language):
            _post(matter, person, by, NAMED, _("You handle this matter now"), before)
    if before is not None and before != by:
        with translation.override(before.language):
            _post(matter, before, by, RELIEVED, _("You handle this matter no longer"), person)


def _post(matter: Matter, to: User, by: User, event: str, what: str, other: User | None) -> None:
    words = {"what": what, "title": matter.shown_name, "by": str(by), "other": str(other)}
    lines = [_("Matter: %(title)s") % words, _("Said by: %(by)s") % words]
    if other is not None:
        before = _("Handled before by: %(other)s")
        lines.append((before if event == NAMED else _("Handled now by: %(other)s")) % words)
    message_post(
        recipient=to,
        event=event,
        subject=_("%(what)s: %(title)s") % words,
        body="\n".join(lines),
        to_do=_("See to it that the matter goes on.") if event == NAMED else "",
        deadline=matter.due_at if event == NAMED else None,
        link=matter.get_absolute_url(),
        about=matter.pk,
    )
