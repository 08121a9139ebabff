"""``user.has_perm(right, paper)``: a single thing asks the same rule in SQL as lists and counts.

guardian's own backend is not asked: it knows of no end. Its rows enter the rule as grants.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db.models import Model

from zsa_portal.documents.models import Document
from zsa_portal.regulations.registry import Registry


@dataclass(frozen=True)
class Right:
    """A right to one thing of a model: ``holds`` tells of a user whether it is the user's now."""

    model: type[Model]
    holds: Callable[[Any, Any], bool]


RIGHTS: Registry[Right] = Registry("right to a single thing")
"""By the permission's name, ``app.codename``; apps add theirs in ``grants.py``."""


def _among(rows: Callable[[Any], Any]) -> Right:
    return Right(Document, lambda user, one: bool(rows(user).filter(pk=one.pk).exists()))


RIGHTS.add("zsa_documents.discover_document", _among(Document.objects.discoverable_by))
RIGHTS.add("zsa_documents.read_document", _among(Document.objects.readable_by))
RIGHTS.add("zsa_documents.download_document", _among(Document.objects.savable_by))


class DocumentRights(BaseBackend):
    """Answers what a user may do with one thing that has papers, or is one; signs nobody in."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        right = RIGHTS.get(perm)
        return right is not None and isinstance(obj, right.model) and right.holds(user_obj, obj)
