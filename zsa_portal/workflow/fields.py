"""The technical field of the matters that lie in one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.models import TechnicalField
from zsa_portal.workflow.machine import MACHINES


class InField(models.Model):
    """Base of the machines whose matters lie in one of the nine technical fields."""

    field = models.CharField(
        _("technical field"), max_length=30, choices=TechnicalField, blank=True
    )

    class Meta:
        abstract = True


def lies_in(field: str, prefix: str = "") -> Q:
    """The condition that a matter, reached by ``prefix``, lies in a technical field.

    Matters of machines without a field lie in none.
    """
    found = Q(pk__in=[])
    for machine in MACHINES.values():
        if issubclass(machine, InField):
            rows = machine.objects.filter(field=field).order_by()
            found |= Q(**{f"{prefix}pk__in": rows.values("pk")})
    return found
