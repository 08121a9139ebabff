"""What begins a suggestion, and what puts it on notice."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from tests.proof.models import Suggestion
from tests.proof.notices import NOTICE
from tests.proof.states import KEEPER
from zsa_portal.documents.rights import departments_of
from zsa_portal.notices.actions import notice_publish
from zsa_portal.people.models import Body, Department, Party, User
from zsa_portal.people.places import places_of
from zsa_portal.workflow.perform import held, perform, require_seen
from zsa_portal.workflow.settle import begin


def suggestion_begin(*, owner: Department, committee: Body, title: str, by: User) -> Suggestion:
    """Begin a suggestion of a department. PermissionDenied for who is not of the department."""
    if owner.pk not in departments_of(places_of(by)):
        raise PermissionDenied
    suggestion = Suggestion(owner=owner, committee=committee, title=title)
    with transaction.atomic():
        begin(suggestion, by=by, parties=[(KEEPER, Party.of(owner))])
    return suggestion


def suggestion_announce(
    *, suggestion: Suggestion, title: str, days: int, by: User, seen: str = ""
) -> Suggestion:
    """Publish the notice and take the step, both or neither.

    Raises RuleUnmet for too short a time, and what ``perform`` raises.
    """
    with held(suggestion) as fresh:
        require_seen(fresh, seen)
        notice = notice_publish(
            kind=NOTICE, matters=[fresh], title=title, body="", days=days, by=by
        )
        done: Suggestion = perform(fresh.put_on_notice, by=by, notice=notice)
        return done
