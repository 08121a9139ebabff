"""Ballots, their electors and votes."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots import triggers
from zsa_portal.ballots.kinds import KINDS
from zsa_portal.ballots.resolutions import Decision  # noqa: F401 - a table of this app
from zsa_portal.ballots.rows import BallotQuerySet, ElectorQuerySet
from zsa_portal.ballots.sheets import Item, thawed
from zsa_portal.ballots.visibility import Shown, Visibility
from zsa_portal.documents.models import IssuedForm
from zsa_portal.people.models import Body, Organisation, Seat
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Base, Threshold
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Matter


class Basis(models.TextChoices):
    """What a majority is counted of: a threshold's base, in words."""

    ALL_MEMBERS = Base.ALL_MEMBERS.value, _("All members of the day it opened")
    VALID_VOTES = Base.VALID_VOTES.value, _("Valid votes of those present")
    WHOLE_PANEL = Base.WHOLE_PANEL.value, _("The whole panel")


class Choice(models.TextChoices):
    """How one may vote."""

    APPROVE = "approve", _("In favour")
    DISAPPROVE = "disapprove", _("Against")
    ABSTAIN = "abstain", _("Abstain")


class Ballot(models.Model):
    """One question put to the electors of a day.

    ``closes_at`` is exclusive; it only moves on, when an elector is replaced. One ended without
    outcome has ``end_reason`` and no ``result``; its votes are kept and not counted. The threshold,
    the figure on abstentions, the score sheet (see sheets.frozen) and who sees what are kept as
    they were at opening; ``result`` holds the count as it was at closing (see Tally.stored), with
    ``sheet`` where there is one (see sheets.numbers).
    """

    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="ballots", verbose_name=_("matter")
    )
    kind = models.CharField(_("kind"), max_length=60, db_index=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="ballots", verbose_name=_("body"))
    question = models.CharField(_("question"), max_length=400)
    opened_at = models.DateTimeField(_("opened"), default=clock.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("opened by"),
    )
    closes_at = models.DateTimeField(_("closes"))
    numerator = models.PositiveSmallIntegerField(_("share: numerator"))
    denominator = models.PositiveSmallIntegerField(_("share: denominator"))
    basis = models.CharField(_("counted of"), max_length=20, choices=Basis)
    rule = models.CharField(_("rule"), max_length=12)
    abstention_is_valid = models.BooleanField(_("an abstention is a valid vote"), default=False)
    sheet = models.JSONField(_("score sheet"), default=list, blank=True)
    tally_shown = models.CharField(
        _("count shown"), max_length=10, choices=Shown, default=Shown.CLOSED
    )
    names_shown = models.CharField(
        _("who voted how is shown"), max_length=10, choices=Shown, default=Shown.CLOSED
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("closed by"),
    )
    result = models.JSONField(_("result"), null=True, blank=True)
    end_reason = models.TextField(_("why ended without outcome"), blank=True)
    result_form = models.ForeignKey(
        IssuedForm,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ballots",
        verbose_name=_("evidence of the ballot"),
    )

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["matter", "kind", "-id"]),
            models.Index(fields=["closes_at"], condition=Q(closed_at=None), name="open_ballots"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "kind"], condition=Q(closed_at=None), name="one_open_ballot"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, result__isnull=True, end_reason="")
                | Q(closed_at__isnull=False, result__isnull=False, end_reason="")
                | (Q(closed_at__isnull=False, result__isnull=True) & ~Q(end_reason="")),
                name="a_closed_ballot_is_counted_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")), name="a_ballot_has_time"
            ),
        ]
        triggers = list(triggers.COUNTED_ONCE)

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("ballots:ballot", args=[self.pk])

    @property
    def threshold(self) -> Threshold:
        """The majority asked for, as it was fixed when the ballot opened."""
        return Threshold(self.numerator, self.denominator, of=Base(self.basis), rule=self.rule)

    @property
    def present_only(self) -> bool:
        """Whether only those present at opening are electors."""
        return self.basis == Base.VALID_VOTES

    @property
    def label(self) -> str:
        """What kind of ballot it is, in words."""
        kind = KINDS.get(self.kind)
        return str(kind.label) if kind else self.kind

    @property
    def majority(self) -> str:
        """The majority asked for, in words."""
        words = {"share": f"{self.numerator}/{self.denominator}", "of": self.get_basis_display()}
        return gettext("At least %(share)s in favour. Counted of: %(of)s.") % words

    @property
    def abstention_reading(self) -> str:
        """Which reading of an abstention holds, in words; empty where all count in the base anyway."""
        if not self.present_only:
            return ""
        if self.abstention_is_valid:
            return gettext("An abstention is a valid vote and not in favour.")
        return gettext("An abstention is no valid vote.")

    @property
    def duty_key(self) -> str:
        """The key of the duty that its electors owe."""
        return f"vote:{self.pk}"

    @property
    def items(self) -> list[Item]:
        """What its electors judge besides voting; nothing without a score sheet."""
        kind = KINDS.get(self.kind)
        return thawed(self.sheet, kind.sheet if kind else None)

    @property
    def choices(self) -> list[tuple[str, Text]]:
        """The ways to vote, with the words of its kind."""
        kind = KINDS.get(self.kind)
        return list((kind.choices if kind else ()) or Choice.choices)

    @property
    def vote_url(self) -> str:
        """Where its electors vote."""
        kind = KINDS.get(self.kind)
        return reverse(kind.page if kind else "ballots:vote", args=[self.pk])

    @property
    def visibility(self) -> Visibility:
        """Who sees what and when, as it was fixed when the ballot opened."""
        return Visibility(tally=Shown(self.tally_shown), names=Shown(self.names_shown))

    @property
    def shows_tally(self) -> bool:
        """Whether the count is shown now; of a ballot ended without outcome it never is."""
        if self.end_reason:
            return False
        return self.closed_at is not None or self.tally_shown == Shown.OPEN

    @property
    def shows_names(self) -> bool:
        """Whether who voted how is shown now, to those who may see it; see ``shows_tally``."""
        if self.end_reason:
            return False
        closed = self.closed_at is not None and self.names_shown == Shown.CLOSED
        return closed or self.names_shown == Shown.OPEN

    def is_open(self, instant: dt.datetime | None = None) -> bool:
        """Whether votes are accepted at an instant, now by default: asked of the clock."""
        at = instant or clock.now()
        return self.closed_at is None and self.opened_at <= at < self.closes_at


