"""Public notices over matters, the opinions that come in, and the history of their answers."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.documents.models import File
from zsa_portal.notices.clauses import KEY_LENGTH
from zsa_portal.notices.kinds import KINDS, NoticeKind
from zsa_portal.notices.sharing import ChapterShare  # noqa: F401 - a table of this app
from zsa_portal.notices.triggers import ANSWERED_ONCE, PUBLISHED_ONCE, SAID_ONCE
from zsa_portal.notices.versions import Standing
from zsa_portal.regulations import clock
from zsa_portal.ui.finding.sides import By
from zsa_portal.ui.titles import readers_title
from zsa_portal.workflow.models import Matter

USER = settings.AUTH_USER_MODEL


class NoticeQuerySet(models.QuerySet):
    """Notices; each is public from the instant it was published."""

    def open(self, at: dt.datetime | None = None) -> NoticeQuerySet:
        """Those that take opinions at an instant, now by default."""
        at = at or clock.now()
        return self.filter(opened_at__lte=at, closes_at__gt=at)

    def past(self, at: dt.datetime | None = None) -> NoticeQuerySet:
        """Those whose time is over at an instant, now by default."""
        return self.filter(closes_at__lte=at or clock.now())


NOTICES_FOUND_BY = By(("number", "title"))


class Notice(models.Model):
    """One public notice over one or many matters; ``closes_at`` is the exclusive end."""

    FOUND_BY = NOTICES_FOUND_BY

    kind = models.CharField(_("kind"), max_length=60, db_index=True)
    number = models.CharField(_("number"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=240)
    body = models.TextField(_("text"), blank=True)
    opened_at = models.DateTimeField(_("published"), default=clock.now)
    closes_at = models.DateTimeField(_("closes"))
    published_by = models.ForeignKey(
        USER, models.PROTECT, related_name="notices", verbose_name=_("published by")
    )
    form = models.ForeignKey(
        "zsa_documents.IssuedForm",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("official paper"),
    )
    matters = models.ManyToManyField(
        Matter, through="NoticeItem", related_name="notices", verbose_name=_("matters")
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("public notice")
        verbose_name_plural = _("public notices")
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["closes_at"]),
            models.Index(fields=["kind", "-opened_at"]),
            models.Index(fields=["-opened_at", "-id"]),
            NOTICES_FOUND_BY.index("notices_found"),
        ]
        triggers = list(PUBLISHED_ONCE)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("notices:notice", args=[self.pk])

    @property
    def meaning(self) -> NoticeKind:
        """What its kind was declared with."""
        return KINDS[self.kind]

    @property
    def kind_label(self) -> str:
        """The kind in the reader's language."""
        return str(self.meaning.label)

    @property
    def opinion_label(self) -> str:
        """What one opinion on it is called."""
        return str(self.meaning.opinion_label or _("Opinion"))

    def is_open(self, at: dt.datetime | None = None) -> bool:
        """Whether the clock lets opinions in at an instant, now by default."""
        return self.opened_at <= (at or clock.now()) < self.closes_at


ITEMS_FOUND_BY = By(("title", "title_en"))


