"""Invitations: the only way to an account besides one made by staff."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import User
from zsa_portal.people.bodies.models import Body, Seat
from zsa_portal.people.departments.models import Department
from zsa_portal.people.folding import NameField
from zsa_portal.people.organisations.models import Organisation
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Settable

INVITATION_DAYS = Settable(
    "people.invitation_days",
    14,
    _("Days for which an invitation is open"),
    _("No regulation says how an account is opened; the period is a matter of safety."),
)


def new_token() -> str:
    """The secret of an invitation's link: 256 random bits."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True)
class Place:
    """Where an invited person will be: nowhere yet, or at one side of the house.

    Either a department, or an organisation, or a body; with both of the latter the seat is held
    for the organisation.
    """

    organisation: Organisation | None = None
    as_administrator: bool = False
    department: Department | None = None
    body: Body | None = None
    body_role: str = Seat.Role.MEMBER


NOWHERE = Place()


class InvitationQuerySet(models.QuerySet):
    """Invitations by what became of them."""

    def open(self, now: dt.datetime | None = None) -> InvitationQuerySet:
        """Those that can be accepted now."""
        return self.unanswered().filter(expires_at__gt=now or clock.now())

    def unanswered(self) -> InvitationQuerySet:
        """Those neither accepted nor withdrawn, expired ones included."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(models.Model):
    """One person invited by mail to an account, for an organisation, a department or a body."""

    class State(models.TextChoices):
        OPEN = "open", _("Not answered yet")
        ACCEPTED = "accepted", _("Taken up")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")

    email = models.EmailField(_("e-mail"))
    name = NameField(_("full name"), max_length=80)
    language = models.CharField(
        _("language"),
        max_length=10,
        default="zh-hans",
        choices=User._meta.get_field("language").choices,
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("organisation"),
    )
    as_administrator = models.BooleanField(_("organisation administrator"), default=False)
    department = models.ForeignKey(
        Department, models.CASCADE, null=True, blank=True, verbose_name=_("department")
    )
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, verbose_name=_("body"))
    body_role = models.CharField(
        _("role on the body"), max_length=20, choices=Seat.Role, default=Seat.Role.MEMBER
    )
    invited_by = models.ForeignKey(
        User, models.PROTECT, related_name="invitations_sent", verbose_name=_("invited by")
    )
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    sent_at = models.DateTimeField(_("sent"), default=clock.now)
    expires_at = models.DateTimeField(_("open until"))
    accepted_at = models.DateTimeField(_("accepted on"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        User,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations_accepted",
        verbose_name=_("accepted by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                "organisation",
                "department",
                "body",
                name="zsa_people_one_open_invitation",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                nulls_distinct=False,
                violation_error_message=_(
                    "This address is invited already; send it again instead."
                ),
            ),
            models.CheckConstraint(
                condition=Q(department__isnull=True)
                | Q(organisation__isnull=True, body__isnull=True),
                name="zsa_people_invited_to_one_side",
                violation_error_message=_(
                    "Choose either a department, or an organisation and a body."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"

    @property
    def place(self) -> Place:
        """Where the invited person will be."""
        return Place(
            self.organisation, self.as_administrator, self.department, self.body, self.body_role
        )

    @property
    def place_name(self) -> str:
        """The names of that place, for people; empty for an account alone."""
        found = (self.department, self.body, self.organisation)
        return " · ".join(str(one) for one in found if one is not None)

    def clean(self) -> None:
        """Refuse a seat that only the procedure of its body gives."""
        super().clean()
        if self.body_id and self.body.is_filled_by_procedure:
            raise ValidationError({"body": gettext("Its procedure says who sits on this body.")})

    @property
    def state(self) -> Invitation.State:
        """What became of it, as of now."""
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.OPEN if clock.now() < self.expires_at else self.State.EXPIRED