class Elector(models.Model):
    """A seat that votes in one ballot, as the list stood when it opened.

    Whoever sits on the seat at the time votes; in a ballot among those present, who was present,
    whatever became of the seat since. ``recused`` is frozen at closing. One with a ``successor``
    counts no more: another took the place while the ballot was open.
    """

    ballot = models.ForeignKey(
        Ballot, models.PROTECT, related_name="electors", verbose_name=_("ballot")
    )
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="electors", verbose_name=_("seat"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("person at opening"),
    )
    name = models.CharField(_("name at opening"), max_length=80)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation represented"),
    )
    recused = models.BooleanField(_("recused at closing"), default=False)
    struck_at = models.DateTimeField(_("struck"), null=True, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("struck by"),
    )
    strike_reason = models.TextField(_("why struck"), blank=True)
    successor = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessor",
        verbose_name=_("replaced by"),
    )
    successor_reason = models.TextField(_("why replaced"), blank=True)

    objects = ElectorQuerySet.as_manager()

    class Meta:
        verbose_name = _("elector")
        verbose_name_plural = _("electors")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "seat"], name="one_elector_a_seat"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True) | ~Q(strike_reason=""),
                name="a_strike_has_a_reason",
            ),
        ]
        triggers = list(triggers.ELECTORS_ARE_FROZEN)

    def __str__(self) -> str:
        return self.name


class Vote(models.Model):
    """One vote of an elector; a later one replaces it, and so do a strike and a recusal.

    ``sheet`` is the score sheet filled in with it (see sheets.checked), ``changes`` what it asks to
    be changed (see sheets.changes_checked).
    """

    elector = models.ForeignKey(
        Elector, models.PROTECT, related_name="votes", verbose_name=_("elector")
    )
    choice = models.CharField(_("choice"), max_length=12, choices=Choice)
    reason = models.TextField(_("reason"), blank=True)
    sheet = models.JSONField(_("score sheet"), default=dict, blank=True)
    changes = models.JSONField(_("changes asked for"), default=list, blank=True)
    cast_at = models.DateTimeField(_("cast"), default=clock.now)
    cast_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("cast by")
    )
    replaced_at = models.DateTimeField(_("replaced"), null=True, blank=True)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes cast")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["elector"], condition=Q(replaced_at=None), name="one_live_vote"
            ),
            models.CheckConstraint(
                condition=~Q(choice=Choice.DISAPPROVE) | ~Q(reason=""),
                name="against_has_a_reason",
            ),
        ]
        triggers = list(triggers.VOTES_ONLY_GROW)

    def __str__(self) -> str:
        return f"{self.receipt} {self.elector}"

    @property
    def receipt(self) -> str:
        """What the voter is given as proof that the vote is there."""
        return f"V{self.pk:06d}"


class VoteDraft(models.Model):
    """What a person has written so far of the vote of an elector's place; nobody else ever reads it.

    It goes as soon as the vote is cast or falls away, and when the ballot closes. ``sheet`` and
    ``changes`` are as a vote has them, unfinished.
    """

    elector = models.ForeignKey(
        Elector, models.CASCADE, related_name="drafts", verbose_name=_("elector")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("written by")
    )
    choice = models.CharField(_("choice"), max_length=12, choices=Choice, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    sheet = models.JSONField(_("score sheet"), default=dict, blank=True)
    changes = models.JSONField(_("changes asked for"), default=list, blank=True)
    saved_at = models.DateTimeField(_("saved"), default=clock.now)

    class Meta:
        verbose_name = _("draft of a vote")
        verbose_name_plural = _("drafts of votes")
        constraints = [
            models.UniqueConstraint(fields=["elector", "user"], name="one_draft_of_a_voter")
        ]

    def __str__(self) -> str:
        return f"{self.elector} {self.saved_at:%F %H:%M}"
