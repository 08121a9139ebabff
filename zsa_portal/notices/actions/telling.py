"""Telling the authors of opinions what became of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.notices.models import Opinion
from zsa_portal.outbox import queries as outbox
from zsa_portal.outbox.actions import mail_post, message_post, routed
from zsa_portal.people.models import User
from zsa_portal.people.queries import people_of
from zsa_portal.regulations import clock
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
    if opinion.author_id is None and _is_address(opinion.contact):
        with translation.override(settings.LANGUAGE_CODE):
            page = _("Your opinion and its answer: %(url)s")
            link = page % {"url": settings.SITE_URL + opinion.get_absolute_url()}
            mail_post(
                address=opinion.contact.strip(),
                subject=_("Opinions answered: %(title)s") % {"title": matter.title},
                body=f"{_line(opinion)}\n{link}",
                shown_as=opinion.reference,
            )


def _is_address(contact: str) -> bool:
    try:
        validate_email(contact.strip())
    except ValidationError:
        return False
    return True


def _tell(matter: Matter, said: list[Opinion], *, by: User, again: bool) -> None:
    authors = User.objects.filter(opinions__in=said, is_active=True).exclude(pk=by.pk).distinct()
    for author in authors:
        own = [opinion for opinion in said if opinion.author_id == author.pk]
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
            subject=_("Opinions answered: %(title)s") % {"title": matter.title},
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
