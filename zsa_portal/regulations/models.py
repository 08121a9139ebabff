"""Figures that a regulation leaves open, with the history of their values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Period

SETTABLE: dict[str, Settable] = {}


class Setting(models.Model):
    """One value of a settable figure from an instant on; the latest row not in the future holds."""

    key = models.CharField(_("figure"), max_length=80)
    value = models.JSONField(_("value"))
    valid_from = models.DateTimeField(_("valid from"), default=clock.now)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("set by")
    )
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("settable figure")
        verbose_name_plural = _("settable figures")
        ordering = ["key", "-valid_from"]
        indexes = [models.Index(fields=["key", "-valid_from"])]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"


@dataclass(frozen=True)
class Settable:
    """A figure the regulation does not fix: key, default, and why it is open."""

    key: str
    default: Any
    label: str | Promise
    why: str | Promise

    def __post_init__(self) -> None:
        SETTABLE[self.key] = self

    def value(self, at: dt.datetime | None = None) -> Any:
        """The value that holds at an instant (now by default)."""
        row = (
            Setting.objects.filter(key=self.key, valid_from__lte=at or clock.now())
            .order_by("-valid_from", "-pk")
            .values_list("value", flat=True)
            .first()
        )
        return self.default if row is None else row


@dataclass(frozen=True)
class OpenDays(Period):
    """A length in natural days that the regulation leaves open: what its setting says today.

    ``rule`` is the article that speaks of the time without naming its length.
    """

    setting: Settable
    rule: str

    @property
    def days(self) -> int:  # type: ignore[override]
        """The length that holds now; one query."""
        return int(self.setting.value())

    def identity(self) -> str:
        """The key of its setting, with the article."""
        return f"OpenDays({self.setting.key!r}, rule={self.rule!r})"
