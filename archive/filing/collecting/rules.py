"""What holds for folders and rows while a department collects (归档管理制度 第四、五、八、十四条)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive.filing.collecting.material import is_secret, material_of
from archive.filing.collecting.numbering import names_a_person
from archive.kinds import SORTS, Medium
from archive.records import Folder, Item
from archive.versions import closes, versions_held
from zsa_portal.regulations.rule import (
    Figure,
    RuleUnmet,
    asked,
    missing_title,
    provision,
    rule,
)
from zsa_portal.ui.listing import listed
from zsa_portal.workflow.machine import Text
from zsa_portal.workflow.models import Level

SHOWN = 3
INSTEAD = gettext_lazy(
    "Save it as .docx, .xlsx, .pptx or PDF, unpack a ZIP, or put it on a carrier and register that, "
    "with box and shelf, as an original."
)
"""What is done with a file of a kind that has no pages here."""


@dataclass(frozen=True)
class Nesting(Figure):
    """How many levels of directories an article allows."""

    most: int
    rule: str

    def require(self, depth: int) -> None:
        """Raise RuleUnmet for a folder that would lie deeper."""
        if asked(self, lambda: depth > self.most, otherwise=False):
            sentence = _(
                "Folders are nested at most %(most)d levels deep; this one would be level %(depth)d."
            )
            raise RuleUnmet(self.rule, [sentence % {"most": self.most, "depth": depth}])


DIRECTORIES = Nesting(most=4, rule="A08b")
"""一级目录 to 四级目录, the columns of the list (附件三)."""


@provision("A04", otherwise=())
def scope() -> tuple[str, ...]:
    """What is filed by all means, as names offered for folders (第四条: 包括但不限于)."""
    return ("项目文件", "财务数据", "合同", "协会证照", "相关联系人")


@rule("A05")
def fits_its_medium(item: Item) -> Iterable[str]:
    """Each kind of file has its own fields; a paper original lies in a box on a shelf (第五条)."""
    if item.sort not in SORTS[Medium(item.medium)]:
        yield _("“%(sort)s” is no kind of %(medium)s.") % {
            "sort": item.get_sort_display(),
            "medium": item.get_medium_display(),
        }
    if item.medium == Medium.PAPER:
        if not item.box:
            yield missing_title(_("The box"))
        if not item.shelf:
            yield missing_title(_("The shelf"))


@rule("A08a")
def lies_in_its_project(item: Item) -> Iterable[str]:
    """What a matter produced lies in the folders of that project (第八条(一)2)."""
    project = item.document.matter_id
    if project is not None and item.folder.project_id != project:
        yield _("“%(name)s” belongs to a project: it lies in that project's folders.") % {
            "name": item.name
        }


@rule("A08b")
def is_named_by_its_matter(folder: Folder) -> Iterable[str]:
    """A folder is named by its matter; after a person alone only with a reason (第八条(一)3)."""
    if not folder.person_reason and names_a_person(folder.name):
        yield _(
            "“%(name)s” is a person's name. Name the folder by the matter, or say why it is "
            "named after the person alone."
        ) % {"name": folder.name}


@rule("A08c")
def names_are_numbered(filing: Any) -> Iterable[str]:
    """Files are named by the numbering of ISO 9000 or the department's own (第八条(二)1)."""
    material = material_of(filing)
    found = [shown(row) for row in material.rows if material.is_misnamed(row)]
    if found:
        yield ngettext(
            "%(count)d name is not numbered by the rule: %(names)s. Take the proposed name, or "
            "say why it stays.",
            "%(count)d names are not numbered by the rule: %(names)s. Take the proposed names, or "
            "say why they stay.",
            len(found),
        ) % {"count": len(found), "names": some(found)}


@rule("A08d")
def originals_are_editable(filing: Any) -> Iterable[str]:
    """The editable original is filed; a PDF alone only where necessary (第八条(二)2)."""
    material = material_of(filing)
    found = [shown(row) for row in material.rows if material.is_lone_pdf(row)]
    if found:
        yield ngettext(
            "%(count)d PDF stands alone: %(names)s. Add its editable original, or say why there "
            "is none.",
            "%(count)d PDFs stand alone: %(names)s. Add their editable originals, or say why "
            "there are none.",
            len(found),
        ) % {"count": len(found), "names": some(found)}


