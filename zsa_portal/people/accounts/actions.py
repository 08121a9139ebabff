"""What people do with their own account: profile, deputies, calendar feed."""

from __future__ import annotations

import datetime as dt
import secrets

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.people import post_box
from zsa_portal.people.accounts.models import Deputyship, User
from zsa_portal.people.queries import possible_deputies
from zsa_portal.regulations import clock

DEPUTY_SET = "people.deputy_set"


def profile_change(*, user: User, name: str, phone: str, language: str) -> User:
    """Store a person's own name, phone and language. ValidationError for bad ones."""
    user.name, user.phone, user.language = name, phone, language
    user.full_clean(exclude=["password"])
    user.save(update_fields=["name", "phone", "language"])
    return user


def deputy_set(
    *,
    principal: User,
    deputy: User,
    starts: dt.date,
    ends: dt.date | None,
    reason: str,
) -> Deputyship:
    """Let a deputy do one's duties from a day to a day, both included; the deputy is told.

    Raises ValidationError: a first day before today, a leave without a last day, somebody who
    may not be the deputy, a time in which that person is the deputy already.
    """
    errors = {}
    if starts < clock.today():
        errors["starts"] = _("The first day lies before today.")
    if reason == Deputyship.Reason.LEAVE and ends is None:
        errors["ends"] = _("Say when the leave ends.")
    if not possible_deputies(principal).filter(pk=deputy.pk).exists():
        errors["deputy"] = _("This person cannot be your deputy.")
    if errors:
        raise ValidationError(errors)
    row = Deputyship(principal=principal, deputy=deputy, starts=starts, ends=ends, reason=reason)
    with transaction.atomic():
        row.full_clean()
        row.save()
        _tell(row)
    return row


def deputy_end(*, deputyship: Deputyship, by: User) -> None:
    """End a deputyship: today is its last day, and one that has not begun is taken back.

    Only the principal may. Raises PermissionDenied; ValidationError when it has ended.
    """
    if deputyship.principal_id != by.pk:
        raise PermissionDenied
    with transaction.atomic():
        row = Deputyship.objects.select_for_update().filter(pk=deputyship.pk).first()
        today = clock.today()
        if row is None or (row.ends is not None and row.ends < today):
            raise ValidationError(_("This deputyship has ended already."))
        if row.starts > today:
            row.delete()
            return
        row.ends = today
        row.save(update_fields=["ends"])


def feed_renew(*, user: User) -> str:
    """Give the user's calendar feed a new secret address; the old one stops. Returns the secret."""
    user.feed_token = secrets.token_urlsafe(32)
    user.save(update_fields=["feed_token"])
    return user.feed_token


def feed_stop(*, user: User) -> None:
    """Close the user's calendar feed."""
    user.feed_token = None
    user.save(update_fields=["feed_token"])


def _tell(row: Deputyship) -> None:
    with translation.override(row.deputy.language):
        if row.ends:
            body = _(
                "You do the duties of %(principal)s from %(starts)s to %(ends)s, both "
                "days included."
            )
        else:
            body = _("You do the duties of %(principal)s from %(starts)s on.")
        post_box.box().message_post(
            recipient=row.deputy,
            event=DEPUTY_SET,
            subject=_("You are the deputy of %(principal)s") % {"principal": row.principal},
            body=body % {"principal": row.principal, "starts": row.starts, "ends": row.ends}
            + "\n"
            + _("Votes stay with them."),
            to_do=_("Do the duties that appear in your inbox"),
            link=reverse("people:profile"),
        )
