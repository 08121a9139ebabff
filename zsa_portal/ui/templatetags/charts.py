"""Charts for pages and papers, from rows with ``label`` and ``share`` (0 to 1, or None)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from zsa_portal.ui.bars import Spoke, bars_svg
from zsa_portal.ui.charts import radar_svg

register = template.Library()


def _spokes(rows: Iterable[Mapping[str, Any]]) -> list[Spoke]:
    return [Spoke(row["label"], row["share"]) for row in rows]


@register.simple_tag
def radar(rows: Iterable[Mapping[str, Any]], title: str) -> SafeString:
    return radar_svg(_spokes(rows), title=title)


@register.simple_tag
def bars(rows: Iterable[Mapping[str, Any]], title: str) -> SafeString:
    return bars_svg(_spokes(rows), title=title)
