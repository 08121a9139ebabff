"""Whose WeCom account is whose, what was handed over, and what WeCom called back."""

from __future__ import annotations

import uuid

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Matter


@pghistory.track()
class Account(models.Model):
    """The WeCom user id of a person of the portal; nobody acts by an id that is not here."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="wecom_account",
        verbose_name=_("person"),
    )
    wecom_id = models.CharField(_("WeCom user id"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("WeCom account")
        verbose_name_plural = _("WeCom accounts")
        ordering = ["wecom_id"]

    def __str__(self) -> str:
        return f"{self.user} {self.wecom_id}"


class HandOver(models.Model):
    """An approval handed to WeCom: a row of its step's transaction, sent afterwards, once.

    ``mark`` stands in its text, so that a try whose answer was lost is found again; ``number`` is
    WeCom's (审批单号). ``look_at`` is when its outcome is asked for next: a call-back brings it
    forward, and it is asked now and then where none comes.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        SENT = "sent", _("With WeCom")
        TAKEN = "taken", _("Verdict taken over")
        REFUSED = "refused", _("Verdict not taken over")
        OVERTAKEN = "overtaken", _("Decided in the portal")
        FAILED = "failed", _("Failed")

    OPEN = (State.SENT, State.OVERTAKEN)
    """Where a verdict may still come: after a decision in the portal it is refused and written down."""

    matter = models.ForeignKey(
        Matter, models.CASCADE, related_name="hand_overs", verbose_name=_("matter")
    )
    kind = models.CharField(_("kind"), max_length=60)
    mark = models.UUIDField(_("mark"), default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("number in WeCom"), max_length=64, unique=True, null=True)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField(_("created"), default=clock.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=clock.now)
    look_at = models.DateTimeField(_("asked for again"), null=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("approval handed to WeCom")
        verbose_name_plural = _("approvals handed to WeCom")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(state="queued"), name="queued_hand_overs"
            ),
            models.Index(
                fields=["look_at"],
                condition=models.Q(look_at__isnull=False),
                name="hand_overs_to_look_at",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "kind"],
                condition=models.Q(state__in=["queued", "sent"]),
                name="one_open_hand_over_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.matter_id} {self.number or ''}".strip()


class CallBack(models.Model):
    """A call-back that WeCom signed, so that the same one is not taken twice."""

    signature = models.CharField(_("signature"), max_length=40, unique=True)
    number = models.CharField(_("number in WeCom"), max_length=64, blank=True)
    received_at = models.DateTimeField(_("received"), default=clock.now)

    class Meta:
        verbose_name = _("call-back of WeCom")
        verbose_name_plural = _("call-backs of WeCom")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.received_at:%F %T}"
