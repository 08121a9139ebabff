"""The kernel's world: one association, one user a role, and what its own addresses name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from tests.access.parts import ANY, Part, World
from zsa_portal.outbox.actions import message_post
from zsa_portal.outbox.models import Mail
from zsa_portal.people.accounts.actions import feed_renew
from zsa_portal.people.administration.actions import office_install
from zsa_portal.people.administration.offices import Office
from zsa_portal.people.imports.models import ImportRun
from zsa_portal.people.invitations.actions import invitation_send
from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentMembership,
    Deputyship,
    Expert,
    Membership,
    Organisation,
    OrganisationPerson,
    Post,
    PostHolding,
    Seat,
    User,
)
from zsa_portal.regulations import clock
from zsa_portal.returns.models import Return
from zsa_portal.subscriptions.models import Subscription
from zsa_portal.workflow.bulk.records import BulkRun
from zsa_portal.workflow.kept.records import KeptView

LONG_AGO = dt.date(2020, 1, 1)
START = dt.datetime(2026, 1, 5, 9, 30, tzinfo=clock.SHANGHAI)
ROLES = (
    "anonymous",
    "applicant",
    "other_member",
    "committee_member",
    "committee_secretary",
    "other_committee",
    "council_member",
    "council_secretary",
    "secretariat",
    "clerk",
    "keeper",
    "expert",
    "admin",
)

"""The applicant administers its organisation; clerk and keeper are another department's, the keeper
its head; ``other_committee`` is the secretary of a committee that has no part in any matter."""


def build() -> World:
    """The association and the keys of the addresses that concern no matter."""
    world = World(now={ANY: START})
    with clock.moved_to(START):
        people(world)
        world.keys[ANY] = keys(world)
    return world


def person(username: str) -> User:
    """A user known by this name, with a password: the pages of the account ask for it."""
    return User.objects.create_user(
        username=username,
        email=f"{username}@example.org",
        name=username,
        language="en",
        password="a word of one's own",
    )


def member(name: str) -> Organisation:
    """A member of the association."""
    made = Organisation.objects.create(name=name, kind=Organisation.Kind.ENTERPRISE)
    Membership.objects.create(organisation=made, number=f"M-{made.pk}", starts=LONG_AGO)
    return made


def acting_for(organisation: Organisation, username: str, **fields: Any) -> User:
    """A user who acts for an organisation."""
    user = person(username)
    OrganisationPerson.objects.create(
        user=user, organisation=organisation, starts=LONG_AGO, **fields
    )
    return user


def people(world: World) -> None:
    """One user a role, and the organisation, committee members and experts of an app's matters."""
    committee, members = _body(Body.Kind.COMMITTEE, "TC1", 7, "next_it")
    other, _others = _body(Body.Kind.COMMITTEE, "TC2", 3, "bio")
    _council, councillors = _body(Body.Kind.COUNCIL, "council", 9)
    organisation = member("示例科技有限公司")
    experts = [_expert(f"expert-{number}") for number in (1, 2, 3)]
    world.users = {
        "anonymous": None,
        "applicant": acting_for(organisation, "applicant", is_administrator=True),
        "other_member": acting_for(member("别家公司"), "other"),
        "committee_member": members[0],
        "committee_secretary": _secretary(committee),
        "other_committee": _secretary(other),
        "council_member": councillors[0],
        "council_secretary": person("council-secretary"),
        "secretariat": _staff("standards", "标准培育部", "secretariat"),
        "clerk": _staff("finance", "财务部", "clerk"),
        "keeper": _staff("finance", "财务部", "keeper", is_head=True),
        "expert": experts[0],
        "admin": office_install(user=person("admin"), office=Office.SYSTEM),
    }
    world.apart = {
        "security": office_install(user=person("security"), office=Office.SECURITY),
        "audit": office_install(user=person("audit"), office=Office.AUDIT),
        "superuser": User.objects.create_superuser(
            "superuser", "superuser@example.org", "a word of one's own", name="superuser"
        ),
    }
    PostHolding.objects.create(
        user=world.users["council_secretary"], post=Post.COUNCIL_SECRETARY, starts=LONG_AGO
    )
    world.bodies = {"organisation": organisation, "members": members, "experts": experts}


def _body(kind: str, code: str, size: int, field: str = "") -> tuple[Body, list[User]]:
    made = Body.objects.create(kind=kind, code=code, name=code, field=field)
    seated = [person(f"{code}-{number}") for number in range(1, size + 1)]
    for user in seated:
        Seat.objects.create(body=made, user=user, starts=LONG_AGO)
    return made, seated


def _secretary(committee: Body) -> User:
    user = person(f"{committee.code}-secretary")
    Seat.objects.create(
        body=committee, user=user, role=Seat.Role.SECRETARY, votes=False, starts=LONG_AGO
    )
    return user


