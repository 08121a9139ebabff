"""A small archive in which every restricted thing has a word of its own, and the people around it."""

from __future__ import annotations

import datetime as dt
import io
import itertools
from dataclasses import dataclass, field
from typing import Any

import docx
import pikepdf

from archive.demo.walk import FilingWalker, InspectionWalker
from archive.demo.walk.loans import CONFIDENTIAL_LINE, RESTRICTED_LINE, Lender
from archive.exceptions.actions import exception_approve, exception_give, exception_revoke
from archive.filing.actions import row_return
from archive.filing.states import F
from archive.inspections.actions import finding_add, inspection_open
from archive.inspections.evaluating.actions import evaluation_give
from archive.inspections.evaluating.marks import ASPECTS, Mark
from archive.inspections.evaluating.rules import Pair
from archive.inspections.models import Inspection
from archive.inspections.states import I
from archive.loans.actions import loan_add, loan_save
from archive.loans.states import L
from archive.records import Item
from tests.access.parts import World
from tests.access.world import PART as KERNEL
from tests.archive.access.keeping import appraise, keep
from tests.archive.access.meant import Secret, Who
from tests.archive.association import Cast, small_association
from tests.archive.filing.collecting.matters import matter_of
from tests.archive.holdings import folder, record
from tests.archive.loans.stations import cast_of
from tests.archive.rows import add_row
from tests.made_forms import forms_made_at_once
from tests.standards.association import LONG_AGO, person
from zsa_portal.documents import word
from zsa_portal.people.accounts.actions import deputy_set
from zsa_portal.people.models import Department, DepartmentMembership, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform

BEGINS = dt.datetime(2026, 6, 1, 9, tzinfo=clock.SHANGHAI)
NOW = BEGINS + dt.timedelta(days=9)
HOME, OTHER = "tc_service", "member_service"
LEVELS = ("restricted", "confidential")
marks = itertools.count(101)


@dataclass
class Archive:
    """The people, the secrets; ``users`` and ``people`` go by the same keys."""

    cast: Cast
    world: World
    users: dict[str, User | None]
    people: dict[str, Who]
    secrets: list[Secret] = field(default_factory=list)
    listed: list[Item] = field(default_factory=list)
    matters: list[Any] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    forms: list[Any] = field(default_factory=list)
    bags: list[Any] = field(default_factory=list)
    projects: list[Any] = field(default_factory=list)
    spot_checks: list[Any] = field(default_factory=list)
    exceptions: list[Any] = field(default_factory=list)

    @property
    def shown(self) -> list[Item]:
        """The records whose own pages are read: those in the archive, and those on the list."""
        uses = ("lent restricted", "lent confidential", "kept confidential", "folder confidential")
        return [*(self.items[use] for use in uses), *self.listed]

    def hide(self, kind: str, department: str, **more: Any) -> str:
        """A new word that stands for a secret."""
        made = Secret(f"Qz{next(marks)}{kind}", kind, department, **more)
        self.secrets.append(made)
        return made.word


def build() -> Archive:
    """Records of two levels in and not yet in the archive, lent, excepted, found wanting; at ``NOW``."""
    with clock.moved_to(BEGINS), forms_made_at_once():
        world = KERNEL.build()
        cast = small_association()
        made = Archive(cast, world, *_people(world, cast))
        _records(made)
    with forms_made_at_once():
        _loans(made)
        _exceptions(made)
        _filing(made)
        appraise(made, BEGINS)
        _inspections(made)
        keep(made, NOW, pdf_of)
    return made


def _people(world: World, cast: Cast) -> tuple[dict[str, User | None], dict[str, Who]]:
    """Everybody who is asked, with what the association says of each."""
    users = dict(world.users) | world.apart
    users |= {name: one for name, one in vars(cast).items() if isinstance(one, User)}
    innovation = Department.objects.create(code="innovation", name="创新发展部")
    for name, home in (
        ("colleague", cast.other_department),
        ("deputy", innovation),
        ("former deputy", innovation),
    ):
        users[name] = person(f"canary-{name.replace(' ', '-')}")
        DepartmentMembership.objects.create(user=users[name], department=home, starts=LONG_AGO)
    for name, last in (("deputy", NOW), ("former deputy", BEGINS)):
        deputy_set(
            principal=cast.custodian,
            deputy=users[name],
            starts=clock.today(),
            ends=clock.day_of(last),
            reason="leave",
        )
    return users, {name: _who(name) for name in users}


