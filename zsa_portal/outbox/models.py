"""Messages and their mails: rows of the transaction that caused them, sent afterwards."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.outbox.kinds import Pace
from zsa_portal.regulations import clock


class Digest(models.Model):
    """What waited for one person until a day, in one mail; without a mail where nothing was left."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="digests",
        verbose_name=_("recipient"),
    )
    pace = models.CharField(_("how often"), max_length=10, choices=Pace)
    day = models.DateField(_("day"))
    mail = models.OneToOneField(
        "Mail",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="digest",
        verbose_name=_("mail"),
    )
    made_at = models.DateTimeField(_("made"), default=clock.now)

    class Meta:
        verbose_name = _("mail digest")
        verbose_name_plural = _("mail digests")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "pace", "day"], name="zsa_outbox_one_digest_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.pace} {self.day}"


class Message(models.Model):
    """One message to one user, shown in the portal and mailed. Texts are in the reader's language.

    ``to_do`` says what the recipient is to do, empty for nothing; ``deadline`` until when, the
    exclusive end. ``pace`` is how its mail comes; one that waits gets its ``digest`` with it.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="messages",
        verbose_name=_("recipient"),
    )
    event = models.CharField(_("event"), max_length=120)
    subject = models.CharField(_("subject"), max_length=400)
    body = models.TextField(_("text"))
    to_do = models.CharField(_("what to do"), max_length=400, blank=True)
    deadline = models.DateTimeField(_("until when"), null=True, blank=True)
    link = models.CharField(_("link"), max_length=300, blank=True)
    pace = models.CharField(_("mailed"), max_length=10, choices=Pace, default=Pace.AT_ONCE)
    digest = models.ForeignKey(
        Digest,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name=_("mail digest"),
    )
    about = models.BigIntegerField(_("matter"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), default=clock.now)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["recipient", "-created_at"]),
            models.Index(
                fields=["recipient"], condition=models.Q(read_at=None), name="unread_messages"
            ),
            models.Index(fields=["about", "-created_at"]),
            models.Index(
                fields=["pace", "created_at"],
                condition=models.Q(digest=None, pace__in=[Pace.DAILY, Pace.WEEKLY]),
                name="waiting_messages",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.created_at:%F %T}"


class Mail(models.Model):
    """The mail of a message, or one to an outside address; sent at least once, one Message-ID.

    ``shown_as`` stands in lists for an address that not all staff may know.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Queued")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    message = models.OneToOneField(
        Message,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="mail",
        verbose_name=_("message"),
    )
    address = models.EmailField(_("address"))
    shown_as = models.CharField(_("shown as"), max_length=120, blank=True)
    subject = models.CharField(_("subject"), max_length=400)
    body = models.TextField(_("text"))
    rfc_message_id = models.CharField(_("Message-ID"), max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=clock.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)
    resent_at = models.DateTimeField(_("sent again"), null=True, blank=True)
    resent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sent again by"),
    )

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(state="queued"), name="queued_mails"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shown} {self.rfc_message_id}"

    @property
    def shown(self) -> str:
        """The address, or what stands for it where it is not for all staff."""
        return self.shown_as or self.address

    @property
    def shown_error(self) -> str:
        """The error, without an address that is not for all staff."""
        return self.error.replace(self.address, self.shown)


def new_message_id() -> str:
    """A Message-ID that stays the mail's own through every try."""
    return f"<{uuid.uuid4()}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>"


class Preference(models.Model):
    """How often a person wants the mails of one kind of message; without a row, at once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="mail_preferences",
        verbose_name=_("user"),
    )
    kind = models.CharField(_("kind"), max_length=60)
    pace = models.CharField(_("how often"), max_length=10, choices=Pace)

    class Meta:
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")
        ordering = ["user", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="zsa_outbox_one_choice_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.kind} {self.pace}"


class Routing(models.Model):
    """Whom an event is told besides the new holder: data that staff read and admins change."""

    event = models.CharField(_("event"), max_length=120, unique=True)
    roles = ArrayField(
        models.CharField(max_length=30), verbose_name=_("roles"), default=list, blank=True
    )
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("routing")
        verbose_name_plural = _("routings")
        ordering = ["event"]

    def __str__(self) -> str:
        return self.event
