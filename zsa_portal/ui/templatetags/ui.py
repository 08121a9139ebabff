"""Template tags of the house: icons, badges, stage bar, times."""

import datetime as dt
import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zsa_portal.ui import due as deadlines
from zsa_portal.ui.bars import count_bars, count_bars_svg
from zsa_portal.ui.elements import StageStep, Tone
from zsa_portal.ui.icons import ICONS
from zsa_portal.ui.listing import between, listed
from zsa_portal.ui.numbers import NUMBER_OR_DAY, unbroken_numbers

register = template.Library()
NUMBER = re.compile(r"(?=.*\d)([A-Z/]{1,10} )?[A-Z0-9/.:—-]{4,24}( \d\d:\d\d)?")
LINK = re.compile(r"<a [^<>]*>([^<>]*)</a>")
"""A date, or a number of ours such as GS-2026-001, T/ZSA 2—2026 less its blank."""

SPRITE = "vendor/bootstrap-icons/sprite.svg"
FALLBACK_ICON = "dot"
DUE_ICONS = {
    "overdue": "exclamation-octagon",
    "today": "exclamation-circle",
    "soon": "hourglass-split",
    "later": "calendar-event",
}
DUE_TONES: dict[str, Tone] = {
    "overdue": "bad",
    "today": "warn",
    "soon": "warn",
    "later": "neutral",
}


@register.filter
def marks_required(form: Any) -> bool:
    """Whether a form marks a field that one sees as required; False for no form."""
    shown = form.visible_fields() if form else ()
    return any(one.field.required or getattr(one.field, "wanted", False) for one in shown)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; with `label` it speaks, without it is decoration."""
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>',
            label,
            _address(name),
        )
    return _decoration(name)


@functools.cache
def _address(name: str) -> str:
    return f"{static(SPRITE)}#{name if name in ICONS else FALLBACK_ICON}"


@functools.cache
def _decoration(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        _address(name),
    )


@register.inclusion_tag("partials/stage_bar.html")
def stage_bar(stages: Sequence[StageStep]) -> dict[str, Any]:
    """Draw the stages of a matter in a row, the current one marked."""
    position = 0
    for number, step in enumerate(stages, start=1):
        if step.status != "todo":
            position = number
    current = stages[position - 1] if position else None
    return {"stages": stages, "position": position, "total": len(stages), "current": current}


@register.simple_tag
def state_badge(label: str, tone: Tone = "neutral", code: str = "") -> SafeString:
    shown = format_html('<span class="state-code">{}</span>', code) if code else ""
    return format_html('<span class="state-badge tone-{}">{}{}</span>', tone, shown, label)


@register.simple_tag
def told_apart(words: Mapping[int, str], key: int) -> SafeString:
    """What tells a thing from others of its name, behind the name; nothing where none shares it."""
    return (
        format_html(
            ' <span class="told-apart">{}</span>', unbroken_numbers(words[key], NUMBER_OR_DAY)
        )
        if words.get(key)
        else SafeString()
    )


@register.inclusion_tag("partials/empty_state.html")
def empty_state(
    title: str, text: str = "", action_url: str = "", action_label: str = "", icon: str = "inbox"
) -> dict[str, Any]:
    """Say that there is nothing here, why, and what to do; the icon is decoration."""
    return {
        "title": title,
        "text": text,
        "action_url": action_url,
        "action_label": action_label,
        "icon_name": icon,
    }


@register.inclusion_tag("partials/due_badge.html")
def due_badge(due: dt.datetime | dt.date | None, now: dt.datetime | None) -> dict[str, Any]:
    """Say how long there is until `due`, in words; nothing without a due or a now."""
    if not due or not now:
        return {"due": None}
    described = deadlines.describe(due, now)
    return {
        "due": described,
        "tone": DUE_TONES[described.urgency],
        "icon_name": DUE_ICONS[described.urgency],
    }


@register.filter
def last_day(end: dt.datetime | dt.date | None) -> dt.date | None:
    """The last day that an exclusive end leaves open."""
    return deadlines.last_day(end) if end else None


@register.filter
def when(value: dt.datetime | dt.date | None) -> SafeString | str:
    """A time element: 2026-03-02 09:30 in the current zone, or 2026-03-02 for a date."""
    if not value:
        return "—"
    if isinstance(value, dt.datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        shown = local.strftime("%Y-%m-%d %H:%M")
        return format_html('<time datetime="{}">{}</time>', local.isoformat("T", "minutes"), shown)
    return format_html('<time datetime="{0}">{0}</time>', value.isoformat())


@register.filter
def or_dash(value: object) -> object:
    """The value, or a dash where there is none, so that a cell is never blank."""
    return "—" if value is None or value == "" else value


@register.filter
def unbroken(cell: object) -> object:
    """A date or number of a cell kept on one line, where it, or a link of it, is all that the cell says."""
    if not NUMBER.fullmatch(LINK.sub(r"\1", str(cell))):
        return cell
    return format_html('<span class="unbroken">{}</span>', cell)


register.filter("listed", listed)
register.simple_tag(count_bars, name="count_bars")
register.simple_tag(count_bars_svg, name="count_bars_svg")
register.simple_tag(between, name="between")


@register.inclusion_tag("partials/pagination.html", takes_context=True)
def page_links(context: Context, page: Page) -> dict[str, Any]:
    """Draw the links to the other pages of a list, keeping the rest of the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "page_numbers": list(numbers), "request": context["request"]}


@register.simple_tag(takes_context=True)
def export_link(context: Context) -> str:
    """The address of the same list, all pages of it, as a spreadsheet."""
    parameters = context["request"].GET.copy()
    parameters.pop("page", None)
    parameters["export"] = "xlsx"
    return f"?{parameters.urlencode()}"