PLACES: dict[str, dict[str, Any]] = {
    "archivist": {"departments": {HOME}, "archivist_of": HOME},
    "head": {"departments": {HOME}, "heads": HOME},
    "other_head": {"departments": {OTHER}, "heads": OTHER},
    "other_clerk": {"departments": {OTHER}},
    "colleague": {"departments": {OTHER}},
    "quality": {"departments": {"quality"}},
    "quality_head": {"departments": {"quality"}},
    "custodian": {"departments": {"finance"}, "posts": {"custodian"}},
    "secretary_general": {"departments": {"office"}, "posts": {"secretary general"}},
    "vice_chair": {"departments": {"office"}, "posts": {"vice chair"}},
    "deputy": {"departments": {"innovation", "finance"}, "posts": {"custodian"}},
    "former deputy": {"departments": {"innovation"}},
    "secretariat": {"departments": {"standards"}},
    "keeper": {"departments": {"finance"}},
    "clerk": {"departments": {HOME}},
}
"""Who belongs where; those who are not here belong to no department and hold no post."""


def _who(name: str) -> Who:
    given = PLACES.get(name, {})
    return Who(name, **{k: frozenset(v) if isinstance(v, set) else v for k, v in given.items()})


def _records(made: Archive) -> None:
    """In the archive, of the other department: lent, excepted, and nobody's; a PDF or a .docx each.

    Those of nobody are of a project.
    """
    cast, project = made.cast, matter_of(made.cast.other_department, "甲项目")
    made.projects.append(project)
    opened = {"lent": {"clerk"}, "given": {"quality"}, "kept": set(), "folder": {"archivist"}}
    for place, (use, level) in enumerate(itertools.product(opened, LEVELS), start=11):
        told = {"level": level, "author": "other_clerk", "opened": frozenset(opened[use])}
        folder(
            cast.other_department,
            cast.other_clerk,
            str(place),
            name=made.hide("folder", OTHER, **told),
            project=project if use == "kept" else None,
        )
        body = made.hide("body", OTHER, **told)
        as_word = use == "kept"
        item = record(
            cast.other_department,
            cast.other_clerk,
            made.hide("name", OTHER, **told),
            level=level,
            number=str(place),
            body=docx_of(body) if as_word else pdf_of(body),
            media_type=word.MEDIA_TYPE if as_word else "application/pdf",
            remark=made.hide("remark", OTHER, **told),
            name_reason=made.hide("reason", OTHER, **told),
            level_reason=made.hide("reason", OTHER, **told),
            pdf_reason=made.hide("reason", OTHER, **told),
        )
        made.items[f"{use} {level}"] = item
    made.matters.append(item.filing)


