"""Conditions of the consultation (制定 第二十至二十二条)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from standards.consultation.papers import ENQUIRY, REVIEW_DRAFT
from zsa_portal.documents.dossiers import has_paper
from zsa_portal.documents.holding import counting
from zsa_portal.notices.queries import unanswered_said
from zsa_portal.regulations.rule import condition, missing_title, rule

if TYPE_CHECKING:
    from standards.facts import Project


@rule("F22a")
def comments_are_answered(project: Project) -> Iterable[str]:
    """Every comment has a disposition, with a reason unless it was accepted (第二十二条)."""
    yield from unanswered_said(project, ENQUIRY.code)


@counting(REVIEW_DRAFT)
@condition
def review_draft_is_there(project: Project) -> Iterable[str]:
    """The review draft is handed in with the answers."""
    if not has_paper(project, REVIEW_DRAFT):
        yield missing_title(_("The review draft"))
