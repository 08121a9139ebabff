"""The matter, its log, its parties and what they owe."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, ClassVar

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from zsa_portal.people.models import Department, Organisation, Party
from zsa_portal.regulations import clock
from zsa_portal.ui.finding.sides import By
from zsa_portal.ui.titles import readers_title
from zsa_portal.workflow import roles
from zsa_portal.workflow.access import Discovery, MatterQuerySet
from zsa_portal.workflow.bulk.records import BulkRow, BulkRun  # noqa: F401 - tables of this app
from zsa_portal.workflow.findings import StepDraft  # noqa: F401 - a table of this app
from zsa_portal.workflow.handlers.records import Handling  # noqa: F401 - a table of this app
from zsa_portal.workflow.kept.records import KeptView  # noqa: F401 - a table of this app
from zsa_portal.workflow.machine import MACHINES, StateInfo
from zsa_portal.workflow.roles import RoleInfo
from zsa_portal.workflow.seals import DayRoot, Seal  # noqa: F401 - Django finds models here
from zsa_portal.workflow.triggers import LOG_IS_WRITE_ONCE, STATE_NEEDS_LOG
from zsa_portal.workflow.visits import LogVisit  # noqa: F401 - a table of this app


class Level(models.TextChoices):
    """The association's own grades of secrecy, ascending."""

    PUBLIC = "public", _("Public")
    RESTRICTED = "restricted", _("Restricted")
    CONFIDENTIAL = "confidential", _("Confidential")


MATTERS_FOUND_BY = By(("number", "title", "title_en"), words="words")


@pghistory.track(exclude=["words"])
class Matter(models.Model):
    """Everything that moves through a procedure. Only ``perform`` moves ``state``.

    ``OVERTAKEN`` is for procedures of which a calendar's step may fall due by what happens
    elsewhere: it gives, at an instant, the condition on their matters of which one has.
    ``WITHOUT_TABS`` names the tabs of every kind that have nothing to show on this one.
    ``IS_PROJECT`` says that a matter is a project of the association, which the departments that
    took part file at its end. ``EXPLAINED_PUBLICLY`` is off where the regulation itself is graded:
    then staff alone read what its states mean. ``OTHER_NUMBERS`` are columns of its own by whose
    numbers the search finds its matters too.
    """

    kind_code: ClassVar[str] = ""
    kind_label: ClassVar[Any] = ""
    ROLES: ClassVar[tuple[RoleInfo, ...]] = ()
    DISCOVERY: ClassVar[Discovery | None] = None
    WITHOUT_TABS: ClassVar[tuple[str, ...]] = ()
    RESPONSIBLE: ClassVar[RoleInfo | None] = None
    IS_PROJECT: ClassVar[bool] = False
    EXPLAINED_PUBLICLY: ClassVar[bool] = True
    OVERTAKEN: ClassVar[Callable[[dt.datetime], models.Q] | None] = None
    STATES: ClassVar[dict[str, StateInfo]] = {}
    STAGES: ClassVar[dict[str, Any]] = {}
    page_related: ClassVar[tuple[str, ...]] = ()
    FOUND_BY: ClassVar[By] = MATTERS_FOUND_BY
    OTHER_NUMBERS: ClassVar[tuple[str, ...]] = ()
    CORRECTABLE: ClassVar[tuple[str, ...]] = ("title", "title_en")

    kind = models.CharField(_("kind"), max_length=30, editable=False)
    number = models.CharField(_("number"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=240)
    title_en = models.CharField(_("English title"), max_length=300, blank=True)
    state = FSMField(_("state"), max_length=40, protected=True, editable=False)
    entered_at = models.DateTimeField(_("in this state since"), default=clock.now, editable=False)
    holder = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="held",
        null=True,
        editable=False,
        verbose_name=_("holder"),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True, editable=False)
    owner = models.ForeignKey(
        Department, models.PROTECT, related_name="matters", verbose_name=_("owner department")
    )
    applicant = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matters",
        verbose_name=_("applicant organisation"),
    )
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.RESTRICTED)
    revision = models.PositiveIntegerField(_("revision of its papers"), default=0, editable=False)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("created by"),
    )
    words = MATTERS_FOUND_BY.kept()

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = _("matter")
        verbose_name_plural = _("matters")
        ordering = ["-entered_at", "-pk"]
        indexes = [
            models.Index(fields=["kind", "state", "-entered_at"]),
            models.Index(fields=["holder", "due_at"]),
            models.Index(fields=["due_at"]),
            models.Index(fields=["-entered_at", "-id"]),
            models.Index(fields=["title", "-id"], name="matters_by_title"),
            models.Index(fields=["number", "-id"], name="matters_by_number"),
            MATTERS_FOUND_BY.index("matters_found"),
        ]
        triggers = [STATE_NEEDS_LOG]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def shown_title(self) -> str:
        """The title in English for who reads the portal in English, if there is one."""
        return readers_title(self.title, self.title_en)

    @property
    def shown_name(self) -> str:
        """Number and title as screens show them, in the reader's language."""
        return f"{self.number} {self.shown_title}".strip()

    @property
    def distinction(self) -> str:
        """What its procedure says of it that another matter of the same title need not share."""
        return ""

    def get_absolute_url(self) -> str:
        return reverse("workflow:matter", args=[self.pk])

    @classmethod
    def plural_label(cls) -> str:
        """What several matters of this kind are called, as a heading."""
        return capfirst(str(cls._meta.verbose_name_plural))

    @classmethod
    def list_url(cls) -> str:
        """Where the matters of this kind are listed."""
        return reverse("home:matters")

    @property
    def machine(self) -> type[Matter]:
        """The procedure's class, also when asked of the bare parent row."""
        return MACHINES[self.kind]

    @property
    def state_info(self) -> StateInfo:
        """Stage code, label, holder and meaning of the present state."""
        return self.machine.STATES[self.state]

    @property
    def stage(self) -> str:
        """The harmonised stage code of the present state, e.g. ``30.20``."""
        return self.state_info.stage

    def correction_refusal(self) -> str:
        """Why nothing of this matter is corrected any more, as a sentence; empty while it may be."""
        return ""

    def turn_refusal(self, user: Any) -> str:
        """Why somebody whose turn it seems to be may not act, and who may, as a sentence; else empty."""
        return ""

    def whose_turn(self) -> str:
        """Who is to act now, as the matter's page names them; empty where it is nobody's turn."""
        from zsa_portal.workflow.turns import turns_of

        return turns_of([self])[self.pk]

    def corrected(self, before: dict[str, str], *, by: Any) -> None:
        """Carry a correction to what was copied from the matter; ``before`` holds the old values."""

    @cached_property
    def involved(self) -> dict[str, list[Party]]:
        """The parties now involved, by their role's code; one query, kept on the object."""
        from zsa_portal.workflow.reading import parties_in

        return parties_in(self.pk)

    def parties(self, *played: RoleInfo) -> list[Party]:
        """The parties that now play one of these roles, in the order of the roles."""
        return [party for role in played for party in self.involved.get(role.code, [])]

    def parties_that(self, flag: Callable[[RoleInfo], bool]) -> list[Party]:
        """The parties that now play a role of which the flag holds."""
        return self.parties(*filter(flag, self.machine.ROLES))

    def party(self, role: RoleInfo) -> Party | None:
        """The party that plays a role in this matter now, or None."""
        if role == roles.CLOCK:
            return Party.clock()
        return next(reversed(self.parties(role)), None)

    def involve(self, role: RoleInfo, party: Party) -> None:
        """Let a party play a role from now on, beside or in place of others as the role says."""
        current = self.involvements.filter(role=role.code, until__isnull=True)
        if role.several:
            current = current.filter(party=party)
        if current.filter(party=party).exists():
            return
        current.update(until=clock.now())
        Involvement.objects.create(matter_id=self.pk, role=role.code, party=party)
        self.__dict__.pop("involved", None)

    def dismiss(self, role: RoleInfo, party: Party) -> None:
        """End a party's part in this matter."""
        rows = self.involvements.filter(role=role.code, party=party, until__isnull=True)
        rows.update(until=clock.now())
        self.__dict__.pop("involved", None)


