"""A filing, an inspection, a draft of the table of levels and loans, of a small association."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from archive.appraisal.states import A
from archive.demo.walk import FilingWalker, InspectionWalker
from archive.filing.models import Filing
from archive.filing.states import F
from archive.inspections.actions import finding_add
from archive.inspections.states import I
from archive.levels.actions import table_edit_open
from standards import roles
from standards.models import Project
from standards.states import S
from tests.access.parts import ANY, Part, World
from tests.archive.appraisal.walk import RESTRICTED_LINE, Appraiser, due
from tests.archive.association import Cast, small_association
from tests.archive.bags import access as bags
from tests.archive.chains import INSPECTION_BEGINS, collect
from tests.archive.exceptions import access as exceptions
from tests.archive.intakes import access as intakes
from tests.archive.loans import access as loans
from tests.made_forms import forms_made_at_once
from tests.standards.association import START
from zsa_portal.people.models import Party
from zsa_portal.regulations import clock
from zsa_portal.workflow.handlers.records import Handling
from zsa_portal.workflow.models import Involvement, LogEntry, Matter
from zsa_portal.workflow.settle import begin

APRIL, MAY = (dt.datetime(2026, month, 1, 9, tzinfo=clock.SHANGHAI) for month in (4, 5))
MATERIAL = (
    "archive:material",
    "archive:folder_new",
    "archive:folder_rename",
    "archive:folder_move",
    "archive:folder_delete",
    "archive:proposals",
    "archive:upload",
    "archive:upload_known",
    "archive:upload_one",
    "archive:original_new",
    "archive:rows",
    "archive:row",
)
LIST = (
    "archive:filing_custody",
    "archive:checks_begin",
    "archive:checks_report",
    "archive:filing_columns",
    "archive:filing_list_pdf",
    "archive:filing_list_xlsx",
)
FINDINGS = (
    "archive:finding_new",
    "archive:inspection_checks",
    "archive:finding_remove",
    "archive:finding_answer",
    "archive:finding_drop",
    "archive:evaluate",
    "archive:inspection_report",
)
ENTRIES = ("archive:level_row_new", "archive:level_row", "archive:level_row_remove")
APPRAISAL = (
    "archive:appraisal_opinions",
    "archive:appraisal_remove",
    "archive:disposal_register_pdf",
    "archive:disposal_register_xlsx",
)
LOAN = (
    "archive:loan_edit",
    "archive:loan_remove",
    "workflow:matter",
    "workflow:tab",
    "documents:zip",
    "documents:zip_progress",
    "documents:zip_file",
)
RIGHTS = ("documents:read", "documents:page", "documents:copy", "documents:download")
"""One address of each right to a record: its pages, a marked copy, its bytes."""
HANDLER = "workflow:handler"
READING = (
    *RIGHTS,
    "documents:view",
    "documents:text",
    "documents:history",
    "documents:compare",
)


def build(kernel: World) -> World:
    """Everything at its stations; the people are the archive's own besides the kernel's."""
    world = World(users=dict(kernel.users), bodies=kernel.bodies)
    with clock.moved_to(APRIL), forms_made_at_once():
        people = small_association()
    world.users |= {
        "archivist": people.archivist,
        "secretary_general": people.secretary_general,
        "vice_chair": people.vice_chair,
        "quality": people.quality,
        "quality_head": people.quality_head,
    }
    world.keys[ANY] = {"level_version": 1, "step": "withdraw_loan", "tab": "overview"}
    with forms_made_at_once():
        _appraisals(world, people)
        _filings(world, people)
        _inspections(world, people)
        _draft(world, people)
        _project(world, people)
        loans.add(world, people)
        exceptions.add(world, people)
        bags.add(world, people)
        intakes.add(world, people)
    for user in world.users.values():
        if user is not None and not user.has_usable_password():
            user.set_password("a word of one's own")
            user.save(update_fields=["password"])
    world.now[ANY] = MAY + dt.timedelta(days=20)
    return world


def _filings(world: World, people: Cast) -> None:
    walker = FilingWalker(people, APRIL, collect=lambda filing: collect(filing, people))
    filing = walker.start()
    with walker.day(1):
        collect(filing, people)
    world.now["collecting"], world.keys["collecting"] = walker.now, _keys_of(filing)
    walker = FilingWalker(people, MAY, collect=lambda filing: collect(filing, people))
    filing = walker.to(walker.start(), F.CUSTODY)
    world.now["in custody"], world.keys["in custody"] = walker.now, _keys_of(filing)
    paper = filing.items.get(medium="paper")
    paper.label = "label-of-a-paper-original"
    paper.save(update_fields=["label"])
    world.keys[ANY]["label"] = paper.label


def _keys_of(filing: Filing) -> dict[str, Any]:
    row = filing.items.first()
    return {"matter": filing.pk, "row": row.pk, "folder": row.folder_id}


def _inspections(world: World, people: Cast) -> None:
    walker = InspectionWalker(people, INSPECTION_BEGINS)
    inspection = walker.start()
    with walker.day(1):
        made = finding_add(
            inspection=inspection,
            home=people.department,
            text="未标注保密级别。",
            incomplete=False,
            by=people.quality,
        )
    world.now["inspecting"] = walker.now
    pair = {"evaluating": "tc_service", "evaluated": "member_service"}
    world.keys["inspecting"] = {"matter": inspection.pk, "finding": made.pk} | pair
    walker = InspectionWalker(people, INSPECTION_BEGINS.replace(month=12))
    inspection = walker.to(walker.start(), I.ANSWERS)
    found = inspection.findings.filter(department=people.department).first()
    world.now["answers"] = walker.now
    world.keys["answers"] = {"matter": inspection.pk, "finding": found.pk} | pair


def _draft(world: World, people: Cast) -> None:
    with clock.moved_to(APRIL):
        edit = table_edit_open(by=people.quality)
    row = edit.rows[0]
    world.now["drafting"] = APRIL
    world.keys["drafting"] = {
        "matter": edit.pk,
        "department": row["department"],
        "key": row["key"],
    }


def _project(world: World, people: Cast) -> None:
    """A project that has ended, of two departments that have filed nothing; its archivist manages it."""
    with clock.moved_to(APRIL):
        project = Project(title="两个部门的项目", owner=people.department)
        own = Party.of(people.department)
        begin(project, by=None, parties=[(roles.APPLICANT, own), (roles.SECRETARIAT, own)])
        LogEntry.objects.create(
            matter_id=project.pk, step="placed", from_state=project.state, to_state=S.PUBLISHED
        )
        Matter.objects.filter(pk=project.pk).update(state=S.PUBLISHED)
        other = Party.of(people.other_department)
        Involvement.objects.create(matter_id=project.pk, role=roles.COMMITTEE.code, party=other)
        Handling.objects.create(matter_id=project.pk, person=people.archivist, by=people.head)
    world.now["project ended"] = MAY
    world.keys["project ended"] = {"matter": project.pk}


def _appraisals(world: World, people: Cast) -> None:
    for phase, state in (("register drawn", A.SIGNING), ("before the panel", A.PANEL)):
        walker = Appraiser(people, START, RESTRICTED_LINE)
        with clock.moved_to(START):
            item = due(people, phase)
        appraisal = walker.to(walker.start([item]), state)
        world.now[phase] = walker.now
        world.keys[phase] = {"matter": appraisal.pk, "row": appraisal.rows.get().pk}


PART = Part(
    namespace="archive",
    folder=Path(__file__).parent,
    build=build,
    stations={
        "collecting": (*MATERIAL, *LIST),
        "in custody": (*MATERIAL, *LIST, HANDLER),
        "inspecting": FINDINGS,
        "answers": FINDINGS,
        "drafting": (*ENTRIES, HANDLER),
        "project ended": ("archive:project_remind",),
        "before the panel": (*APPRAISAL, HANDLER),
        "register drawn": APPRAISAL,
        **dict.fromkeys(("asked", "over"), (*LOAN, *READING, HANDLER)),
        **dict.fromkeys(loans.COPIES, ("archive:loan_copy",)),
        "written": (*LOAN, *READING),
        "open": (*LOAN, *READING, "archive:loan_copy"),
        "revoked": (*RIGHTS, "workflow:matter"),
        "confidential open": (*RIGHTS, "documents:text", "workflow:matter"),
        **dict.fromkeys((*loans.ONLY_RIGHTS, *exceptions.PHASES), RIGHTS),
    },
    like={
        "archivist": "clerk",
        "borrower": "clerk",
        "head": "keeper",
        "custodian": "clerk",
        "secretary_general": "keeper",
        "vice_chair": "keeper",
        "quality": "clerk",
        "quality_head": "keeper",
    },
    keys_of={
        "archive": "matter",
        **loans.KEYS_OF,
        **exceptions.KEYS_OF,
        **bags.KEYS_OF,
        **intakes.KEYS_OF,
    },
)
