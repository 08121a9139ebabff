"""Records in a list: so many are counted, a page of them is read, masked names are nowhere."""

from __future__ import annotations

from itertools import chain
from typing import Any

import django_tables2 as tables
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django_tables2.data import TableData

from archive.records import Item
from archive.search import queries
from archive.search.ways import Hits, Listed, Ways
from zsa_portal.ui.finding.words import Asked


class Found(TableData):
    """The records of a list for a table: their keys first, of a page the rest.

    ``ways`` lead to records that the user may know of. Of more than ``most`` the newest are listed,
    in that order.
    """

    def __init__(self, ways: Ways, user: Any, asked: Asked, most: int) -> None:
        super().__init__(ways)
        self.user, self.asked, self.most = user, asked, most
        self.order = ""

    @cached_property
    def hits(self) -> list[Hits]:
        """What is found in each way: all, or one more than ``most`` of it."""
        return [way.gathered(self.most + 1) for way in self.data]

    @cached_property
    def counted(self) -> int:
        """How many there are, up to one more than ``most``."""
        if self._listed:
            return self._listed.rows[: self.most + 1].count()
        found = set(chain.from_iterable(hits.found for hits in self.hits))
        return min(len(found), self.most + 1)

    def keys(self, end: int) -> list[int]:
        """The keys of the first ones up to ``end``, in the order that was asked for."""
        by = self.order.lstrip("-")
        if not by or self.counted > self.most:
            return self._newest(end)
        found = self._newest(self.most)
        downwards = self.order.startswith("-")
        return queries.ordered(self.user, found, by, downwards=downwards)[:end]

    def _newest(self, end: int) -> list[int]:
        if self._listed:
            return list(self._listed.rows.values_list("pk", flat=True)[:end])
        each = [
            hits.found if len(hits.found) <= self.most else hits.newest(end) for hits in self.hits
        ]
        return [pk for _at, pk in sorted(set(chain.from_iterable(each)), reverse=True)[:end]]

    @property
    def more(self) -> str:
        """What to say in place of the count where there are more; empty otherwise."""
        return f"{self.most:,}+" if self.counted > self.most else ""

    def __len__(self) -> int:
        return min(self.counted, self.most)

    def __getitem__(self, wanted: slice) -> list[Any]:
        if self._listed and not self.order:
            first = None if wanted.start else queries.first_of(self.user, self._listed, wanted.stop)
            if first is not None:
                return first
            keys = list(self._listed.rows.values_list("pk", flat=True)[wanted])
        else:
            keys = self.keys(min(wanted.stop, self.most))[wanted]
        return queries.by_keys(self.user, keys, self.asked)

    @property
    def _listed(self) -> Listed | None:
        """The list in which no words are looked for: its page need not be cut from all keys."""
        return self.data[0] if self.data and isinstance(self.data[0], Listed) else None

    def __iter__(self) -> Any:
        return iter(self._all)

    @cached_property
    def _all(self) -> list[Any]:
        """All that are listed, for a spreadsheet."""
        return queries.by_keys(self.user, self.keys(self.most), self.asked)

    def order_by(self, aliases: Any) -> None:
        """Sort by one column, see ``queries.ordered``."""
        asked = next(iter(aliases), "")
        self.order = asked if asked.lstrip("-") in queries.ORDERS else ""


class ItemTable(tables.Table):
    """Records in a list."""

    pick = tables.Column(
        verbose_name=gettext_lazy("Choose"), accessor="pk", orderable=False, empty_values=()
    )
    known_name = tables.Column(verbose_name=pgettext_lazy("archive", "Record"), empty_values=())
    department = tables.Column(verbose_name=gettext_lazy("Department"))
    year = tables.Column(verbose_name=gettext_lazy("Year"), accessor="folder__year")
    known_folder = tables.Column(verbose_name=gettext_lazy("Folder"), orderable=False)
    level = tables.Column(verbose_name=gettext_lazy("Level"), accessor="document__level")
    medium = tables.Column(verbose_name=gettext_lazy("Medium"))
    accepted_at = tables.DateTimeColumn(
        verbose_name=gettext_lazy("In the archive since"), format="Y-m-d"
    )
    readable = tables.Column(verbose_name=gettext_lazy("Open to you"), orderable=False)
    access = tables.Column(
        verbose_name=gettext_lazy("Access"), accessor="pk", orderable=False, empty_values=()
    )

    class Meta:
        model = Item
        fields = (
            "pick",
            "known_name",
            "department",
            "year",
            "known_folder",
            "level",
            "medium",
            "accepted_at",
            "readable",
            "access",
        )

    def render_pick(self, record: Any) -> str:
        box = (
            '<input class="form-check-input" type="checkbox" form="borrow" name="items"'
            ' value="{}" aria-label="{}">'
        )
        return format_html(box, record.pk, queries.name_of(record))

    def render_known_name(self, record: Any) -> str:
        url, name = reverse("archive:item", args=[record.pk]), queries.name_of(record)
        asked = self.data.asked
        shown = _marked(name, asked) if record.known_name else name
        link = format_html('<a href="{}">{}</a>', url, shown)
        if not record.snippet:
            return link
        return format_html(
            '{}<div class="form-text">…{}…</div>', link, _marked(record.snippet, asked)
        )

    def value_known_name(self, record: Any) -> str:
        return queries.name_of(record)

    def render_readable(self, value: bool) -> str:  # noqa: FBT001 - django-tables2 calls it so
        return _("Yes") if value else _("By a loan")

    def render_access(self, record: Any) -> str:
        url = reverse("archive:item_access", args=[record.pk])
        return format_html('<a href="{}">{}</a>', url, _("Who can see this"))


def _marked(text: str, asked: Asked) -> SafeString:
    """The text with the words that were asked for marked in it."""
    pattern, parts, last = asked.pattern(), [], 0
    for hit in pattern.finditer(text) if pattern else ():
        parts += [("", text[last : hit.start()]), ("mark", hit.group())]
        last = hit.end()
    parts.append(("", text[last:]))
    made = (format_html("<mark>{}</mark>", part) if how else part for how, part in parts)
    return format_html_join("", "{}", ((part,) for part in made))
