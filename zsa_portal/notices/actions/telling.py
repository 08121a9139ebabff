"""Telling the authors of opinions what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.notices.models import Opinion
from zsa_portal.notices.own import address_of
from zsa_portal.outbox import queries as outbox
from zsa_portal.outbox.actions import mail_post, message_post, routed
from zsa_portal.people.contacts import mail_of
from zsa_portal.people.models import User
from zsa_portal.people.queries import people_of
from zsa_portal.regulations import clock
from zsa_portal.ui.due import last_day
from zsa_portal.workflow.models import Matter

ANSWERED = "notice.answered"


def tell_answered(matter: Matter, opinions: Iterable[Opinion], *, by: User) -> None:
    """Tell the authors with an account, and whom the routing names, that opinions were answered.

    Whoever has today's message about the matter still unread gets no second one: it leads to all
    answers. Nothing is sent to a contact: only the resolution of an objection is.
    """
    _tell(matter, list(opinions), by=by, again=False)


def tell_resolved(matter: Matter, opinion: Opinion, *, by: User) -> None:
    """Tell the objector what was done, whatever was told before: by message, or by mail to a contact.

    An objector without an account who left an e-mail address gets a mail that leads to the own page.
    """
    _tell(matter, [opinion], by=by, again=True)
    if opinion.author_id is None and opinion.wants_answer and mail_of(opinion.contact):
        mail_answer(opinion)


def mail_answer(opinion: Opinion) -> None:
    """Mail the answer to the address its author left, with the way to the own page; noted as sent."""
    with translation.override(opinion.language or settings.LANGUAGE_CODE):
        lines = [
            _("Dear %(name)s,") % {"name": opinion.name},
            _("The opinion that you gave on “%(title)s” is answered.")
            % {"title": opinion.item.shown_title},
            _line(opinion),
            _("There is nothing you need to do. You see what you wrote and its answer here:"),
            settings.SITE_URL + opinion.get_absolute_url(),
        ]
        mail_post(
            address=mail_of(opinion.contact),
            subject=_("Opinions answered: %(title)s") % {"title": opinion.item.shown_title},
            body="\n\n".join(lines),
            shown_as=opinion.reference,
        )
    opinion.answer_mailed_at = clock.now()
    opinion.save(update_fields=["answer_mailed_at"])


def tell_received(opinions: Sequence[Opinion], *, corrected: bool = False) -> None:
    """Mail authors who left an address their receipt: what they wrote, the personal link, until when.

    Opinions that came in one table get one mail that leads to the own opinions.
    """
    first = opinions[0]
    if not mail_of(first.contact):
        return
    with translation.override(first.language or settings.LANGUAGE_CODE):
        what = _("Opinion corrected: %(reference)s") if corrected else _("Receipt: %(reference)s")
        mail_post(
            address=mail_of(first.contact),
            subject=what % {"reference": first.reference},
            body="\n\n".join([_what_came(opinions), *_what_next(opinions)]),
            shown_as=first.reference,
        )


def _what_came(opinions: Sequence[Opinion]) -> str:
    first = opinions[0]
    words = {
        "name": first.name,
        "count": len(opinions),
        "title": first.item.shown_title,
        "reference": first.reference,
    }
    if len(opinions) > 1:
        came = _("Dear %(name)s,\n\n%(count)d opinions of yours on “%(title)s” were received.")
        return came % words
    came = _("Dear %(name)s,\n\nyour opinion %(reference)s on “%(title)s” was received.") % words
    said = [came, _("What you wrote:")]
    if first.clause:
        said.append(_("Clause %(clause)s") % {"clause": first.clause})
    said.append(first.text)
    if first.proposed_change:
        said += [_("Proposed change"), first.proposed_change]
    return "\n\n".join(said)


def _what_next(opinions: Sequence[Opinion]) -> list[str]:
    first = opinions[0]
    until = {"day": last_day(first.item.notice.closes_at).isoformat()}
    link = reverse("notices:mine") if len(opinions) > 1 else address_of(first)
    return [
        _("You may correct or withdraw it until %(day)s, 24:00 Beijing time.") % until,
        _("Use this address, and keep it to yourself: whoever has it acts for you."),
        settings.SITE_URL + link,
    ]


def _tell(matter: Matter, said: list[Opinion], *, by: User, again: bool) -> None:
    authors = User.objects.filter(opinions__in=said, is_active=True).exclude(pk=by.pk).distinct()
    for author in authors:
        own = [one for one in said if one.author_id == author.pk and one.wants_answer]
        if not own:
            continue
        _post(matter, author, own, reverse("notices:mine"), again=again)
    parties = [p for role in routed(ANSWERED, []) for p in matter.involved.get(role, [])]
    others = people_of(parties).exclude(pk__in=[by.pk, *authors.values_list("pk", flat=True)])
    for person in others if parties else ():
        _post(matter, person, said, matter.get_absolute_url(), again=again)


def _post(matter: Matter, person: User, opinions: list[Opinion], link: str, *, again: bool) -> None:
    today = clock.start_of(clock.today())
    if not again and outbox.has_unread(person, event=ANSWERED, about=matter.pk, since=today):
        return
    with translation.override(person.language):
        lines = [_line(opinion) for opinion in opinions]
        message_post(
            recipient=person,
            event=ANSWERED,
            subject=_("Opinions answered: %(title)s") % {"title": matter.shown_title},
            body="\n".join(lines),
            link=link,
            about=matter.pk,
        )


def _line(opinion: Opinion) -> str:
    words = {
        "reference": opinion.reference,
        "disposition": opinion.get_disposition_display(),
        "answer": opinion.resolution or opinion.answer,
    }
    if words["answer"]:
        return _("%(reference)s: %(disposition)s. %(answer)s") % words
    return _("%(reference)s: %(disposition)s.") % words
