"""A project in every phase, and at the stations where a page is open that is closed elsewhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from standards.demo.walk import Cast, Walker
from standards.drafting.papers import EXPLANATION
from standards.models import PatentDisclosure, Project
from standards.publication.engagement import EXPERT_AUDIT
from standards.review.meeting import TECHNICAL_REVIEW
from standards.states import S
from tests.access.parts import ANY, Part, World
from tests.access.world import START, acting_for, member
from tests.made_forms import forms_made_at_once
from zsa_portal.catalogue.models import Edition, Standard
from zsa_portal.documents.actions import document_add, document_hand
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.notices.actions import Author, Remark, opinion_submit
from zsa_portal.notices.models import NoticeItem
from zsa_portal.notices.own import key_of
from zsa_portal.people.models import Party, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Recusal

PHASES = {
    "draft": S.DRAFT_PROPOSAL,
    "procedure": S.EXPERT_CHECK,
    "notice": S.ENQUIRY_OPEN,
    "published": S.PUBLISHED,
}
STATIONS = {
    "review": (
        S.TECHNICAL_REVIEW,
        ("meetings:attendance", "meetings:minutes", "meetings:move"),
    ),
    "reviewed": (S.REVIEW_PASSED, ("meetings:answers",)),
    "numbering": (S.NUMBERING_PUBLISHING, ("standards:texts", "standards:cover")),
}
"""Phase -> its state, and the addresses that are open to somebody only then."""
PARTNER = "参编研究院"
PROPOSAL = {"participants": f"示例科技有限公司\n{PARTNER}"}
FIXED = {
    "number": "T/ZSA 1-2026",
    "language": "zh",
    "machine": "project",
    "step": "submit_proposal",
    "step_for_several": "pass_evaluation",
    "tab": "papers",
    "part": "conclusion",
    "paper_kind": "standards.standard_outline",
    "template_kind": EXPLANATION,
    "notice_kind": "standards.enquiry",
    "meeting_kind": TECHNICAL_REVIEW.key,
    "engagement_kind": EXPERT_AUDIT.key,
}


def build(kernel: World) -> World:
    """A project of the applicant in every phase and at every station."""
    world = people(kernel)
    stations = {phase: state for phase, (state, _names) in STATIONS.items()}
    for phase, state in (PHASES | stations).items():
        project, world.now[phase] = _walked(cast_of(world), phase, state)
        world.keys[phase] = {"matter": project.pk}
        if phase in PHASES:
            with clock.moved_to(world.now[phase]):
                _opinion(project)
                world.keys[phase] = keys_of(world, project)
    world.now[ANY] = world.now["published"]
    world.keys[ANY] = FIXED | other_keys()
    return world


def people(kernel: World) -> World:
    """The kernel's people, and a drafter of an organisation that takes part in the drafting."""
    drafter = acting_for(member(PARTNER), "drafter")
    return World(users=kernel.users | {"drafter": drafter}, bodies=kernel.bodies)


def cast_of(world: World) -> Cast:
    """Who takes the steps of a project."""
    return Cast(
        applicant=world.users["applicant"],
        organisation=world.bodies["organisation"],
        secretariat=world.users["secretariat"],
        committee_secretary=world.users["committee_secretary"],
        members=world.bodies["members"],
        council_secretary=world.users["council_secretary"],
        experts=world.bodies["experts"],
    )


def _walked(cast: Cast, phase: str, state: str) -> tuple[Project, dt.datetime]:
    """A project in the state, and the instant it came there."""
    walker = Walker(cast, START, proposal=PROPOSAL)
    project = walker.start(f"{phase} 规范")
    if state == S.DRAFT_PROPOSAL:
        with clock.moved_to(walker.now):
            outline(project, cast.applicant)
    with forms_made_at_once():
        return walker.to(project, state), walker.now


def outline(project: Project, by: User) -> None:
    """The paper that the addresses of papers are asked about."""
    upload = ContentFile("标准项目草案".encode(), name="outline.txt")
    document_add(matter=project, kind="standards.standard_outline", upload=upload, by=by)


def _opinion(project: Project) -> None:
    item = NoticeItem.objects.filter(matter=project).order_by("-pk").first()
    if item is not None and item.notice.is_open():
        remark = Remark("建议修改", "5.1", "te", "改为……")
        opinion_submit(
            item=item,
            by=None,
            author=Author("钱二", "某公司", "13900000000", declares_truth=True),
            remark=remark,
            evidence=SimpleUploadedFile("证明.txt", "证明材料".encode()),
        )


def keys_of(world: World, project: Project) -> dict[str, Any]:
    """What the addresses that concern a project name; None for what it has not yet."""
    document = Document.objects.filter(matter=project, kind="standards.standard_outline").first()
    form = IssuedForm.objects.filter(matters=project.pk, kind="standards.proposal_form").first()
    item = NoticeItem.objects.filter(matter=project).order_by("-pk").first()
    opinion = item.opinions.first() if item else None
    ballot = project.ballots.first()
    handing = None
    if document is not None and project.state != S.DRAFT_PROPOSAL:
        handing = document_hand(
            document=document, party=Party.of(world.users["clerk"]), by=world.users["secretariat"]
        )
    recusal = None
    if ballot is not None:
        user = ballot.electors.first().seat.user
        recusal = Recusal.objects.create(matter=project, user=user, reason="x", declared_by=user)
    edition = project.editions.select_related("standard").first()
    return {
        "matter": project.pk,
        "document": document and document.pk,
        "version": document and document.versions.get().pk,
        "form": form and form.pk,
        "check": form and form.check_token,
        "item": item and item.pk,
        "notice": item and item.notice_id,
        "opinion": opinion and opinion.pk,
        "receipt": opinion and opinion.token,
        "own_key": opinion and key_of(opinion),
        "ballot": ballot and ballot.pk,
        "elector": ballot and ballot.electors.first().pk,
        "recusal": recusal and recusal.pk,
        "handing": handing and handing.pk,
        "patent": _patent(project, world.users["applicant"]).pk,
        "standard": edition and edition.standard.key,
        "year": edition and edition.year,
        "announcement": edition and edition.announcement_id,
    }


def _patent(project: Project, by: User) -> PatentDisclosure:
    """A patent recorded while that was possible."""
    return PatentDisclosure.objects.create(
        project=project, holder="x", patent_number="ZL1", disclosed_by=by, at=clock.now()
    )


def other_keys() -> dict[str, Any]:
    """What the addresses that concern no project name."""
    return {"imported": imported_edition().pk}


def imported_edition() -> Edition:
    """An edition published before the portal, as an import leaves it."""
    return Edition.objects.create(
        standard=Standard.objects.create(running=900),
        number="T/ZSA 900-2020",
        year=2020,
        title="既有规范",
        status=Edition.Status.CURRENT,
        published_on=dt.date(2020, 1, 10),
        implemented_on=dt.date(2020, 3, 1),
    )


PART = Part(
    namespace="standards",
    folder=Path(__file__).parent,
    build=build,
    phases=tuple(PHASES),
    stations={phase: names for phase, (_state, names) in STATIONS.items()},
    like={"drafter": "other_member"},
    keys_of={"standards": "matter"},
)
