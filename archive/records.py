"""What the archive holds: folders, and in them the records that departments filed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.kinds import CALLED, Medium, Retention, Sort
from zsa_portal.documents.finding.records import made_words
from zsa_portal.documents.models import Document, Version
from zsa_portal.people.models import Department
from zsa_portal.regulations import clock
from zsa_portal.ui.finding.sides import By
from zsa_portal.workflow.models import Level, Matter

if TYPE_CHECKING:
    import datetime as dt

    from archive.filing.models import Filing
    from archive.intakes.models import Intake


@pghistory.track(exclude=["words"])
class Folder(models.Model):
    """A folder of a department's year: by project where it has one, nested as deep as the list (第八条).

    ``number`` is the folder's place, level by level: ``01``, ``01.02``; unique in the department's
    year. ``person_reason`` says why it is named after a person alone, empty for all others.
    """

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="folders", verbose_name=_("department")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    project = models.ForeignKey(
        Matter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="archive_folders",
        verbose_name=_("project"),
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    number = models.CharField(_("number"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    person_reason = models.CharField(
        _("why it is named after a person"), max_length=300, blank=True
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    created_at = models.DateTimeField(_("made"), default=clock.now)
    words = made_words("name")

    FOUND_BY = By(("name",), words="words")

    class Meta:
        verbose_name = _("folder")
        verbose_name_plural = _("folders")
        ordering = ["department", "-year", "number"]
        indexes = [
            models.Index(fields=["project"]),
            GinIndex(fields=["words"], name="folders_by_words"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "year", "number"], name="one_folder_of_a_number"
            ),
        ]
        permissions = [
            ("read_folder", _("Can read the records of a folder page by page")),
            ("download_folder", _("Can save marked copies of the records of a folder")),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def depth(self) -> int:
        """How deep it lies, the uppermost being 1."""
        return self.number.count(".") + 1


@pghistory.track(exclude=["words"])
class Item(models.Model):
    """A record of the archive: a file or a paper original in a folder, as a row of a filing list.

    ``document`` carries level, owner and, for electronic records, the bytes; a paper original has a
    document without versions, a ``box`` and a ``shelf``, and ``label`` is the token of its printed
    QR label. ``entry`` names its kind in the table of levels (附件二), empty for what is not listed.
    ``version`` is the one of the document with which the list was signed: the record is that one, and
    what the paper becomes afterwards is another; None while the list is made up, and of a paper
    original.
    ``level_asked`` is a level lower than the table's, which the head of department has not approved
    yet: until then the document keeps the higher one, and access follows it.
    The reasons are asked where the regulation or the portal asks for one, and empty else.
    ``counted_from`` is the year from whose end ``retention`` is counted where an appraisal kept the
    record on, or of its sender's where it came in a bag, None where it is the year in which it was
    taken in.
    A record is of a ``filing``, or of the ``intake`` of a bag: then ``month_filed`` is the first day
    of the month in which its sender had filed it, None where the bag did not say.
    """

    class State(models.TextChoices):
        LISTED = "listed", _("On the list")
        RETURNED = "returned", pgettext_lazy("row of a list", "Returned")
        ACCEPTED = "accepted", _("In the archive")
        DISPOSED = "disposed", _("Disposed of")

    department = models.ForeignKey(
        Department, models.PROTECT, related_name="archive_items", verbose_name=_("department")
    )
    folder = models.ForeignKey(
        Folder, models.PROTECT, related_name="items", verbose_name=_("folder")
    )
    filing: models.ForeignKey[Filing | None, Filing | None] = models.ForeignKey(
        "archive.Filing",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("filing"),
    )
    intake: models.ForeignKey[Intake | None, Intake | None] = models.ForeignKey(
        "archive.Intake",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="items",
        verbose_name=_("taken in with the bag"),
    )
    month_filed = models.DateField(
        _("month in which its sender filed it"), null=True, blank=True, editable=False
    )
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="archive_items", verbose_name=_("document")
    )
    version = models.ForeignKey(
        Version,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="archive_items",
        verbose_name=_("version that was signed"),
    )
    name = models.CharField(_("file name"), max_length=255)
    medium = models.CharField(_("medium"), max_length=12, choices=Medium, default=Medium.ELECTRONIC)
    sort = models.CharField(_("kind"), max_length=12, choices=Sort, default=Sort.TEXT)
    entry = models.CharField(_("kind in the table of levels"), max_length=80, blank=True)
    retention = models.CharField(
        _("kept for"), max_length=12, choices=Retention, default=Retention.YEARS_30
    )
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    box = models.CharField(_("box"), max_length=40, blank=True)
    shelf = models.CharField(_("shelf"), max_length=40, blank=True)
    label = models.CharField(_("label"), max_length=40, unique=True, null=True, blank=True)
    name_reason = models.CharField(_("why the name stays"), max_length=300, blank=True)
    level_asked = models.CharField(
        _("level asked for"), max_length=20, choices=Level, blank=True, default=""
    )
    level_reason = models.CharField(
        _("why lower than the table of levels"), max_length=300, blank=True
    )
    pdf_reason = models.CharField(_("why a PDF alone"), max_length=300, blank=True)
    counted_from = models.PositiveSmallIntegerField(
        _("kept from the end of"), null=True, blank=True, editable=False
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.LISTED)
    returned_for = models.CharField(_("returned because"), max_length=500, blank=True)
    accepted_at = models.DateTimeField(_("in the archive since"), null=True, blank=True)
    disposed_at = models.DateTimeField(_("disposed of"), null=True, blank=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=clock.now)
    words = made_words("name")

    FOUND_BY = By(("name",), words="words")

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = ["folder", "name", "pk"]
        indexes = [
            models.Index(fields=["filing", "folder"]),
            models.Index(fields=["department", "state", "-accepted_at"]),
            models.Index(fields=["document"]),
            models.Index(
                fields=["-accepted_at", "-id"],
                condition=models.Q(state="accepted"),
                name="records_by_day",
            ),
            GinIndex(fields=["words"], name="records_by_words"),
            models.Index(
                fields=["retention", "accepted_at"],
                condition=models.Q(state="accepted"),
                name="records_by_retention",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "document"],
                condition=models.Q(state__in=["listed", "returned"]),
                name="a_department_lists_a_document_once",
            ),
            models.UniqueConstraint(
                fields=["department", "document", "version"],
                condition=~models.Q(state="disposed"),
                nulls_distinct=False,
                name="a_department_files_a_version_once",
            ),
            models.CheckConstraint(
                condition=models.Q(filing__isnull=False, intake__isnull=True)
                | models.Q(filing__isnull=True, intake__isnull=False),
                name="a_record_is_of_a_filing_or_an_intake",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_medium_display(self) -> str:
        """What its medium is called: a carrier is kept as a paper original is, and is none."""
        return str(CALLED.get(self.sort) or Medium(self.medium).label)

    @property
    def level_listed(self) -> str:
        """The level that the list gives it: the one asked for, else its document's."""
        return self.level_asked or self.document.level

    @property
    def of_version(self) -> str:
        """What the addresses of its pages and its copy end with: which version is read."""
        return f"?version={self.version_id}" if self.version_id else ""

    @property
    def origin(self) -> Matter:
        """What brought it into the archive: its filing, or the intake of the bag it came in."""
        found = self.filing or self.intake
        assert found is not None  # noqa: S101 - held by a_record_is_of_a_filing_or_an_intake
        return found

    @property
    def origin_id(self) -> int | None:
        """The key of ``origin``, without reading it."""
        return self.filing_id or self.intake_id

    @property
    def month(self) -> dt.date | None:
        """The first day of the month in which it was filed, here or by who sent it."""
        return self.filing.month if self.filing else self.month_filed


def brought_by(origin: int) -> models.Q:
    """The records that a filing or the intake of a bag brought, by its key."""
    return models.Q(filing=origin) | models.Q(intake=origin)
