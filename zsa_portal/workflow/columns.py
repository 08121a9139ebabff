"""The columns of a list of matters that one chooses to see; number and title always stay."""

from __future__ import annotations

from collections.abc import Sequence

import django_tables2 as tables

COLUMNS = "columns"
CHOSEN = ""
"""The value that says that columns were chosen, also where none is."""


class Columns:
    """Which columns of a table are shown, as ``given`` by the address; ``always`` names those that stay.

    ``seldom`` names those that the list adds to the table's own: shown where they were chosen only.

    ``asked`` is what of it the table understands, for addresses: empty where nothing is chosen.
    """

    def __init__(
        self,
        table: type[tables.Table],
        always: Sequence[str],
        given: list[str],
        *,
        seldom: Sequence[str] = (),
    ) -> None:
        self.seldom = list(seldom)
        self.optional = [name for name in table.base_columns if name not in always] + self.seldom
        known = [name for name in self.optional if name in given]
        self.asked = [CHOSEN, *known] if known or CHOSEN in given else []

    @property
    def hidden(self) -> list[str]:
        """The names of those that are not shown."""
        if not self.asked:
            return self.seldom
        return [name for name in self.optional if name not in self.asked]

    def menu(self, table: tables.Table) -> list[tuple[str, str, bool]]:
        """Name, heading and whether it is shown, of each that may be chosen, in the table's order."""
        return [
            (column.name, column.header, column.name not in self.hidden)
            for column in table.columns.iterall()
            if column.name in self.optional
        ]
