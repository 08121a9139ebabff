"""Giving offices of administration, and the only way to a password: a mail to the person."""

from __future__ import annotations

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from zsa_portal.people import post_box
from zsa_portal.people.accounts.models import User
from zsa_portal.people.administration.offices import GIVE_OFFICES, Office
from zsa_portal.people.bodies.models import Seat
from zsa_portal.people.departments.models import DepartmentMembership, PostHolding
from zsa_portal.people.organisations.models import OrganisationPerson
from zsa_portal.people.places import forget
from zsa_portal.regulations import clock


def office_give(*, user: User, office: Office | None, by: User) -> User:
    """Put an account into an office of administration, or out of any with None.

    Raises PermissionDenied when ``by`` may give none or is the account itself; ValidationError as
    ``office_install``.
    """
    if by.pk == user.pk or not by.has_perm(GIVE_OFFICES):
        raise PermissionDenied(_("Nobody gives an office of administration to oneself."))
    return office_install(user=user, office=office)


def office_install(*, user: User, office: Office | None) -> User:
    """The same without asking who acts, for the machine's own operator.

    An account has one office at most, and none beside a place in the association's work: raises
    ValidationError. The flag of a superuser goes with it.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        office_check(user=user, office=office)
        user.groups.remove(*Group.objects.filter(name__in=Office.values))
        if office is not None:
            user.groups.add(Group.objects.get_or_create(name=office)[0])
        user.is_staff, user.is_superuser = office is not None, False
        user.save(update_fields=["is_staff", "is_superuser"])
    user.__dict__.pop("_offices", None)
    forget(user)
    return user


def office_check(*, user: User, office: Office | None) -> None:
    """Raise ValidationError where an account cannot have an office beside its place in the work."""
    if office is not None and _has_a_place(user):
        raise ValidationError(
            _(
                "%(name)s has a department, post, seat or organisation. Administration needs an "
                "account of its own: open one for it."
            )
            % {"name": user}
        )


def _has_a_place(user: User) -> bool:
    """Whether a person has a place in the association's work today or later."""
    return any(
        table.objects.filter(user=user).exclude(ends__lt=clock.today()).exists()
        for table in (DepartmentMembership, PostHolding, OrganisationPerson, Seat)
    )


def administrator_make(*, username: str, name: str, email: str, office: Office) -> User:
    """Open an account with an office and no password; for the machine's own operator.

    An account of this name keeps what it has and gets the office. Raises ValidationError for a bad
    or taken address, and as ``office_install``.
    """
    with transaction.atomic():
        user = User.objects.filter(username=username).first()
        if user is None:
            user = User(username=username, name=name, email=email.strip().lower())
            user.set_unusable_password()
            user.full_clean(exclude=["password"])
            user.save()
        return office_install(user=user, office=office)


def password_link(user: User) -> str:
    """The address where a person sets the own password, once, within PASSWORD_RESET_TIMEOUT."""
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    names = {"uidb36": user_pk_to_url_str(user), "key": key}
    return f"{settings.SITE_URL}{reverse('account_reset_password_from_key', kwargs=names)}"


def password_link_mail(*, user: User) -> None:
    """Mail a person the link; whoever asked for it never sees it. ValidationError if not active."""
    if not user.is_active:
        raise ValidationError(_("The account of %(name)s is closed.") % {"name": user})
    with translation.override(user.language):
        body = _(
            "%(name)s,\n\nyou have an account of the standards portal, with the user name "
            "%(username)s. Set your password here within %(days)s days:\n%(link)s\n\n"
            "Nobody else gets this link, and nobody can set a password for you."
        ) % {
            "name": user,
            "username": user.username,
            "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
            "link": password_link(user),
        }
        subject = _("Set your password of the standards portal")
        post_box.box().mail_post(address=user.email, subject=subject, body=body)
