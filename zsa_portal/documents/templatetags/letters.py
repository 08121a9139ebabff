"""The letter of an appointment, for the page of posts."""

from __future__ import annotations

from typing import Any

from django import template

from zsa_portal.documents.letters import BY_LETTER, letter_is_there, letter_of
from zsa_portal.documents.models import Document
from zsa_portal.people.models import PostHolding
from zsa_portal.people.rules import keeps_registers

register = template.Library()


@register.inclusion_tag("documents/letter.html", takes_context=True)
def appointment_letter(context: dict[str, Any], holding: PostHolding) -> dict[str, Any]:
    """The letter of one who is appointed by letter, what is missing of it, and who may add it."""
    if holding.post not in BY_LETTER:
        return {}
    user, letter = context["request"].user, letter_of(holding)
    readable = Document.objects.readable_by(user)
    return {
        "holding": holding,
        "letter": letter,
        "readable": letter is not None and readable.filter(pk=letter.document_id).exists(),
        "missing": letter_is_there.missing(holding),
        "may_add": keeps_registers(user),
    }
