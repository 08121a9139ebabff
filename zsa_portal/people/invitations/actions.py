"""Inviting people, and what an accepted invitation gives them."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.people import post_box
from zsa_portal.people.accounts.models import User
from zsa_portal.people.bodies.models import Body, Seat
from zsa_portal.people.departments.models import Department, DepartmentMembership
from zsa_portal.people.invitations.models import INVITATION_DAYS, NOWHERE, Invitation, Place
from zsa_portal.people.organisations.models import Organisation, OrganisationPerson
from zsa_portal.people.places import forget
from zsa_portal.people.rules import may_invite
from zsa_portal.regulations import clock


class NotOpen(Exception):
    """The invitation cannot be accepted any more; the message is a sentence for the invited."""


def invitation_send(
    *, email: str, name: str, by: User, place: Place = NOWHERE, language: str = "zh-hans"
) -> Invitation:
    """Invite a person by mail; the link is open for ``people.invitation_days`` natural days.

    Raises PermissionDenied, and ValidationError for a bad address, one invited already, or one of
    somebody who is there already.
    """
    if not may_invite(by, place):
        raise PermissionDenied
    invitation = Invitation(
        email=email.strip().lower(),
        name=name.strip(),
        language=language,
        organisation=place.organisation,
        as_administrator=place.as_administrator and place.organisation is not None,
        department=place.department,
        body=place.body,
        body_role=place.body_role,
        invited_by=by,
        sent_at=clock.now(),
        expires_at=_end(),
    )
    with transaction.atomic():
        _warn_of_one_already_there(invitation)
        _replace_expired(invitation)
        invitation.full_clean()
        invitation.save()
        _mail(invitation)
    return invitation


def invitation_resend(*, invitation: Invitation, by: User) -> Invitation:
    """Send the same link once more, open for the full time again. ValidationError when answered."""
    with transaction.atomic():
        fresh = _unanswered(invitation, by)
        fresh.sent_at, fresh.expires_at = clock.now(), _end()
        fresh.save(update_fields=["sent_at", "expires_at"])
        _mail(fresh)
    return fresh


def invitation_withdraw(*, invitation: Invitation, by: User) -> Invitation:
    """Close an invitation's link for good. ValidationError when it was answered."""
    with transaction.atomic():
        fresh = _unanswered(invitation, by)
        fresh.withdrawn_at = clock.now()
        fresh.save(update_fields=["withdrawn_at"])
    return fresh


def invitations_withdraw(*, invited_by: User, organisation: Organisation) -> int:
    """Close all open links a person sent for an organisation; returns how many."""
    open_ones = Invitation.objects.unanswered().filter(
        invited_by=invited_by, organisation=organisation
    )
    return open_ones.update(withdrawn_at=clock.now())


def invitation_accept(
    *, token: str, name: str = "", password: str = "", user: User | None = None
) -> User:
    """Open the account an invitation promises and give it its places; returns the user.

    With ``user``, signed in under the invited address, only the places are given. Raises NotOpen
    for a link that is used, withdrawn or expired; PermissionDenied when ``user`` is somebody
    else, or an account with a password exists and nobody is signed in; ValidationError for a
    weak password.
    """
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(token=token)
        if sentence := why_closed(invitation):
            raise NotOpen(sentence)
        account = account_of(invitation)
        if user is None:
            account = _open_account(invitation, account, name=name, password=password)
        elif account is None or account.pk != user.pk:
            raise PermissionDenied
        _give_places(invitation, account)
        invitation.accepted_at, invitation.accepted_by = clock.now(), account
        invitation.save(update_fields=["accepted_at", "accepted_by"])
    forget(account)
    return account


def why_closed(invitation: Invitation) -> str:
    """The sentence that tells the invited why the link does not work; empty while it does."""
    sentences = {
        Invitation.State.ACCEPTED: _("This invitation has been accepted already. Sign in instead."),
        Invitation.State.WITHDRAWN: _("This invitation was withdrawn. Ask whoever invited you."),
        Invitation.State.EXPIRED: _(
            "This invitation has expired. Ask whoever invited you to send it again."
        ),
    }
    return sentences.get(invitation.state, "")


def account_of(invitation: Invitation) -> User | None:
    """The account that has the invited address already, or None."""
    return User.objects.filter(email__iexact=invitation.email).first()


def _end() -> dt.datetime:
    return clock.start_of(clock.today() + dt.timedelta(days=int(INVITATION_DAYS.value()) + 1))


