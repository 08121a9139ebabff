"""Files by checksum, documents and their versions, counters and issued forms."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from zsa_portal.documents.contents.markup import Markup
from zsa_portal.documents.finding.records import AWAITS, DocumentText  # noqa: F401 - a table of this app
from zsa_portal.documents.kinds import FORMS, shown
from zsa_portal.documents.readings import (  # noqa: F401 - tables of this app
    ListReading,
    ReadLog,
    ReadRefusal,
)
from zsa_portal.documents.rights import DocumentQuerySet, FormQuerySet, VersionQuerySet
from zsa_portal.documents.tables import LevelTable  # noqa: F401 - a table of this app
from zsa_portal.documents.together.records import PaperZip  # noqa: F401 - a table of this app
from zsa_portal.documents.triggers import COUNTS_UP, STAYS_AS_ISSUED, frozen
from zsa_portal.people.models import Department, Organisation, Party, PostHolding
from zsa_portal.regulations import clock
from zsa_portal.ui.finding.sides import By
from zsa_portal.workflow.models import Level, Matter


class File(models.Model):
    """The bytes of a file, once, under their checksum (lower-case hex SHA-256)."""

    sha256 = models.CharField(_("checksum"), max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    media_type = models.CharField(_("media type"), max_length=120)
    stored_at = models.DateTimeField(_("stored"), default=clock.now)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        triggers = [frozen()]

    def __str__(self) -> str:
        return self.sha256[:12]


class Derived(models.Model):
    """A file made of another one for reading: a marked copy, or the pages of an office file.

    ``key`` says what was made: the checksum of the mark's text and level, or ``reading``.
    """

    source = models.ForeignKey(
        File, models.PROTECT, related_name="derived", verbose_name=_("made of")
    )
    key = models.CharField(_("what was made"), max_length=64)
    file = models.ForeignKey(
        File, models.PROTECT, related_name="derived_from", verbose_name=_("file")
    )
    made_at = models.DateTimeField(_("made"), default=clock.now)

    class Meta:
        verbose_name = _("file made of another")
        verbose_name_plural = _("files made of others")
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="one_file_made_of_another"),
        ]
        triggers = [frozen()]

    def __str__(self) -> str:
        return f"{self.source} → {self.file}"


DOCUMENTS_FOUND_BY = By(("title",), words="words")


@pghistory.track(exclude=["words"])
class Document(models.Model):
    """A paper of a matter: what it is, how secret, whose; its bytes are in its versions."""

    matter = models.ForeignKey(
        Matter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("matter"),
    )
    scan_of = models.ForeignKey(
        "IssuedForm",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="scans",
        verbose_name=_("sealed scan of"),
    )
    kind = models.CharField(_("kind"), max_length=60, db_index=True)
    title = models.CharField(_("title"), max_length=240)
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.CONFIDENTIAL)
    owner = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("owner department"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("submitted for"),
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="documents",
        verbose_name=_("uploaded by"),
    )
    created_at = models.DateTimeField(_("created"), default=clock.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    disposed_at = models.DateTimeField(_("disposed of"), null=True, blank=True)
    words = DOCUMENTS_FOUND_BY.kept()

    FOUND_BY = DOCUMENTS_FOUND_BY
    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["kind", "pk"]
        indexes = [
            models.Index(fields=["matter", "kind"]),
            models.Index(fields=["uploaded_by"]),
            models.Index(fields=["-created_at"]),
            DOCUMENTS_FOUND_BY.index("documents_found"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["matter", "kind", "title"],
                condition=models.Q(withdrawn_at=None, scan_of=None),
                name="one_live_document_of_a_title",
            ),
        ]
        permissions = [
            ("discover_document", _("Can know of a document")),
            ("read_document", _("Can read a document page by page")),
            ("download_document", _("Can save a marked copy of a document")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:history", args=[self.pk])


class Version(models.Model):
    """One version of a document; its number counts from 1 without gaps."""

    document = models.ForeignKey(
        Document,
        models.PROTECT,
        related_name="versions",
        verbose_name=_("document"),
    )
    number = models.PositiveIntegerField(_("version"))
    file = models.ForeignKey(File, models.PROTECT, related_name="versions", verbose_name=_("file"))
    name = models.CharField(_("file name"), max_length=255)
    cleaned = models.CharField(_("taken out of the file"), max_length=300, blank=True)
    open_changes = models.PositiveIntegerField(_("changes not accepted"), default=0)
    open_comments = models.PositiveIntegerField(_("comments in the text"), default=0)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="versions",
        verbose_name=_("uploaded by"),
    )
    at = models.DateTimeField(_("uploaded"), default=clock.now)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_version_of_a_number"),
        ]
        triggers = [frozen(), AWAITS]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("documents:download", args=[self.pk])

    @property
    def markup(self) -> Markup:
        """What the text still carried from its drafting when it was uploaded."""
        return Markup(self.open_changes, self.open_comments)


class Removal(models.Model):
    """The bytes of a file are to be removed, or were: its row, its names and its checksum stay.

    ``done_at`` is None until the calendar has done it. Bytes that another paper has too stay:
    ``shared`` then says so.
    """

    file = models.ForeignKey(File, models.PROTECT, related_name="removals", verbose_name=_("file"))
    matter = models.ForeignKey(
        Matter, models.PROTECT, related_name="removals", verbose_name=_("decided in")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    at = models.DateTimeField(_("decided"), default=clock.now)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    shared = models.BooleanField(_("another paper has the same bytes"), default=False)

    class Meta:
        verbose_name = _("removal of bytes")
        verbose_name_plural = _("removals of bytes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["file", "matter"], name="one_removal_of_a_file"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(done_at=None), name="removals_to_do")
        ]
        triggers = [pgtrigger.Protect(name="removal_stays", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.file} {self.at:%F %T}"


class Handing(models.Model):
    """A document is handed to a party from an instant until another, or until it is ended."""

    document = models.ForeignKey(
        Document,
        models.PROTECT,
        related_name="handings",
        verbose_name=_("document"),
    )
    party = models.ForeignKey(
        Party,
        models.PROTECT,
        related_name="handings",
        verbose_name=_("handed to"),
    )
    since = models.DateTimeField(_("since"), default=clock.now)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("handed by"),
    )

    class Meta:
        verbose_name = _("handing")
        verbose_name_plural = _("handings")
        indexes = [models.Index(fields=["party", "document"])]

    def __str__(self) -> str:
        return f"{self.document} → {self.party}"


class Appointment(models.Model):
    """A letter by which somebody was appointed to a post (QA3a, 质量手册 0.2)."""

    holding = models.ForeignKey(
        PostHolding,
        models.PROTECT,
        related_name="appointments",
        verbose_name=_("post holding"),
    )
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        related_name="appointments",
        verbose_name=_("appointment letter"),
    )

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        triggers = [frozen()]

    def __str__(self) -> str:
        return f"{self.holding} → {self.document}"


class Counter(models.Model):
    """The last number given of a sequence; it only grows."""

    key = models.CharField(_("sequence"), max_length=120, unique=True)
    value = models.PositiveBigIntegerField(_("last number"))

    class Meta:
        verbose_name = _("counter")
        verbose_name_plural = _("counters")
        ordering = ["key"]
        triggers = list(COUNTS_UP)

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


FORMS_FOUND_BY = By(("number", "title"))


class IssuedForm(models.Model):
    """An official form: number and data frozen when issued, the PDF made once afterwards."""

    class State(models.TextChoices):
        PENDING = "pending", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be made")

    kind = models.CharField(_("kind"), max_length=60, db_index=True)
    title = models.CharField(_("title"), max_length=240)
    number = models.CharField(_("number"), max_length=80, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level, default=Level.CONFIDENTIAL)
    matters = models.ManyToManyField(Matter, related_name="issued_forms", verbose_name=_("matters"))
    data = models.JSONField(_("data"), encoder=DjangoJSONEncoder, default=dict)
    check_token = models.CharField(_("check token"), max_length=40, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True)
    file = models.ForeignKey(
        File,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issued_forms",
        verbose_name=_("file"),
    )
    issued_at = models.DateTimeField(_("issued"), default=clock.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issued_forms",
        verbose_name=_("issued by"),
    )

    FOUND_BY = FORMS_FOUND_BY
    objects = FormQuerySet.as_manager()

    class Meta:
        verbose_name = _("issued form")
        verbose_name_plural = _("issued forms")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["issued_at"],
                condition=models.Q(state="pending"),
                name="pending_forms",
            ),
            FORMS_FOUND_BY.index("forms_found"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"],
                condition=~models.Q(number=""),
                name="one_form_of_a_number",
            )
        ]
        triggers = list(STAYS_AS_ISSUED)

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()

    def get_absolute_url(self) -> str:
        return reverse("documents:form", args=[self.pk])

    @property
    def shown_title(self) -> str:
        """The title in the reader's language where forms are issued under it; else as printed."""
        return shown(FORMS.get(self.kind), self.title)

    @property
    def job(self) -> str:
        """The name under which it is told how much of its PDF is made."""
        return f"form:{self.pk}"

    @property
    def check_path(self) -> str:
        """The path of the public check page, as printed on the paper."""
        return reverse("documents:check", args=[self.check_token])
