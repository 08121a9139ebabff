"""Named exceptions: django-guardian object permissions on direct foreign keys, with reason and end.

guardian only grants: a row opens a document, or everything in a folder, to one person until its end,
what is 机密 once a leader approved it. Its own backend is not asked; the rows enter the one rule of
documents (``rights.py``).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from archive.records import Folder
from zsa_portal.documents.models import Document
from zsa_portal.regulations import clock

READ, DOWNLOAD = "read", "download"


def approved_by_another(name: str) -> models.CheckConstraint:
    """An approval is of a person and an instant, and not of whom it is for nor of who gave it."""
    given = Q(approved_at__isnull=False, approved_by__isnull=False)
    apart = ~Q(approved_by=models.F("user")) & ~Q(approved_by=models.F("given_by"))
    none = Q(approved_at__isnull=True, approved_by__isnull=True)
    return models.CheckConstraint(condition=none | given & apart, name=name)


class NamedException(UserObjectPermissionBase):
    """A right of one person, given by the custodian until an exclusive end, or until it is revoked.

    ``approved_by`` is the leader who lets it open 机密 records too, None until one does: the refusal
    of one revokes it.
    """

    reason = models.CharField(_("reason"), max_length=300)
    since = models.DateTimeField(_("since"), default=clock.now)
    until = models.DateTimeField(_("until"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by")
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("revoked by"),
    )
    revoked_for = models.CharField(_("revoked because"), max_length=300, blank=True)

    kind: str
    content_object: Any

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.user} → {self.content_object}"

    @property
    def copies(self) -> bool:
        """Whether marked copies may be saved."""
        return self.permission.codename.startswith(DOWNLOAD)

    @property
    def address(self) -> str:
        """Where staff find what it opens."""
        raise NotImplementedError


@pghistory.track()
class DocumentException(NamedException):
    """A document that is open to a person by name."""

    kind = "document"
    content_object = models.ForeignKey(
        Document, models.PROTECT, related_name="named_exceptions", verbose_name=_("document")
    )

    class Meta(NamedException.Meta):
        verbose_name = _("exception for a document")
        verbose_name_plural = _("exceptions for documents")
        indexes = [models.Index(fields=["user", "until"])]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "permission", "content_object"],
                condition=Q(revoked_at=None),
                name="one_exception_for_a_document",
            ),
            approved_by_another("an_exception_for_a_document_is_approved_by_another"),
        ]

    @property
    def address(self) -> str:
        return self.content_object.get_absolute_url()


@pghistory.track()
class FolderException(NamedException):
    """A folder, with the folders in it, whose records are open to a person by name."""

    kind = "folder"
    content_object = models.ForeignKey(
        Folder, models.PROTECT, related_name="named_exceptions", verbose_name=_("folder")
    )

    class Meta(NamedException.Meta):
        verbose_name = _("exception for a folder")
        verbose_name_plural = _("exceptions for folders")
        indexes = [models.Index(fields=["user", "until"])]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "permission", "content_object"],
                condition=Q(revoked_at=None),
                name="one_exception_for_a_folder",
            ),
            approved_by_another("an_exception_for_a_folder_is_approved_by_another"),
        ]

    @property
    def address(self) -> str:
        folder = self.content_object
        asked = {"department": folder.department_id, "year": folder.year}
        return f"{reverse('archive:items')}?{urlencode(asked)}"


KINDS: dict[str, type[NamedException]] = {
    one.kind: one for one in (DocumentException, FolderException)
}
