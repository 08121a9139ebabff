"""Committees, panels, the council and drafting groups, and the seats on them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import User
from zsa_portal.people.dated import Dated, DatedQuerySet, once_at_a_time
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.folding import CodeField, NameField
from zsa_portal.people.history import tracked
from zsa_portal.people.organisations.models import Organisation
from zsa_portal.people.sorting import made_pinyin
from zsa_portal.regulations import clock
from zsa_portal.ui.finding.sides import By

BODIES_FOUND_BY = By(("name", "name_en", "code"))


class BodyQuerySet(models.QuerySet):
    """Bodies with their dates of founding and dissolution."""

    def existing(self, day: dt.date | None = None) -> BodyQuerySet:
        """The bodies that exist on a day, today by default; none on its day of dissolution."""
        day = day or clock.today()
        founded = Q(founded__isnull=True) | Q(founded__lte=day)
        return self.filter(founded, Q(dissolved__isnull=True) | Q(dissolved__gt=day))


class Body(models.Model):
    """A committee, panel, council or drafting group: something with seats."""

    class Kind(models.TextChoices):
        COMMITTEE = "committee", _("Technical committee")
        PANEL = "panel", _("Panel")
        COUNCIL = "council", _("Council")
        DRAFTING_GROUP = "drafting_group", _("Drafting group")

    FOUND_BY = BODIES_FOUND_BY

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    code = CodeField(_("code"), max_length=40, unique=True)
    name = NameField(_("name"), max_length=160)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    field = models.CharField(
        _("technical field"), max_length=30, choices=TechnicalField, blank=True
    )
    founded = models.DateField(_("founded"), null=True, blank=True)
    dissolved = models.DateField(_("dissolved"), null=True, blank=True)
    by_pinyin = made_pinyin("name")

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["kind", "code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:body", args=[self.pk])

    def clean(self) -> None:
        """Refuse by hand what only a procedure founds."""
        super().clean()
        kept = Body.objects.filter(pk=self.pk).values_list("kind", flat=True).first()
        if kept != self.kind and {kept, self.kind} & {*FILLED_BY_PROCEDURE}:
            raise ValidationError({"kind": gettext("Its procedure founds a body of this kind.")})

    @property
    def is_filled_by_procedure(self) -> bool:
        """Whether a procedure alone says who sits on it."""
        return self.kind in FILLED_BY_PROCEDURE

    def exists(self, day: dt.date | None = None) -> bool:
        """Whether the body exists on a day, today by default; not on its day of dissolution."""
        day = day or clock.today()
        begun = self.founded is None or self.founded <= day
        return begun and (self.dissolved is None or self.dissolved > day)


class SeatQuerySet(DatedQuerySet):
    """Seats, with who sits on them."""

    def in_order(self) -> SeatQuerySet:
        """The seats as a list of people shows them, see ``seated``."""
        return self.order_by(*seated())


FILLED_BY_PROCEDURE = (Body.Kind.DRAFTING_GROUP, Body.Kind.PANEL)


@tracked()
class Seat(Dated):
    """A seat on a body: the person on it, for whom, in which role."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        VICE_CHAIR = "vice_chair", _("Vice chair")
        SECRETARY = "secretary", _("Secretary")
        MEMBER = "member", _("Member")
        LEAD = "lead", _("Lead")

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats", verbose_name=_("body"))
    user = models.ForeignKey(User, models.PROTECT, related_name="seats", verbose_name=_("person"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("organisation represented"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    votes = models.BooleanField(_("votes"), default=True)

    objects = SeatQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        indexes = [models.Index(fields=["user", "body"])]
        constraints = [
            *Dated.Meta.constraints,
            once_at_a_time(
                "zsa_people_seat_once",
                "body",
                "user",
                message=_("This person has a seat on the body in that time already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} · {self.user}"

    @property
    def called(self) -> str:
        """The role in words: a panel has a leading member (组长委员), no chairman (认定 第十二条)."""
        if self.role == self.Role.CHAIR and self.body.kind == Body.Kind.PANEL:
            return gettext("Chair of the panel")
        return str(self.get_role_display())

    def clean(self) -> None:
        """Refuse by hand what only the procedure of a body does."""
        super().clean()
        if self.body_id and self.body.is_filled_by_procedure and self._is_changed():
            raise ValidationError(
                gettext(
                    "The seats of this body come from its matter; those who run the matter "
                    "change them there."
                )
            )

    def _is_changed(self) -> bool:
        names = [field.attname for field in self._meta.concrete_fields]
        kept = Seat.objects.filter(pk=self.pk).values(*names).first()
        return kept != {name: getattr(self, name) for name in names}


LEADING = (Seat.Role.CHAIR, Seat.Role.LEAD, Seat.Role.VICE_CHAIR, Seat.Role.SECRETARY)


def seated(role: str = "role", name: Any = "user__by_pinyin") -> tuple[Any, ...]:
    """The order of a list of people with seats: who leads first, as the field has it, then by pinyin.

    ``role`` leads from a row to the role on its seat, ``name`` to the name as it is sorted.
    """
    ranks = [When(**{role: one}, then=Value(rank)) for rank, one in enumerate(LEADING)]
    return Case(*ranks, default=Value(len(LEADING))), name, "pk"
