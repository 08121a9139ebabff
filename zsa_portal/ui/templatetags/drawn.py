"""What a page has hundreds of, drawn without a template for each: cells of tables, options of choices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django_tables2.rows import BoundRow

from zsa_portal.ui.templatetags.ui import unbroken

register = template.Library()
NOTHING_CHOSEN = "---------"
"""What Django's forms call the choice of nothing."""


@register.filter
def cells(row: BoundRow) -> SafeString:
    """The cells of a row of a table, each with the heading of its column, which phones show beside it.

    Attributes of a cell are its column's: they are the same in every row.
    """
    opened = vars(row.table).setdefault("opened_cells", {})
    return format_html_join("", "{}{}</td>", _cells(row, opened))


def _cells(row: BoundRow, opened: dict[str, SafeString]) -> Iterator[tuple[SafeString, Any]]:
    for column, cell in row.items():
        if column.name not in opened:
            attributes = column.attrs["td"].as_html()
            opened[column.name] = format_html('<td data-label="{}" {}>', column.header, attributes)
        yield opened[column.name], localize(unbroken(cell))


@register.filter
def options(widget: dict[str, Any]) -> SafeString:
    """What one may choose in a select, in its groups; ``widget`` is what Django says of it."""
    return mark_safe("".join(map(_group, widget["optgroups"])))  # noqa: S308 - each part is escaped


def _group(group: tuple[str | None, list[dict[str, Any]], int]) -> str:
    name, offered, _index = group
    drawn = "".join(map(_option, offered))
    if not name:
        return drawn
    return f'\n  <optgroup label="{conditional_escape(name)}">{drawn}\n  </optgroup>'


def _option(option: dict[str, Any]) -> str:
    label = gettext("Please choose") if option["label"] == NOTHING_CHOSEN else option["label"]
    value = conditional_escape(str(option["value"]))
    shown = conditional_escape(localize(label))
    return f'\n  <option value="{value}"{flatatt(option["attrs"])}>{shown}</option>'
