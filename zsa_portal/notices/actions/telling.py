"""Telling the authors of opinions what became of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.notices.models import Opinion
from zsa_portal.outbox import queries as outbox
from zsa_portal.outbox.actions import message_post, routed
from zsa_portal.people.models import User
from zsa_portal.people.queries import people_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter

ANSWERED = "notice.answered"


def tell_answered(matter: Matter, opinions: Iterable[Opinion], *, by: User) -> None:
    """Tell the authors with an account, and whom the routing names, that opinions were answered.

    Whoever has today's message about the matter still unread gets no second one: it leads to all
    answers. A contact is only for questions of the secretariat, so nothing is sent there.
    """
    said = list(opinions)
    authors = User.objects.filter(opinions__in=said, is_active=True).exclude(pk=by.pk).distinct()
    for author in authors:
        own = [opinion for opinion in said if opinion.author_id == author.pk]
        _post(matter, author, own, reverse("notices:mine"))
    parties = [p for role in routed(ANSWERED, []) for p in matter.involved.get(role, [])]
    others = people_of(parties).exclude(pk__in=[by.pk, *authors.values_list("pk", flat=True)])
    for person in others if parties else ():
        _post(matter, person, said, matter.get_absolute_url())


def _post(matter: Matter, person: User, opinions: list[Opinion], link: str) -> None:
    today = clock.start_of(clock.today())
    if outbox.has_unread(person, event=ANSWERED, about=matter.pk, since=today):
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
