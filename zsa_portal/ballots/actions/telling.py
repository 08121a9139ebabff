"""What the electors of a ballot are told."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.ballots.models import Ballot, Elector
from zsa_portal.ballots.rows import voter_now
from zsa_portal.outbox.actions import messages_post
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import User

ENDED = "ballots.ended"


def electors_tell(ballot: Ballot, *, by: User) -> None:
    """Tell everybody who stands for an elector of a ballot, besides ``by``, that and why it ended."""
    electors = Elector.objects.filter(ballot=ballot, struck_at=None)
    voters_now = electors.annotate(person=voter_now()).values("person")
    people = User.objects.filter(pk__in=voters_now, is_active=True).exclude(pk=by.pk)
    messages_post([_message(ballot, person) for person in people.order_by("pk")])


def _message(ballot: Ballot, person: User) -> Message:
    with translation.override(person.language):
        return Message(
            recipient=person,
            event=ENDED,
            subject=_("Ballot ended without outcome: %(question)s") % {"question": ballot.question},
            body="\n".join(
                [
                    _("Your vote is not counted. Another ballot may be opened."),
                    _("Reason: %(reason)s") % {"reason": ballot.end_reason},
                ]
            ),
            link=ballot.get_absolute_url(),
            about=ballot.matter_id,
        )