class NoticeItem(models.Model):
    """A matter on a notice, with what was proposed on the day it was published."""

    FOUND_BY = ITEMS_FOUND_BY

    notice = models.ForeignKey(
        Notice, models.PROTECT, related_name="items", verbose_name=_("notice")
    )
    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="notice_items", verbose_name=_("matter")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    title = models.CharField(_("title"), max_length=240)
    title_en = models.CharField(_("English title"), max_length=300, blank=True)
    summary = models.TextField(_("what is proposed"), blank=True)
    applicant = models.CharField(_("applicant"), max_length=160, blank=True)
    committee = models.CharField(_("committee in charge"), max_length=160, blank=True)
    sent_to = models.PositiveIntegerField(
        _("organisations the draft was sent to"), null=True, blank=True
    )
    replied = models.PositiveIntegerField(
        _("organisations that replied, with comments or without"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("matter on notice")
        verbose_name_plural = _("matters on notice")
        ordering = ["notice", "position"]
        indexes = [ITEMS_FOUND_BY.index("notice_items_found")]
        constraints = [
            models.UniqueConstraint(fields=["notice", "matter"], name="once_on_a_notice"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def shown_title(self) -> str:
        """The title in English for who reads the portal in English, if there is one."""
        return readers_title(self.title, self.title_en)


class OpinionSheet(models.Model):
    """A table of comments that somebody sent: the same content is taken once in a consultation."""

    item = models.ForeignKey(
        NoticeItem, models.PROTECT, related_name="sheets", verbose_name=_("matter on notice")
    )
    author = models.ForeignKey(
        USER, models.PROTECT, related_name="opinion_sheets", verbose_name=_("author")
    )
    digest = models.CharField(_("digest of the rows"), max_length=64, editable=False)
    received_at = models.DateTimeField(_("received"), default=clock.now)

    class Meta:
        verbose_name = _("table of comments")
        verbose_name_plural = _("tables of comments")
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "author", "digest"], name="a_table_of_comments_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.received_at:%Y-%m-%d}"


OPINIONS_FOUND_BY = By(("reference", "clause", "organisation", "text"), words="words")
"""Without the answer, which the author of an opinion does not find before it is told."""


class Opinion(models.Model):
    """What somebody said about a matter on notice, how it was moderated and answered.

    ``contact`` is for the staff who moderate and for nobody else; ``declared_true_at`` is when the
    author declared that what is said, and its evidence, is true. ``objects`` are those that stand;
    ``everything`` holds the withdrawn ones too. ``version`` counts the author's corrections.
    """

    FOUND_BY = OPINIONS_FOUND_BY

    class Type(models.TextChoices):
        GENERAL = "ge", _("General (ge)")
        TECHNICAL = "te", _("Technical (te)")
        EDITORIAL = "ed", _("Editorial (ed)")

    class Moderation(models.TextChoices):
        PENDING = "pending", _("To be looked at")
        PUBLISHED = "published", _("Public")
        HIDDEN = "hidden", _("Not public")

    class Disposition(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        PARTIALLY_ACCEPTED = "partially_accepted", _("Partially accepted")
        REJECTED = "rejected", _("Not accepted")

    item = models.ForeignKey(
        NoticeItem, models.PROTECT, related_name="opinions", verbose_name=_("matter on notice")
    )
    number = models.PositiveIntegerField(_("number"))
    reference = models.CharField(_("reference"), max_length=60, unique=True)
    token = models.CharField(_("secret of its page"), max_length=48, unique=True, editable=False)
    ticket = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    author = models.ForeignKey(
        USER,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions",
        verbose_name=_("author"),
    )
    sheet = models.ForeignKey(
        OpinionSheet,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="opinions",
        verbose_name=_("table of comments"),
    )
    name = models.CharField(_("name"), max_length=80)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    contact = models.CharField(_("phone or e-mail"), max_length=160, blank=True)
    clause = models.CharField(_("clause"), max_length=60, blank=True)
    clause_key = models.CharField(
        max_length=KEY_LENGTH, blank=True, editable=False, db_collation="C"
    )
    type = models.CharField(_("type"), max_length=2, choices=Type, blank=True)
    text = models.TextField(_("opinion"))
    proposed_change = models.TextField(_("proposed change"), blank=True)
    declared_true_at = models.DateTimeField(
        _("declared to be true"), null=True, blank=True, editable=False
    )
    evidence = models.ForeignKey(
        File,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions",
        verbose_name=_("evidence"),
    )
    evidence_name = models.CharField(_("file name"), max_length=255, blank=True)
    evidence_cleaned = models.CharField(_("taken out of the file"), max_length=300, blank=True)
    received_at = models.DateTimeField(_("received"), default=clock.now)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    wants_answer = models.BooleanField(_("wants the answer by mail"), default=True)
    answer_mailed_at = models.DateTimeField(
        _("answer mailed"), null=True, blank=True, editable=False
    )
    language = models.CharField(_("language"), max_length=10, blank=True, editable=False)
    moderation = models.CharField(
        _("publication"), max_length=10, choices=Moderation, default=Moderation.PENDING
    )
    moderated_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    moderated_at = models.DateTimeField(_("decided"), null=True, blank=True)
    moderation_reason = models.TextField(_("why it is not public"), blank=True)
    disposition = models.CharField(_("disposition"), max_length=20, choices=Disposition, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    resolution = models.TextField(_("how it was resolved"), blank=True)
    resolved_by = models.ForeignKey(
        USER, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("resolved by")
    )
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    words = OPINIONS_FOUND_BY.kept()

    objects = Standing()
    everything = models.Manager()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_opinion_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(disposition__in=["", "accepted"]) | ~models.Q(answer=""),
                name="a_refusal_has_its_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(moderation="hidden") | ~models.Q(moderation_reason=""),
                name="hidden_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["item", "clause_key", "id"]),
            models.Index(fields=["author", "-received_at"]),
            models.Index(
                fields=["received_at"],
                condition=models.Q(moderation="pending"),
                name="opinions_to_moderate",
            ),
            models.Index(
                fields=["item"], condition=models.Q(disposition=""), name="opinions_unanswered"
            ),
        ]
        triggers = list(SAID_ONCE)

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("notices:receipt", args=[self.token])

    @property
    def publicly_from(self) -> str:
        """Whom it is said to be from where anyone reads it: an organisation, never a person."""
        return self.organisation or gettext("An individual")

    @property
    def inwardly_from(self) -> str:
        """Whom it is from for those who answer it."""
        return " · ".join(part for part in (self.organisation, self.name) if part)


def new_token() -> str:
    """A secret that opens one opinion's page."""
    return secrets.token_urlsafe(24)


class OpinionAnswer(models.Model):
    """One state of an opinion's answer; the newest is the opinion's own. Rows are only added.

    The acts of one press share a ``batch``; ``undoes`` is the batch that this one took back.
    """

    opinion = models.ForeignKey(
        Opinion, models.PROTECT, related_name="answers", verbose_name=_("opinion")
    )
    batch = models.UUIDField(default=uuid.uuid4, editable=False)
    undoes = models.UUIDField(null=True, blank=True, editable=False)
    disposition = models.CharField(
        _("disposition"), max_length=20, choices=Opinion.Disposition, blank=True
    )
    answer = models.TextField(_("answer"), blank=True)
    resolution = models.TextField(_("how it was resolved"), blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=clock.now)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["opinion", "-id"]),
            models.Index(fields=["batch"]),
        ]
        triggers = list(ANSWERED_ONCE)

    def __str__(self) -> str:
        return f"{self.opinion_id} {self.disposition}"


def label_of_type(code: str) -> Any:
    """The label of a type of comment, empty for none."""
    return Opinion.Type(code).label if code else ""