def pdf_of(text: str) -> bytes:
    """A PDF of one page that says a word."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.obj.Contents = made.make_stream(f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode())
        made.save(out, compress_streams=False)
    return out.getvalue()


def docx_of(text: str) -> bytes:
    """A Word document that says a word."""
    out, made = io.BytesIO(), docx.Document()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def _loans(made: Archive) -> None:
    """Lent to the clerk at both levels, one that is over, one revoked, and one still being written."""
    cast = made.cast
    lines = {"restricted": RESTRICTED_LINE, "confidential": CONFIDENTIAL_LINE}
    for level, line in lines.items():
        told = {"level": level, "author": "clerk"}
        lender = Lender(cast_of(cast), BEGINS, line, purpose=made.hide("purpose", HOME, **told))
        loan = lender.to(lender.start([made.items[f"lent {level}"]]), L.OPEN)
        made.matters.append(loan)
        for days in (1, 10):
            lender = Lender(
                cast_of(cast), BEGINS, line, days=days, purpose=made.hide("purpose", HOME, **told)
            )
            loan = lender.to(lender.start([made.items[f"kept {level}"]]), L.OPEN)
            made.matters.append(loan)
            if days == 10:
                with lender.at(lender.now):
                    perform(loan.revoke_loan, by=cast.custodian, reason="用途变更")
    with clock.moved_to(NOW):
        loan = loan_add(items=[made.items["kept confidential"]], by=cast.head)
        purpose = made.hide("purpose", HOME, author="head", sent=False)
        loan_save(loan=loan, values={"owner": cast.department, "purpose": purpose}, by=cast.head)
        made.matters.append(loan)


def _exceptions(made: Archive) -> None:
    """For documents and a folder, approved where something 机密 is named; others revoked, or waiting."""
    cast, until = made.cast, clock.day_of(NOW)
    given = [("given", cast.quality, "quality"), ("folder", cast.archivist, "archivist")]
    for use, user, name in given:
        for level in LEVELS:
            item = made.items[f"{use} {level}"]
            why = made.hide("exception", OTHER, opened=frozenset({name}))
            on: Any = item.folder if use == "folder" else item.document
            with clock.moved_to(BEGINS):
                one = exception_give(
                    on=on, user=user, until=until, reason=why, copies=True, by=cast.custodian
                )
                if level == "confidential":
                    exception_approve(exception=one, by=cast.secretary_general)
    for level in LEVELS:
        with clock.moved_to(BEGINS):
            why = made.hide("exception", OTHER, opened=frozenset({"quality_head"}))
            one = exception_give(
                on=made.items[f"kept {level}"].document,
                user=cast.quality_head,
                until=until,
                reason=why,
                copies=True,
                by=cast.custodian,
            )
            exception_revoke(exception=one, reason=made.hide("exception", OTHER), by=cast.custodian)
    with clock.moved_to(BEGINS):
        waiting = exception_give(
            on=made.items["lent confidential"].document,
            user=made.users["colleague"],
            until=until,
            reason=made.hide("exception", OTHER, opened=frozenset({"colleague"})),
            copies=True,
            by=cast.custodian,
        )
    made.exceptions.append(waiting)


def _filing(made: Archive) -> None:
    """The home department's list, in custody, with a row of each level returned."""
    cast = made.cast

    def collect(filing: Any) -> None:
        for level, paper in itertools.product(LEVELS, (False, True)):
            told = {"level": level, "author": "archivist"}
            add_row(
                filing,
                made.hide("name", HOME, **told),
                by=cast.archivist,
                level=level,
                folder=made.hide("folder", HOME, **told),
                paper=paper,
                remark=made.hide("remark", HOME, **told),
                name_reason=made.hide("reason", HOME, **told),
                label=f"label-{level}" if paper else None,
                **({"box": "3", "shelf": "A1"} if paper else {}),
            )

    walker = FilingWalker(cast, BEGINS, collect=collect)
    filing = walker.to(walker.start(), F.CUSTODY)
    made.matters.append(filing)
    with clock.moved_to(NOW - dt.timedelta(hours=2)):
        for item in filing.items.select_related("document").order_by("pk"):
            made.listed.append(item)
            if item.medium == "electronic":
                told = {"level": item.document.level, "author": "archivist"}
                why = made.hide("returned", HOME, **told)
                row_return(filing=filing, item=item.pk, reason=why, by=cast.custodian)


def _inspections(made: Archive) -> None:
    """One whose findings were sent, one that is under way."""
    cast = made.cast
    walker = InspectionWalker(cast, BEGINS)
    inspection = walker.start()
    _find(made, inspection, BEGINS + dt.timedelta(days=1), sent=True)
    with clock.moved_to(BEGINS + dt.timedelta(days=2)):
        perform(Inspection.objects.get(pk=inspection.pk).send_findings, by=cast.quality)
    with clock.moved_to(NOW):
        later = inspection_open(month=dt.date(2026, 12, 1))
    _find(made, later, NOW, sent=False)
    assert Inspection.objects.get(pk=inspection.pk).state == I.ANSWERS
    _evaluate(made, inspection, BEGINS + dt.timedelta(days=3))
    _evaluate(made, later, NOW)


def _evaluate(made: Archive, inspection: Any, at: dt.datetime) -> None:
    """Each of the two heads says of the other's department what lacks; neither report is released."""
    cast = made.cast
    heads = (
        (cast.department, HOME, cast.head, cast.other_department),
        (cast.other_department, OTHER, cast.other_head, cast.department),
    )
    for home, code, head, other in heads:
        with clock.moved_to(at):
            evaluation_give(
                pair=Pair(Inspection.objects.get(pk=inspection.pk), home, other),
                marks=dict.fromkeys(ASPECTS, Mark.LACKING),
                remark=made.hide("evaluation", code),
                by=head,
            )


def _find(made: Archive, inspection: Any, at: dt.datetime, *, sent: bool) -> None:
    made.matters.append(inspection)
    for home, code in ((made.cast.department, HOME), (made.cast.other_department, OTHER)):
        with clock.moved_to(at):
            finding_add(
                inspection=Inspection.objects.get(pk=inspection.pk),
                home=home,
                text=made.hide("finding", code, author="quality", sent=sent),
                incomplete=False,
                by=made.cast.quality,
            )
