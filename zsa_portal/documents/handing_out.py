"""Lists and previews that are made while one waits: marked with their level, each logged above PUBLIC."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django_tables2 import Table

from zsa_portal.documents.forms import level_now
from zsa_portal.documents.kinds import FORMS, FormKind
from zsa_portal.documents.levels import highest
from zsa_portal.documents.readings import ListReading
from zsa_portal.documents.watermark import mark_of
from zsa_portal.regulations import clock
from zsa_portal.regulations.registry import Registry
from zsa_portal.ui.views import ListPage
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Level, Matter
from zsa_portal.workflow.pages import MatterFile

How = ListReading.How
GRADED: Registry[Text] = Registry("list with a level")
"""What lists with a level are called, by their key."""


def called(kind: str) -> Text:
    """What a form or list of a key is called."""
    if kind in FORMS:
        return FORMS[kind].title
    return GRADED.get(kind, kind)


def note_list(
    request: HttpRequest,
    *,
    kind: str,
    how: str,
    level: str,
    matter: Matter | None = None,
    rows: int | None = None,
    refused: bool = False,
) -> None:
    """Log that a list above PUBLIC was handed out, or refused to somebody.

    Kept apart from the matter's log: nobody's open form grows stale by somebody's reading.
    """
    if level == Level.PUBLIC:
        return
    by: Any = request.user
    told = {"kind": kind, "how": how, "level": level, "matter": matter, "rows": rows}
    ListReading.objects.create(by=by, refused=refused, at=clock.now(), **told)


class FormFile(MatterFile):
    """The form that a matter would issue now, as a preview or spreadsheet: logged above PUBLIC."""

    how: ClassVar[str]

    def kind(self) -> FormKind:
        """The kind of form that it would be; the matter is known."""
        raise NotImplementedError

    def mark(self) -> str:
        """The mark of the form's level, empty where it is PUBLIC."""
        return mark_of(level_now(self.kind()))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            answer = super().get(request, pk)
        except (Http404, PermissionDenied):
            self._note_refusal(pk)
            raise
        self._note(refused=False)
        return answer

    def _note_refusal(self, pk: int) -> None:
        found = self.machine.objects.filter(pk=pk).first()
        if found is not None:
            self.matter = found
            self._note(refused=True)

    def _note(self, *, refused: bool) -> None:
        kind = self.kind()
        told = {"kind": kind.key, "how": self.how, "level": level_now(kind)}
        note_list(self.request, matter=self.matter, refused=refused, **told)


class GradedList(ListPage):
    """A list whose spreadsheet has the highest level of what its rows tell, marked with it and logged."""

    list_kind: ClassVar[str]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "list_kind" in cls.__dict__:
            GRADED.add(cls.list_kind, cls.page_title)

    def level_told(self, record: Any) -> str:
        """The level of what the list tells of a row."""
        raise NotImplementedError

    def _exported(self, table: Table) -> HttpResponse:
        levels = [self.level_told(row.record) for row in table.rows]
        level = highest(levels)
        self.export_mark = mark_of(level)
        answer = super()._exported(table)
        told = {"kind": self.list_kind, "how": How.SPREADSHEET, "rows": len(levels)}
        note_list(self.request, level=level, **told)
        return answer
