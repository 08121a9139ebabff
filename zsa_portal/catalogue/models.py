"""The catalogue: a standard has editions, an edition has texts (制定 第三十至三十四条)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Replace, Upper
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.catalogue import kinds
from zsa_portal.catalogue.kinds import EditionKind
from zsa_portal.documents.models import Version
from zsa_portal.people.history import tracked
from zsa_portal.people.models import Body, Organisation, TechnicalField
from zsa_portal.regulations import clock
from zsa_portal.ui.finding.sides import By
from zsa_portal.ui.titles import readers_title
from zsa_portal.workflow.models import Matter


class Announcement(models.Model):
    """The official document that confirms numbers and publication of one or many standards (第二十九条)."""

    number = models.CharField(_("official document number"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    published_on = models.DateField(_("publication date"))
    implemented_on = models.DateField(_("implementation date"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("issued by")
    )
    issued_at = models.DateTimeField(_("issued"), default=clock.now)

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(implemented_on__gte=models.F("published_on")),
                name="implemented_after_publication",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("catalogue:announcement", args=[self.pk])


class Standard(models.Model):
    """What keeps its running number, or the code of its body, through all editions."""

    running = models.PositiveIntegerField(_("running number"), unique=True, null=True, blank=True)
    body_code = models.CharField(
        _("code at its body"),
        max_length=80,
        blank=True,
        help_text=_("The body's own number without the year, where the association gave none."),
    )
    field = models.CharField(
        _("technical field"), max_length=30, choices=TechnicalField, blank=True
    )
    committee = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="standards",
        verbose_name=_("committee in charge"),
    )

    class Meta:
        verbose_name = _("standard")
        verbose_name_plural = _("standards")
        ordering = ["running", "body_code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(running=None) ^ models.Q(body_code=""),
                name="numbered_by_us_or_its_body",
            )
        ]

    def __str__(self) -> str:
        return self.body_code or f"T/ZSA {self.running}"

    @property
    def key(self) -> str:
        """What its addresses carry: the running number, else ``s`` with its own key."""
        return f"s{self.pk}" if self.running is None else str(self.running)

    def get_absolute_url(self) -> str:
        return reverse("catalogue:standard", args=[self.key])


SOURCE_KEY = Upper(Replace("source_number", models.Value(" "), models.Value("")))
"""What a source number is found by: see ``numbering.source_key``."""


class EditionQuerySet(models.QuerySet):
    """Editions, narrowed to what anyone may know of, or to where they come from."""

    def with_source_key(self) -> EditionQuerySet:
        """Let the rows be narrowed by ``source_key``."""
        return self.alias(source_key=SOURCE_KEY)

    def public(self) -> EditionQuerySet:
        """The editions that are published, those replaced or withdrawn since included."""
        return self.exclude(status=Edition.Status.PENDING)


EDITIONS_FOUND_BY = By(("number", "title", "title_en", "source_number"))


class Edition(models.Model):
    """One edition of a standard, with its number, titles, dates and cover data."""

    Status = kinds.Status

    standard = models.ForeignKey(
        Standard, models.PROTECT, related_name="editions", verbose_name=_("standard")
    )
    kind = models.CharField(_("origin"), max_length=60, default=kinds.IMPORTED.key, editable=False)
    matter = models.ForeignKey(
        Matter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("matter"),
    )
    announcement = models.ForeignKey(
        Announcement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("announcement"),
    )
    number = models.CharField(_("standard number"), max_length=80)
    title = models.CharField(_("title"), max_length=240)
    title_en = models.CharField(_("English title"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.PENDING)
    status_since = models.DateField(_("status since"), null=True, blank=True)
    status_reason = models.TextField(_("reason of the status"), blank=True)
    published_on = models.DateField(_("publication date"))
    implemented_on = models.DateField(_("implementation date"))
    replaces = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    ics = models.CharField(_("ICS"), max_length=40, blank=True)
    ccs = models.CharField(_("CCS"), max_length=40, blank=True)
    proposer = models.CharField(_("proposed by"), max_length=200, blank=True)
    drafting_units = models.TextField(_("drafting organisations"), blank=True)
    principal_drafters = models.TextField(_("principal drafters"), blank=True)
    abstract = models.TextField(_("scope"), blank=True)
    abstract_en = models.TextField(_("scope in English"), blank=True)
    source_body = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("source body"),
    )
    source_number = models.CharField(_("source number"), max_length=80, blank=True)
    created_at = models.DateTimeField(_("created"), default=clock.now)

    FOUND_BY = EDITIONS_FOUND_BY
    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-year", "-pk"]
        indexes = [
            models.Index(fields=["-published_on", "-id"]),
            models.Index(fields=["status", "-published_on", "-id"]),
            models.Index(fields=["kind", "-published_on", "-id"]),
            models.Index(fields=["-year"]),
            EDITIONS_FOUND_BY.index("editions_found"),
            GinIndex(OpClass(SOURCE_KEY, name="gin_trgm_ops"), name="edition_source_words"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["standard", "year"], name="one_edition_of_a_year"),
            models.UniqueConstraint(
                fields=["number"],
                condition=~models.Q(status=kinds.Status.REVOKED),
                name="number_given_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=kinds.IMPORTED.key) | models.Q(matter=None),
                name="imported_without_matter",
            ),
            models.CheckConstraint(
                condition=models.Q(implemented_on__gte=models.F("published_on")),
                name="edition_implemented_after_publication",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=kinds.Status.REVOKED)
                | models.Q(status_since__isnull=False) & ~models.Q(status_reason=""),
                name="revoked_with_day_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def shown_title(self) -> str:
        """The title in English for who reads the portal in English, if there is one."""
        return readers_title(self.title, self.title_en)

    @property
    def shown_name(self) -> str:
        """Number and title as screens show them, in the reader's language."""
        return f"{self.number} {self.shown_title}"

    @property
    def is_public(self) -> bool:
        """Whether anyone may know of it."""
        return self.status != self.Status.PENDING

    @property
    def other_number(self) -> str:
        """The number of the body it comes from, beside the association's; empty without two."""
        return self.source_number if self.source_number != self.number else ""

    @property
    def meaning(self) -> EditionKind:
        """The kind of its coming about."""
        return kinds.KINDS[self.kind]

    @property
    def kind_label(self) -> str:
        """How it came about, in words."""
        return str(self.meaning.label)

    @property
    def is_revoked(self) -> bool:
        """Whether its recognition was revoked; it stays readable."""
        return self.status == self.Status.REVOKED

    @property
    def implemented(self) -> bool:
        """Whether the implementation date is reached."""
        return self.implemented_on <= clock.today()

    def get_absolute_url(self) -> str:
        return reverse("catalogue:edition", args=[self.standard.key, self.year])

    @property
    def shown_status(self) -> str:
        """The status today, in words: a published edition waits for its implementation date."""
        if self.status == self.Status.CURRENT and not self.implemented:
            return gettext("Published, not yet in force")
        return str(self.get_status_display())


@tracked()
class StandardText(models.Model):
    """An edition's text in one language, and whether it is released for distribution."""

    class Language(models.TextChoices):
        CHINESE = "zh", _("Chinese")
        ENGLISH = "en", _("English")
        FRENCH = "fr", _("French")
        GERMAN = "de", _("German")
        JAPANESE = "ja", _("Japanese")
        KOREAN = "ko", _("Korean")
        RUSSIAN = "ru", _("Russian")
        SPANISH = "es", _("Spanish")

    edition = models.ForeignKey(
        Edition, models.PROTECT, related_name="texts", verbose_name=_("edition")
    )
    language = models.CharField(_("language"), max_length=2, choices=Language)
    version = models.ForeignKey(
        Version, models.PROTECT, related_name="standard_texts", verbose_name=_("file")
    )
    released = models.BooleanField(_("released for distribution"), default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=clock.now)

    class Meta:
        verbose_name = _("text of a standard")
        verbose_name_plural = _("texts of standards")
        ordering = ["edition", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "language"], name="one_text_of_a_language"),
        ]

    def __str__(self) -> str:
        return f"{self.edition.number} {self.get_language_display()}"
