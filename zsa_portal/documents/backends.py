"""``user.has_perm(right, document)``: a single paper asks the same rule in SQL as lists and counts.

guardian's own backend is not asked: it knows of no end. Its rows enter the rule as grants.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.backends import BaseBackend

from zsa_portal.documents.models import Document

RIGHTS: dict[str, Callable[[Any], Any]] = {
    "zsa_documents.discover_document": Document.objects.discoverable_by,
    "zsa_documents.read_document": Document.objects.readable_by,
    "zsa_documents.download_document": Document.objects.savable_by,
}


class DocumentRights(BaseBackend):
    """Answers what a user may do with one document; signs nobody in."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        if not isinstance(obj, Document) or perm not in RIGHTS:
            return False
        return bool(RIGHTS[perm](user_obj).filter(pk=obj.pk).exists())