def _staff(code: str, name: str, username: str, **fields: Any) -> User:
    user = person(username)
    home, _made = Department.objects.get_or_create(code=code, defaults={"name": name})
    DepartmentMembership.objects.create(user=user, department=home, starts=LONG_AGO, **fields)
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


def keys(world: World) -> dict[str, Any]:
    """What the kernel's addresses name that concern no matter."""
    applicant = world.users["applicant"]
    own = OrganisationPerson.objects.get(user=applicant)
    deputyship = Deputyship.objects.create(principal=applicant, deputy=person("deputy"))
    invitation = invitation_send(
        email="new@example.org", name="新人", by=world.users["secretariat"]
    )
    message = message_post(
        recipient=applicant, event="people.deputy_set", subject="x", body="x", link="/desk/"
    )
    return {
        "organisation": own.organisation_id,
        "person": own.pk,
        "deputyship": deputyship.pk,
        "invitation": invitation.pk,
        "invitation_token": invitation.token,
        "message": message.pk,
        "mail": Mail.objects.get(message=message).pk,
        "returned": returned(Mail.objects.get(message=message)).pk,
        "subscription_key": Subscription.objects.create(
            address="reader@example.org", topics=["standards"], language="en"
        ).key,
        "body": Body.objects.get(code="TC1").pk,
        "feed": feed_renew(user=applicant),
        "import": ImportRun.objects.create(
            importer="members", name="会员单位.xlsx", uploaded_by=world.users["keeper"]
        ).pk,
        "expert": Expert.objects.get(user=world.users["expert"]).pk,
        "holding": PostHolding.objects.get(post=Post.COUNCIL_SECRETARY).pk,
        "bulk_run": BulkRun.objects.create(
            by=world.users["secretariat"], kind="example", step="end"
        ).pk,
        "kept_view": KeptView.objects.create(
            user=applicant, place="home:matters", name="Mine", asked="mine=part"
        ).pk,
        "list_place": "home:matters",
        "code": "standards",
        "key": "members",
        "token": "no-such-token",
        "webauthn": 999_999,
        "uidb36": "x",
    }


def returned(mail: Mail) -> Return:
    """A mail that was late once: what is told of it, and mails still go out."""
    return Return.objects.create(
        mail=mail, address=mail.address, key="late", kind="temporary", status="4.2.2"
    )


PART = Part(
    namespace="",
    folder=Path(__file__).parent,
    build=build,
    keys_of={
        "workflow": "matter",
        "workflow:bulk_run": "bulk_run",
        "workflow:bulk_progress": "bulk_run",
        "workflow:view_rename": "kept_view",
        "workflow:view_delete": "kept_view",
        "people:expert": "expert",
        "people:expert_data": "expert",
        "notices:notice": "notice",
        "notices:public_matter": "matter",
        "notices:opinion_new": "item",
        "notices:sheet": "item",
        "notices:sheet_send": "item",
        "notices:moderate": "opinion",
        "notices:evidence": "opinion",
        "notices:answer": "opinion",
        "notices:resolve": "opinion",
        "notices:answers": "matter",
        "notices:accept": "matter",
        "notices:share": "matter",
        "notices:undo": "matter",
        "notices:figures": "matter",
        "meetings": "matter",
        "engagements": "matter",
        "catalogue:announcement": "announcement",
        "catalogue:edition_texts": "imported",
        "ballots": "ballot",
        "ballots:strike": "elector",
        "ballots:recuse": "matter",
        "ballots:recusal_lift": "recusal",
        "documents:upload": "matter",
        "documents:template": "matter",
        "documents:zip": "matter",
        "documents:zip_progress": "matter",
        "documents:zip_file": "matter",
        "documents:download": "version",
        "documents:view": "version",
        "documents:text": "version",
        "documents:end_handing": "handing",
        "documents:form": "form",
        "documents:form_progress": "form",
        "documents:form_pdf": "form",
        "documents:form_retry": "form",
        "documents:form_scan": "form",
        "documents:letter": "holding",
        "documents": "document",
        "outbox": "message",
        "outbox:resend": "mail",
        "returns:confirm_address": "returned",
        "people:organisation": "organisation",
        "people:organisation_invite": "organisation",
        "people:organisation_person_end": "organisation",
        "people:organisation_person_role": "organisation",
        "people:deputy_end": "deputyship",
        "people:body": "body",
        "people:invitation_resend": "invitation",
        "people:invitation_withdraw": "invitation",
        "people:import_preview": "import",
        "mfa_remove_webauthn": "webauthn",
        "mfa_edit_webauthn": "webauthn",
    },
)
