"""The columns of a table of comments, read by the house's reader of spreadsheets."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zsa_portal.notices.models import Opinion
from zsa_portal.people.imports.cells import folded
from zsa_portal.people.imports.importer import Column, Table, Values, table
from zsa_portal.ui.listing import labelled
from zsa_portal.ui.xlsx import Column as SheetColumn
from zsa_portal.ui.xlsx import workbook

MOST_ROWS = 300
MOST_CHARACTERS = 4000
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
        if not text:
            return ""
        if text not in self.WORDS:
            raise forms.ValidationError(
                gettext("The type is ge (general), te (technical) or ed (editorial).")
            )
        return self.WORDS[text]


def _words(heading: Any, *also: str) -> Column:
    """A column of words that may be empty."""
    name = also[0].casefold().replace(" ", "_")
    return Column(name, heading, forms.CharField(max_length=400, required=False), also)


@table
class CommentTable(Table):
    """Comments on a text: clause, type, comment, proposed change.

    The tables of ISO (commenting template), of 意见汇总处理表 as usual and of annex 7 are read as they
    are. Their lines, figures, senders and remarks stand with the comment; what the secretariat fills
    in is not read. Tables without types of comments hold general ones.
    """

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
            ("Clause/Subclause", "标准章条编号", "章条编号", "章条号", "条款号", "条款"),
        ),
        Column(
            "type",
            _("Type of comment"),
            TypeField(
                required=False, help_text=_("ge (general), te (technical) or ed (editorial).")
            ),
            ("Type of comment", "Type", "意见类型", "意见性质", "类型"),
        ),
        Column(
            "text",
            _("Opinion and reasons"),
            forms.CharField(max_length=4000),
            ("Comments", "Comment", "意见内容", "意见", "意见及理由", "意见和理由"),
        ),
        Column(
            "proposed_change",
            _("Proposed change"),
            forms.CharField(max_length=4000, required=False),
            ("Proposed change", "修改建议", "建议修改为", "建议修改内容", "修改意见"),
        ),
    )
    more_columns = (
        _words(_("Line"), "Line number", "Line", "行号"),
        _words(_("Paragraph, figure, table"), "Paragraph/Figure/Table", "段/图/表", "段落", "图表"),
        _words(_("Proposed by"), "MB/NC", "MB", "NC", "提出单位", "提出单位或个人", "意见提出单位"),
        _words(_("Remark"), "Remark", "备注"),
    )
    left_out = (
        *("序号", "No.", "No", "处理意见", "处理结果", "处理意见及理由", "采纳情况"),
        *(
            "Observations of the secretariat",
            "Secretariat observations",
            "Observations",
            "秘书处意见",
        ),
    )

    def clean(self, texts: dict[str, str]) -> Values:
        """The comment of a row, as it is stored. ValidationError by column name."""
        values = super().clean(texts)
        if not values["type"]:
            if "type" in texts:
                said = gettext("Write ge (general), te (technical) or ed (editorial) here.")
                raise ValidationError({"type": said})
            values["type"] = Opinion.Type.GENERAL
        beside = (
            labelled(column.heading, texts[column.name])
            for column in self.more_columns
            if texts.get(column.name)
        )
        values["text"] = "\n".join([values["text"], *beside])
        if len(values["text"]) > MOST_CHARACTERS:
            raise ValidationError(
                {"text": gettext("The comment is too long. Split it into several.")}
            )
        return values


WIDTHS = (14, 14, 60, 60)


def template() -> bytes:
    """An empty table of comments whose cells are text, so that no clause turns into a number."""
    columns = [
        SheetColumn(str(column.heading), width)
        for column, width in zip(CommentTable.columns, WIDTHS, strict=True)
    ]
    blank: list[list[Any]] = [[""] * len(columns) for _row in range(BLANK_ROWS)]
    return workbook(blank, columns, title=str(CommentTable.title))
