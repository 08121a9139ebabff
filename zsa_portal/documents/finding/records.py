"""What papers say, kept to be found by it."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from zsa_portal.ui.finding.folding import words_kept


class MadeWords(models.Func):
    """The words by which a text is found, see ``words.py``."""

    function = "zsa_words"
    output_field = SearchVectorField()


def made_words(column: str) -> models.GeneratedField:
    """A column that the database itself fills with the words of another."""
    return words_kept(MadeWords(models.F(column)))


AWAITS = pgtrigger.Trigger(
    name="awaits_its_text",
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    func="""
    INSERT INTO zsa_documents_documenttext (document_id, file_id, state, attempts, text, is_cut, error)
    VALUES (NEW.document_id, NEW.file_id, 'pending', 0, '', false, '')
    ON CONFLICT (document_id) DO UPDATE
      SET file_id = excluded.file_id, state = 'pending', attempts = 0, text = '', is_cut = false,
          error = '', read_at = NULL
      WHERE zsa_documents_documenttext.file_id <> excluded.file_id;
    RETURN NULL;
    """,
)
"""A document's text waits to be read as soon as it has a version, by whatever way that came."""


class DocumentText(models.Model):
    """What the newest version of a document says; a worker reads it from the file.

    Who may find a document by it is who may read the document: ``Document.objects.readable_by``.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Waits to be read")
        READY = "ready", _("Read")
        NONE = "none", _("Has no text")
        FAILED = "failed", _("Could not be read")

    document: Any = models.OneToOneField(
        "zsa_documents.Document",
        models.CASCADE,
        primary_key=True,
        related_name="said",
        verbose_name=_("document"),
    )
    file: Any = models.ForeignKey(
        "zsa_documents.File", models.PROTECT, related_name="+", verbose_name=_("file")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    text = models.TextField(_("text"), blank=True)
    is_cut = models.BooleanField(_("only its beginning is kept"), default=False)
    error = models.CharField(_("error"), max_length=500, blank=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    words = made_words("text")

    class Meta:
        verbose_name = _("text of a document")
        verbose_name_plural = _("texts of documents")
        indexes = [
            GinIndex(fields=["words"], name="documents_by_words"),
            models.Index(
                fields=["document"], condition=models.Q(state="pending"), name="texts_to_be_read"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}"
