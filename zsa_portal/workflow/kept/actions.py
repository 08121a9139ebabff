"""Keeping views of lists; they are the own of each person."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.kept.queries import views_at
from zsa_portal.workflow.kept.records import LONGEST, KeptView
from zsa_portal.workflow.refusals import BadValue

MOST_KEPT = 50


def view_keep(*, user: User, place: str, name: str, asked: str) -> KeptView:
    """Keep how a list is asked; ``asked`` is a query that ``asked_of`` gave, ``place`` the list's name.

    Raises BadValue("name", …) for a name that is taken, for nothing asked and more than fifty.
    """
    _require_asked(asked)
    with transaction.atomic():
        _alone(user.pk)
        _require_free(user.pk, place, name)
        if views_at(user, place).count() >= MOST_KEPT:
            sentence = _(
                "You keep %(most)d views of this list already. Delete one that you need no more."
            )
            raise BadValue("name", sentence % {"most": MOST_KEPT})
        return KeptView.objects.create(user=user, place=place, name=name, asked=asked)


def view_replace(*, view: KeptView, asked: str) -> None:
    """Let a view be asked otherwise from now on.

    Raises BadValue("name", …) for nothing asked, and for a view that was deleted meanwhile.
    """
    _require_asked(asked)
    _change(view, asked=asked, saved_at=clock.now())


def view_rename(*, view: KeptView, name: str) -> None:
    """Give a view another name.

    Raises BadValue("name", …) for one that is taken, and for a view that was deleted meanwhile.
    """
    with transaction.atomic():
        _alone(view.user_id)
        if name != view.name:
            _require_free(view.user_id, view.place, name)
        _change(view, name=name)


def view_delete(*, view: KeptView) -> None:
    """Delete a view."""
    KeptView.objects.filter(pk=view.pk).delete()


def _change(view: KeptView, **values: Any) -> None:
    if not KeptView.objects.filter(pk=view.pk).update(**values):
        raise BadValue("name", _("This view was deleted meanwhile."))


def _alone(user: int) -> None:
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=user)


def _require_asked(asked: str) -> None:
    if not asked or len(asked) > LONGEST:
        raise BadValue("name", _("Filter or sort the list first; there is nothing to keep yet."))


def _require_free(user: int, place: str, name: str) -> None:
    if KeptView.objects.filter(user=user, place=place, name=name).exists():
        sentence = _("You keep a view of this list under this name already. Choose another name.")
        raise BadValue("name", sentence)
