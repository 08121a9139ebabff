"""Why somebody may read a document: the rules of ``rights.py`` and the grants, asked one by one."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from zsa_portal.documents.grants import GRANTS
from zsa_portal.documents.models import Document
from zsa_portal.documents.rights import LIVE, named_rights
from zsa_portal.people.places import places_of
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import Text

WORDS: dict[str, Text] = {
    "author": _("Uploaded it"),
    "post": _("Holds a post that reads confidential papers, or stands in for who does"),
    "part": _("Has a part in its matter, or is of the department that owns the matter"),
    "department": _("Is of the department that owns it, or it is public"),
    "handed": _("It was handed over"),
    "organisation": _("It was submitted for the own organisation"),
    "scan": _("May read the official form of which it is the scan"),
    "kept": _("Keeps withdrawn papers of the department"),
    "public": _("Anyone may read it now"),
}


def reasons(document: Document, user: Any) -> list[Text]:
    """Every rule by which a user may read a document now, in words; one query, empty if none."""
    who = places_of(user)
    asked: dict[str, Q] = dict(named_rights(who))
    words = dict(WORDS)
    for key, grant in GRANTS.items() if who.parties else ():
        name = key.replace(".", "_")
        asked[name], words[name] = grant.reads(who, clock.now()) & LIVE, grant.label
    columns = {f"by_{name}": _yes(rule) for name, rule in asked.items()}
    row = Document.objects.filter(pk=document.pk).annotate(**columns).values(*columns).first() or {}
    return [words[name] for name in asked if row.get(f"by_{name}")]


def _yes(rule: Q) -> Case:
    return Case(When(rule, then=Value(True)), default=Value(False), output_field=BooleanField())