@rule("A14a")
def files_can_be_opened(filing: Any) -> Iterable[str]:
    """Above 公开 marked copies alone leave the archive: a file of which none is made stays out (第十四条)."""
    material = material_of(filing)
    closed = [row for row in material.rows if material.is_closed(row)]
    if found := [shown(row) for row in closed if row.level_listed != Level.PUBLIC]:
        yield ngettext(
            "%(count)d file above public is of a kind that nobody could open here once it is filed: "
            "%(names)s. %(instead)s",
            "%(count)d files above public are of kinds that nobody could open here once they are "
            "filed: %(names)s. %(instead)s",
            len(found),
        ) % {"count": len(found), "names": some(found), "instead": INSTEAD}
    if found := [shown(row) for row in material.rows if material.is_unopened(row)]:
        yield unopened(found, "")
    if found := [shown(row) for row in closed if row.level_listed == Level.PUBLIC]:
        yield _asked_unseen(found)


def unopened(names: Sequence[str], besides: Text) -> str:
    """What is said of files above public whose pages could not be made; ``besides`` is done first."""
    said = ngettext(
        "%(count)d file above public does not open here, or is too long to be made into pages: nobody "
        "could read it once it is filed: %(names)s. %(besides)s Save it anew, in parts or as a PDF, or "
        "put it on a carrier and register that as an original.",
        "%(count)d files above public do not open here, or are too long to be made into pages: nobody "
        "could read them once they are filed: %(names)s. %(besides)s Save them anew, in parts or as "
        "PDFs, or put them on a carrier and register that as an original.",
        len(names),
    )
    return " ".join(
        (said % {"count": len(names), "names": some(names), "besides": besides}).split()
    )


def _asked_unseen(names: Sequence[str]) -> str:
    """What is said of files for which 公开 is asked, and which the head cannot look at before (第三条)."""
    said = ngettext(
        "Public is asked for %(count)d file that the table gives a higher level: %(names)s. The head of "
        "department has to check it before approving that, and nobody can open a file of its kind "
        "here above public. %(instead)s",
        "Public is asked for %(count)d files that the table gives a higher level: %(names)s. The head of "
        "department has to check them before approving that, and nobody can open files of their "
        "kinds here above public. %(instead)s",
        len(names),
    )
    return said % {"count": len(names), "names": some(names), "instead": INSTEAD}


@rule("A18a")
def lower_levels_have_reasons(filing: Any) -> Iterable[str]:
    """A row below the table of levels says why, whatever way its level came about (附件二; ours)."""
    material = material_of(filing)
    found = [shown(row) for row in material.rows if material.is_low(row)]
    if found:
        yield ngettext(
            "%(count)d row is lower than the table of levels says: %(names)s. Say why this is lower. "
            "The head of department sees the reason and approves it.",
            "%(count)d rows are lower than the table of levels says: %(names)s. Say why they are "
            "lower. The head of department sees the reasons and approves them.",
            len(found),
        ) % {"count": len(found), "names": some(found)}


@rule("A14b")
def levels_are_given(filing: Any) -> Iterable[str]:
    """Every row of the list says its level, paper contracts too (第十四条(二))."""
    rows = material_of(filing).rows
    found = [shown(row) for row in rows if row.document.level not in Level.values]
    if found:
        yield _("Say the level of: %(names)s.") % {"names": some(found)}


def caution(level: str, row: Item) -> str:
    """What to say of a row at a level where nobody could open its file once it is filed; else empty.

    One query: which file it has.
    """
    held = versions_held([row]).get(row.pk)
    if held is None or not closes(level, held.file.media_type):
        return ""
    return _("Above public nobody could open “%(name)s” here once it is filed. %(instead)s") % {
        "name": row.name,
        "instead": INSTEAD,
    }


def shown(row: Item) -> str:
    """A row's name; a CONFIDENTIAL paper of a matter is named to nobody who only lists it."""
    return _("Confidential paper") if is_secret(row) else row.name


def some(names: Sequence[str]) -> str:
    """The first few names in a line."""
    return listed(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")