class Involvement(models.Model):
    """A party plays a role in a matter from an instant until another."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="involvements")
    role = models.CharField(_("role"), max_length=30)
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="involvements", verbose_name=_("party")
    )
    since = models.DateTimeField(_("since"), default=clock.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("involvement")
        verbose_name_plural = _("involvements")
        indexes = [
            models.Index(
                fields=["party", "matter"], condition=models.Q(until=None), name="involved_now"
            ),
            models.Index(fields=["matter", "role"]),
        ]

    def __str__(self) -> str:
        return f"{roles.label_of(self.role)}: {self.party}"


class CurrentTransaction(models.Func):
    """The id of the database transaction, as a bigint."""

    function = "pg_current_xact_id"
    output_field = models.TextField()


class LogEntry(models.Model):
    """One thing that happened to a matter; the table's triggers let it only grow.

    ``values`` holds codes and ids, never contact data; it is worded when read. What fields held
    before a saving is kept where its step tells it.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="log")
    at = models.DateTimeField(_("at"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    step = models.CharField(_("step"), max_length=60)
    from_state = models.CharField(_("from"), max_length=40, blank=True)
    to_state = models.CharField(_("to"), max_length=40, blank=True)
    rules = ArrayField(models.CharField(max_length=12), verbose_name=_("rules"), default=list)
    reason = models.TextField(_("reason"), blank=True)
    values = models.JSONField(_("values"), default=dict)
    xid = models.BigIntegerField(
        db_default=Cast(Cast(CurrentTransaction(), models.TextField()), models.BigIntegerField()),
        editable=False,
    )

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log entries")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["matter", "-id"]),
            models.Index(fields=["-at"]),
            models.Index(fields=["to_state", "at"]),
        ]
        triggers = list(LOG_IS_WRITE_ONCE)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.step} {self.at:%F %T}"


class Duty(models.Model):
    """One act that a person or party owes in a matter, until it is done."""

    matter = models.ForeignKey(
        Matter, models.CASCADE, related_name="duties", verbose_name=_("matter")
    )
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="duties", verbose_name=_("owed by")
    )
    key = models.CharField(_("what"), max_length=80)
    created_at = models.DateTimeField(_("created"), default=clock.now)
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("done by"),
    )
    token = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "party", "key"],
                condition=models.Q(done_at=None),
                name="one_open_duty",
            )
        ]
        indexes = [
            models.Index(
                fields=["party", "due_at"], condition=models.Q(done_at=None), name="open_duties"
            ),
            models.Index(
                fields=["due_at"], condition=models.Q(done_at=None), name="open_duties_by_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}: {self.key}"


class Recusal(models.Model):
    """A person takes no part in deciding a matter, because of an interest in it."""

    matter = models.ForeignKey(
        Matter, models.CASCADE, related_name="recusals", verbose_name=_("matter")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="recusals", verbose_name=_("person")
    )
    reason = models.TextField(_("reason"))
    declared_at = models.DateTimeField(_("declared"), default=clock.now)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("declared by")
    )
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "user"],
                condition=models.Q(lifted_at=None),
                name="one_live_recusal",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.reason[:40]}"
