"""Taking what the department's matters produced onto the list, into their projects' folders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy

from archive.filing.collecting.actions import folders
from archive.filing.collecting.actions.listing import SORT_OF, Numbers, document_make, item_list
from archive.filing.collecting.actions.preparing import preparing
from archive.filing.collecting.naming import ending
from archive.filing.collecting.numbering import siblings
from archive.filing.collecting.queries import Proposed, proposed
from archive.filing.models import Filing
from archive.kinds import Sort
from archive.records import Folder, Item
from zsa_portal.documents.kinds import chinese
from zsa_portal.documents.levels import entry_of
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.documents.store import Stored
from zsa_portal.people.models import User
from zsa_portal.workflow.models import Level, Matter
from zsa_portal.workflow.wording import word

word(papers_take=gettext_lazy("Papers of the department's matters added"))


def papers_take(*, filing: Filing, keys: Sequence[str], by: User) -> list[Item]:
    """Put proposed papers and issued forms on the list; returns the rows made.

    ``keys`` are those of ``proposed``. What is on a list of the department already is left out:
    asking twice changes nothing. PermissionDenied where one was never proposed; then none is taken.
    """
    with preparing(filing, by, "papers_take", keys=list(keys)) as fresh:
        offered = {one.key: one for one in proposed(fresh, by, keys=keys)}
        missing = [key for key in keys if key not in offered]
        if missing and not _all_filed(fresh, missing):
            raise PermissionDenied
        numbers = Numbers(fresh)
        places: dict[int | None, Folder] = {}
        return [_take(fresh, one, numbers, places, by) for one in offered.values()]


def _all_filed(filing: Filing, keys: Sequence[str]) -> bool:
    """Whether each of these is on a list of the department already."""
    rows = Item.objects.filter(department=filing.department_id)
    papers = {int(key[1:]) for key in keys if key[0] == "d"}
    forms = {int(key[1:]) for key in keys if key[0] == "f"}
    filed = rows.filter(document__in=papers).values("document").distinct().count()
    files = IssuedForm.objects.filter(pk__in=forms).values_list("file", flat=True)
    copies = rows.filter(document__versions__file__in=[*files]).values("document__versions__file")
    return filed == len(papers) and copies.distinct().count() == len(forms)


def _take(
    filing: Filing, one: Proposed, numbers: Numbers, places: dict[int | None, Folder], by: User
) -> Item:
    key = one.project.pk if one.project else None
    if key not in places:
        places[key] = project_folder(filing, one.project, by)
    document = one.document or _copy(filing, one.form, by)
    return item_list(
        filing=filing,
        folder=places[key],
        document=document,
        name=numbers.proposed(_told(one), places[key].pk),
        by=by,
        sort=SORT_OF.get(ending(one.name), Sort.TEXT),
        entry=entry_of(one.declared, filing.department) or chinese(one.kind)[:80],
    )


def _told(one: Proposed) -> str:
    """The name of its file; that of a paper which the archivist may not read says nothing of it."""
    if one.readable:
        return one.name
    what = "机密文件" if one.form is None else "机密表单"
    return f"{what}{one.key[1:]}{ending(one.name)}"


def project_folder(filing: Filing, project: Matter | None, by: User) -> Folder:
    """The department's folder of a project in the year of the filing, made where it is missing.

    What belongs to several projects at once lies in a folder of that name.
    """
    rows = Folder.objects.filter(department=filing.department_id, year=filing.month.year)
    if project is not None:
        there = rows.filter(project=project.pk).order_by("number").first()
        name = " ".join(str(project).split())[: folders.LONGEST - 8]
    else:
        name = "多个项目的文件"
        there = rows.filter(parent=None, project=None, name=name).first()
    if there is not None:
        return there
    beside = {
        one.name.casefold() for one in siblings(filing.department_id, filing.month.year, None)
    }
    if name.casefold() in beside and project is not None:
        name = f"{name} ({project.pk})"
    return folders.make(filing, name, None, by, project=project)


def _copy(filing: Filing, form: Any, by: User) -> Document:
    """An issued form as a document of the archive: the same bytes, at the level of the form.

    Its author is who issued it: the archivist gets no right to read by filing it. One of a matter
    that few may know of is CONFIDENTIAL.
    """
    matters = list(form.matters.order_by("pk").select_related("created_by"))
    narrow = any(one.machine.DISCOVERY for one in matters)
    author = form.issued_by or next((one.created_by for one in matters if one.created_by), by)
    return document_make(
        department=filing.department,
        kind=form.kind,
        title=str(form),
        level=Level.CONFIDENTIAL if narrow else form.level,
        by=author,
        upload=Stored(form.file, f"{form}.pdf"),
    )
