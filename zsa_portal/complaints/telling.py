"""Telling the complainant by mail and the desk and the body by message; no mail names the other side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.outbox.actions import mail_post, message_post
from zsa_portal.people.contacts import mail_of
from zsa_portal.people.places import places_of
from zsa_portal.people.queries import people_of
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.roles import RoleInfo

if TYPE_CHECKING:
    from zsa_portal.workflow.machine import Text

RECEIVED = "complaint.received"
WROTE = "complaint.wrote"


def tell_complainant(complaint: Any, what: Text, more: Text = "") -> None:
    """Mail the complainant what happened, with the way to the private page; nothing to a telephone.

    ``what`` and ``more`` are translated into the complainant's language. In lists of mails the
    complaint's number stands for the address.
    """
    person = complaint.complainant
    if not (address := mail_of(person.contact)):
        return
    with translation.override(person.language or settings.LANGUAGE_CODE):
        words = {"number": complaint.number, "what": str(what)}
        lines = [
            str(what),
            *filter(None, [str(more)]),
            _("Complaint: %(title)s") % {"title": complaint},
            _("Your private page: %(url)s")
            % {"url": settings.SITE_URL + person.get_absolute_url()},
            _("Keep this address to yourself: whoever has it sees the page."),
        ]
        mail_post(
            address=address,
            subject=_("%(number)s: %(what)s") % words,
            body="\n".join(lines),
            shown_as=_("complainant of %(number)s") % words,
        )


def tell_parties(
    complaint: Any, roles: Iterable[RoleInfo], event: str, what: Text, *, by: Any = None
) -> None:
    """Tell the people of parties in a complaint who may know of it, but for who acted.

    Whose turn it is is told what to do and until when.
    """
    people = people_of(complaint.parties(*roles))
    for person in people if by is None else people.exclude(pk=by.pk):
        if not Matter.objects.visible_to(person).filter(pk=complaint.pk).exists():
            continue
        has_turn = complaint.holder in places_of(person)
        with translation.override(person.language):
            message_post(
                recipient=person,
                event=event,
                subject=_("%(title)s: %(step)s") % {"title": complaint.shown_title, "step": what},
                body=str(what),
                to_do=str(complaint.state_info.duty) if has_turn else "",
                deadline=complaint.due_at if has_turn else None,
                link=complaint.get_absolute_url(),
                about=complaint.pk,
            )
