"""What lay in the mailbox of returns, and which mails came back with what reason."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.outbox.models import Mail
from zsa_portal.regulations import clock


class Letter(models.Model):
    """A mail in the mailbox of returns by its name there, and what was made of it.

    Of a mail that is no return nothing is kept but this; ``tries`` counts how often its reading began.
    """

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("To be read")
        RETURNED = "returned", _("A mail of ours that came back")
        OTHER = "other", _("No return of a mail of ours")
        TOO_LARGE = "too_large", _("Too large to be read")
        UNREADABLE = "unreadable", _("Cannot be read")

    uid = models.CharField(_("name in the mailbox"), max_length=200, unique=True)
    outcome = models.CharField(
        _("outcome"), max_length=12, choices=Outcome, default=Outcome.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    first_seen_at = models.DateTimeField(_("first seen"), default=clock.now)

    class Meta:
        verbose_name = _("mail in the mailbox of returns")
        verbose_name_plural = _("mails in the mailbox of returns")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.uid


class Return(models.Model):
    """A mail of ours that came back, or was said to be late; ``address`` in small letters.

    A permanent one stops all mail to the address until somebody confirms it (``lifted_at``).
    """

    class Kind(models.TextChoices):
        PERMANENT = "permanent", _("Permanent: no mail goes there")
        TEMPORARY = "temporary", _("Temporary: counted only")

    mail = models.ForeignKey(Mail, models.CASCADE, related_name="returns", verbose_name=_("mail"))
    address = models.EmailField(_("address"))
    key = models.CharField(_("digest of its name"), max_length=64, unique=True, editable=False)
    kind = models.CharField(_("kind of failure"), max_length=10, choices=Kind)
    status = models.CharField(_("status code"), max_length=12, blank=True)
    said = models.CharField(_("what the server said"), max_length=300, blank=True)
    received_at = models.DateTimeField(_("came back"), default=clock.now)
    lifted_at = models.DateTimeField(_("address confirmed"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )

    class Meta:
        verbose_name = _("returned mail")
        verbose_name_plural = _("returned mails")
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(
                fields=["address"], condition=models.Q(lifted_at=None), name="returns_that_count"
            ),
            models.Index(fields=["-received_at", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.mail.shown} {self.status}"

    @property
    def shown_said(self) -> str:
        """What the server said, without an address that is not for all staff."""
        return self.said.replace(self.mail.address, self.mail.shown)
