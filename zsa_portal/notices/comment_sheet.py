"""The columns of a table of comments, read by the house's reader of spreadsheets."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.notices.models import Opinion
from zsa_portal.people.imports.cells import folded
from zsa_portal.people.imports.importer import Column, Table, table
from zsa_portal.ui.xlsx import Column as SheetColumn
from zsa_portal.ui.xlsx import workbook

MOST_ROWS = 300
BLANK_ROWS = 200


class TypeField(forms.CharField):
    """A type of comment as people write it: its code or its name in either language."""

    WORDS: ClassVar[dict[str, str]] = {
        word: code
        for code, words in {
            Opinion.Type.GENERAL: "ge general 一般 一般性 总体 总体性",
            Opinion.Type.TECHNICAL: "te technical 技术 技术性",
            Opinion.Type.EDITORIAL: "ed editorial 编辑 编辑性",
        }.items()
        for word in words.split()
    }

    def clean(self, value: Any) -> str:
        text = folded(super().clean(value)).split("(")[0]
        if text not in self.WORDS:
            raise forms.ValidationError(
                gettext("The type is ge (general), te (technical) or ed (editorial).")
            )
        return self.WORDS[text]


@table
class CommentTable(Table):
    """Comments on a text: clause, type, comment, proposed change."""

    key = "comments"
    title = _("Table of comments")
    most_rows = MOST_ROWS
    columns = (
        Column(
            "clause",
            _("Clause"),
            forms.CharField(
                max_length=60, required=False, help_text=_("As text, so that 5.10 stays 5.10.")
            ),
        ),
        Column(
            "type",
            _("Type of comment"),
            TypeField(help_text=_("ge (general), te (technical) or ed (editorial).")),
        ),
        Column("text", _("Opinion and reasons"), forms.CharField(max_length=4000)),
        Column(
            "proposed_change",
            _("Proposed change"),
            forms.CharField(max_length=4000, required=False),
        ),
    )


WIDTHS = (14, 14, 60, 60)


def template() -> bytes:
    """An empty table of comments whose cells are text, so that no clause turns into a number."""
    columns = [
        SheetColumn(str(column.heading), width)
        for column, width in zip(CommentTable.columns, WIDTHS, strict=True)
    ]
    blank: list[list[Any]] = [[""] * len(columns) for _row in range(BLANK_ROWS)]
    return workbook(blank, columns, title=str(CommentTable.title))
