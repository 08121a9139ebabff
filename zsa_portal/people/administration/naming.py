"""Names, for the administration's pages, of columns and tables that were declared without any.

Those of other packages, of the history that triggers keep, and of relations: a name given here is
no part of a table's declaration, so that it needs no migration.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pghistory.models import Event

COLUMNS = {
    "batch": _("batch"),
    "body": _("body"),
    "clause_key": _("place of the clause"),
    "created_at": _("created"),
    "data": _("data"),
    "department": _("department"),
    "given": _("what was given"),
    "id": _("key of the row"),
    "last_used_at": _("last used"),
    "matter": _("matter"),
    "meeting": _("meeting"),
    "organisation": _("organisation"),
    "parent": _("folder it lies in"),
    "pgh_context": _("what it belonged to"),
    "pgh_created_at": _("kept at"),
    "pgh_id": _("key"),
    "pgh_label": _("what happened"),
    "pgh_obj": _("row"),
    "post": _("post"),
    "project": _("project"),
    "role": _("role"),
    "ticket": _("ticket"),
    "token": _("token"),
    "type": _("type"),
    "undoes": _("what it takes back"),
    "upload": _("file sent"),
    "user": _("user"),
    "xid": _("transaction"),
}
"""What a column of that name is called where nobody called it anything."""
TABLES = {"mfa.authenticator": (_("second factor"), _("second factors"))}
"""One row and several of tables that are not ours."""


def names_give() -> None:
    """Name what has no name; before the first page is made."""
    for model in apps.get_models():
        _name_columns(model)
        if issubclass(model, Event):
            _name_history(model)
    for label, (one, several) in TABLES.items():
        meta: Any = apps.get_model(label)._meta
        meta.verbose_name, meta.verbose_name_plural = one, several


def _name_columns(model: type[Model]) -> None:
    for column in model._meta.local_fields:
        unnamed = getattr(column, "_verbose_name", "") is None
        if unnamed and column.name in COLUMNS:
            column.verbose_name = COLUMNS[column.name]


def _name_history(model: Any) -> None:
    said = format_lazy(_("history: {rows}"), rows=model.pgh_tracked_model._meta.verbose_name_plural)
    model._meta.verbose_name = model._meta.verbose_name_plural = said
