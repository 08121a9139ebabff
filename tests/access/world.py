"""One small association with a project in every phase, and everyone who might look at it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

from standards.demo.walk import Cast, Walker
from standards.models import Edition, Project, Standard
from standards.states import S
from tests.standards.conftest import LONG_AGO, START, acting_for, body, organisation, person
from zsa_portal.documents.actions import document_add, document_hand
from zsa_portal.documents.models import Document, IssuedForm
from zsa_portal.notices.actions import Author, Remark, opinion_submit
from zsa_portal.notices.models import NoticeItem
from zsa_portal.outbox.models import Mail, Message
from zsa_portal.people.accounts.actions import feed_renew
from zsa_portal.people.imports.models import ImportRun
from zsa_portal.people.invitations.actions import invitation_send
from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentMembership,
    Deputyship,
    Expert,
    OrganisationPerson,
    Party,
    Post,
    PostHolding,
    Seat,
    User,
)
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
        ("standards:review_attendance", "standards:review_minutes", "standards:review_move"),
    ),
    "reviewed": (S.REVIEW_PASSED, ("standards:review_answers",)),
    "numbering": (S.NUMBERING_PUBLISHING, ("standards:texts", "standards:cover")),
}
"""Phase -> its state, and the addresses that are open to somebody only then."""
ROLES = (
    "anonymous",
    "applicant",
    "other_member",
    "committee_member",
    "committee_secretary",
    "drafter",
    "council_member",
    "council_secretary",
    "secretariat",
    "clerk",
    "keeper",
    "expert",
    "admin",
)


@dataclass
class World:
    """Users by role; by phase the project, the instant to look at it, and the keys of addresses."""

    users: dict[str, User | None] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    keys: dict[str, dict[str, Any]] = field(default_factory=dict)
    now: dict[str, dt.datetime] = field(default_factory=dict)


def build() -> World:
    """The whole world; takes some seconds."""
    world = World()
    cast = _people(world)
    _give_passwords(world)
    for phase, state in PHASES.items():
        walker = Walker(cast, START)
        walker.proposal = {"participants": "示例科技有限公司\n参编研究院"}
        project = walker.start(f"{phase} 规范")
        if state == S.DRAFT_PROPOSAL:
            with clock.moved_to(walker.now):
                _outline(project, cast.applicant)
        world.projects[phase] = walker.to(project, state)
        world.now[phase] = walker.now
        with clock.moved_to(walker.now):
            _opinion(world.projects[phase])
            world.keys[phase] = _keys_of(world, world.projects[phase])
    for phase, (state, _names) in STATIONS.items():
        walker = Walker(cast, START)
        project = walker.to(walker.start(f"{phase} 规范"), state)
        world.now[phase], world.keys[phase] = walker.now, {"matter": project.pk}
    world.now["any"] = world.now["published"]
    with clock.moved_to(world.now["any"]):
        world.keys["any"] = _other_keys(world)
    return world


def _give_passwords(world: World) -> None:
    """Everyone who signs in has one, and the pages of the account ask for it."""
    for user in filter(None, world.users.values()):
        user.set_password("a word of one's own")
        user.save()


def _people(world: World) -> Cast:
    secretariat, clerk = person("secretariat"), person("clerk")
    for code, name, user in (
        ("standards", "标准培育部", secretariat),
        ("finance", "财务部", clerk),
    ):
        department = Department.objects.create(code=code, name=name)
        DepartmentMembership.objects.create(user=user, department=department, starts=LONG_AGO)
    committee, members = body(Body.Kind.COMMITTEE, "TC1", 7, "next_it")
    secretary = person("tc-secretary")
    Seat.objects.create(
        body=committee, user=secretary, role=Seat.Role.SECRETARY, votes=False, starts=LONG_AGO
    )
    _council, councillors = body(Body.Kind.COUNCIL, "council", 9)
    council_secretary = person("council-secretary")
    PostHolding.objects.create(user=council_secretary, post=Post.COUNCIL_SECRETARY, starts=LONG_AGO)
    member, partner, other = (
        organisation(n) for n in ("示例科技有限公司", "参编研究院", "别家公司")
    )
    applicant = acting_for(member, "applicant")
    OrganisationPerson.objects.filter(user=applicant).update(is_administrator=True)
    experts = [_expert(f"expert-{number}") for number in (1, 2, 3)]
    world.users = {
        "anonymous": None,
        "applicant": applicant,
        "other_member": acting_for(other, "other"),
        "committee_member": members[0],
        "committee_secretary": secretary,
        "drafter": acting_for(partner, "drafter"),
        "council_member": councillors[0],
        "council_secretary": council_secretary,
        "secretariat": secretariat,
        "clerk": clerk,
        "keeper": _head("finance"),
        "expert": experts[0],
        "admin": User.objects.create_superuser("admin", "admin@example.org", "x", name="admin"),
    }
    return Cast(
        applicant=applicant,
        organisation=member,
        secretariat=secretariat,
        committee_secretary=secretary,
        members=members,
        council_secretary=council_secretary,
        experts=experts,
    )


def _head(department: str) -> User:
    user = person("keeper")
    home = Department.objects.get(code=department)
    DepartmentMembership.objects.create(user=user, department=home, is_head=True, starts=LONG_AGO)
    return user


def _expert(name: str) -> User:
    user = person(name)
    Expert.objects.create(
        user=user,
        name=name,
        fields=["next_it"],
        kind=Expert.Kind.TECHNICAL,
        years=9,
        employer="独立专家",
    )
    return user


def _outline(project: Project, by: User) -> None:
    upload = ContentFile("标准项目草案".encode(), name="outline.txt")
    document_add(matter=project, kind="standard_outline", upload=upload, by=by)


def _opinion(project: Project) -> None:
    item = NoticeItem.objects.filter(matter=project).order_by("-pk").first()
    if item is not None and item.notice.is_open():
        remark = Remark("建议修改", "5.1", "te", "改为……")
        opinion_submit(
            item=item,
            by=None,
            author=Author("钱二", "某公司", "13900000000"),
            remark=remark,
            evidence=SimpleUploadedFile("证明.txt", "证明材料".encode()),
        )


def _keys_of(world: World, project: Project) -> dict[str, Any]:
    document = Document.objects.filter(matter=project, kind="standard_outline").first()
    form = IssuedForm.objects.filter(matters=project.pk, kind="proposal_form").first()
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
        "ballot": ballot and ballot.pk,
        "elector": ballot and ballot.electors.first().pk,
        "recusal": recusal and recusal.pk,
        "handing": handing and handing.pk,
        "running": edition and edition.standard.running,
        "year": edition and edition.year,
        "announcement": edition and edition.announcement_id,
    }


def _other_keys(world: World) -> dict[str, Any]:
    applicant = world.users["applicant"]
    own = OrganisationPerson.objects.get(user=applicant)
    deputyship = Deputyship.objects.create(principal=applicant, deputy=world.users["drafter"])
    invitation = invitation_send(
        email="new@example.org", name="新人", by=world.users["secretariat"]
    )
    message = Message.objects.filter(recipient=applicant).first()
    return {
        "organisation": own.organisation_id,
        "person": own.pk,
        "deputyship": deputyship.pk,
        "invitation": invitation.pk,
        "invitation_token": invitation.token,
        "message": message.pk,
        "mail": Mail.objects.get(message=message).pk,
        "body": Body.objects.get(code="TC1").pk,
        "imported": imported_edition().pk,
        "feed": feed_renew(user=applicant),
        "import": ImportRun.objects.create(
            importer="members", name="会员单位.xlsx", uploaded_by=world.users["keeper"]
        ).pk,
    }


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


def addresses() -> dict[str, str]:
    """Every named address of the portal with its pattern, the admin's aside."""
    found: dict[str, str] = {}

    def walk(resolver: URLResolver, namespace: str, prefix: str) -> None:
        for entry in resolver.url_patterns:
            pattern = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
                walk(entry, inner, pattern)
            elif isinstance(entry, URLPattern):
                found[f"{namespace}{entry.name}"] = pattern

    walk(get_resolver(), "", "")
    return found