def _warn_of_one_already_there(invitation: Invitation) -> None:
    """ValidationError where the address is that of somebody who has the place already."""
    account = account_of(invitation)
    if account is None or not _has_place(invitation, account):
        return
    raise ValidationError(
        {
            "email": _("%(name)s is there already under this address; no invitation is needed.")
            % {"name": account}
        }
    )


def _has_place(invitation: Invitation, user: User) -> bool:
    """Whether an invitation would give a user nothing that the user does not have now."""
    asked: list[Any] = []
    if invitation.organisation and not invitation.body:
        acting = OrganisationPerson.objects.filter(user=user, organisation=invitation.organisation)
        if invitation.as_administrator:
            acting = acting.filter(is_administrator=True)
        asked.append(acting)
    if invitation.department:
        rows = DepartmentMembership.objects.filter(user=user, department=invitation.department)
        asked.append(rows)
    if invitation.body:
        asked.append(Seat.objects.filter(user=user, body=invitation.body))
    if not asked:
        return user.has_usable_password()
    return all(rows.current().exists() for rows in asked)


def _replace_expired(invitation: Invitation) -> None:
    """An expired invitation to the same place gives way to the new one."""
    same = Invitation.objects.unanswered().filter(
        email__iexact=invitation.email,
        organisation=invitation.organisation,
        department=invitation.department,
        body=invitation.body,
        expires_at__lte=clock.now(),
    )
    same.update(withdrawn_at=clock.now())


def _unanswered(invitation: Invitation, by: User) -> Invitation:
    fresh = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if not may_invite(by, fresh.place):
        raise PermissionDenied
    if fresh.accepted_at or fresh.withdrawn_at:
        raise ValidationError(_("This invitation has been answered or withdrawn already."))
    return fresh


def _mail(invitation: Invitation) -> None:
    link = settings.SITE_URL + reverse("people:invitation_accept", args=[invitation.token])
    last_day = clock.day_of(invitation.expires_at - dt.timedelta(microseconds=1))
    with translation.override(invitation.language):
        place = invitation.place_name
        body = _(
            "%(name)s,\n\n%(inviter)s invites you to the standards portal of the Zhongguancun "
            "Standardization Association%(place)s.\n\nOpen your account here until %(last_day)s:\n"
            "%(link)s\n\nIf you did not expect this, ignore this mail: nothing happens without you."
        ) % {
            "name": invitation.name,
            "inviter": invitation.invited_by,
            "place": _(" for “%(place)s”") % {"place": place} if place else "",
            "last_day": last_day,
            "link": link,
        }
        subject = _("Invitation to the standards portal")
        post_box.box().mail_post(address=invitation.email, subject=subject, body=body)


def _open_account(
    invitation: Invitation, account: User | None, *, name: str, password: str
) -> User:
    if account is not None and account.has_usable_password():
        raise PermissionDenied
    user = account or User(username=_username(invitation.email), email=invitation.email)
    user.name, user.language = name.strip() or invitation.name, invitation.language
    validate_password(password, user)
    user.set_password(password)
    user.is_active = True if account is None else user.is_active
    user.full_clean(exclude=["password"])
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


def _username(email: str) -> str:
    taken = User.objects.filter(username=email[:150]).exists()
    return f"{email[:130]}-{secrets.token_hex(4)}" if taken else email[:150]


def _give_places(invitation: Invitation, user: User) -> None:
    try:
        with transaction.atomic():
            if invitation.organisation:
                _act_for(invitation.organisation, invitation, user)
            if invitation.department:
                _belong_to(invitation.department, user)
            if invitation.body:
                _sit_on(invitation.body, invitation, user)
    except IntegrityError as error:
        raise ValidationError(
            _("You have this place from a later day already. Ask whoever invited you.")
        ) from error


def _act_for(organisation: Organisation, invitation: Invitation, user: User) -> None:
    rows = OrganisationPerson.objects.filter(user=user, organisation=organisation)
    if row := rows.current().first():
        row.is_administrator = row.is_administrator or invitation.as_administrator
        row.save(update_fields=["is_administrator"])
        return
    OrganisationPerson.objects.create(
        user=user,
        organisation=organisation,
        is_administrator=invitation.as_administrator,
    )


def _belong_to(department: Department, user: User) -> None:
    rows = DepartmentMembership.objects.filter(user=user, department=department)
    if not rows.current().exists():
        DepartmentMembership.objects.create(user=user, department=department)


def _sit_on(body: Body, invitation: Invitation, user: User) -> None:
    seated = Seat.objects.filter(user=user, body=body).current().exists()
    if not seated and not body.is_filled_by_procedure:
        Seat.objects.create(
            user=user,
            body=body,
            role=invitation.body_role,
            organisation=invitation.organisation,
        )
