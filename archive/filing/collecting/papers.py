"""The sheet of labels for paper originals, each with a QR code that leads to the record (第五条)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from zsa_portal.documents.kinds import FormKind

LABELS = FormKind(
    "archive.labels",
    gettext_lazy("Labels of paper originals"),
    "forms/archive/labels.html",
    long_table="labels",
)
