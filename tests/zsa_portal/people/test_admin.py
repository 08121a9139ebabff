"""The administration: nobody raises the own rights, every table has its page in Chinese."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pghistory.models import Events

from zsa_portal.outbox.models import Mail
from zsa_portal.people.administration.actions import office_install
from zsa_portal.people.administration.offices import Office
from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentMembership,
    Deputyship,
    Invitation,
    Organisation,
    PostHolding,
    Seat,
    User,
)
from zsa_portal.regulations import clock

pytestmark = pytest.mark.django_db

PEOPLE_TABLES = [model for model in admin.site._registry if model._meta.app_label == "zsa_people"]


def admin_url(model: type, name: str, *args: int) -> str:
    meta = model._meta  # type: ignore[attr-defined]
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=args)


@pytest.fixture
def superuser(make_user):
    """An account that was left with the flag."""
    return make_user("Root", is_staff=True, is_superuser=True)


@pytest.fixture
def administrators(make_user):
    """One person an office."""
    return {
        office: office_install(user=make_user(office.label), office=office) for office in Office
    }


@pytest.fixture
def system(administrators):
    return administrators[Office.SYSTEM]


@pytest.fixture
def security(administrators):
    return administrators[Office.SECURITY]


@pytest.fixture
def officer(make_user):
    """An account of the administration that was left with every model permission there is."""
    user = make_user("Officer", is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    return user


def person_form(user: User, **changes: object) -> dict[str, object]:
    empty = {
        f"{prefix}-{name}": 0
        for prefix in ("department_memberships", "post_holdings", "organisation_roles", "seats")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    return {
        "username": user.username,
        "name": user.name,
        "email": user.email,
        "phone": "",
        "language": user.language,
        "is_active": "on",
        **empty,
        **changes,
    }


@pytest.mark.parametrize("model", PEOPLE_TABLES, ids=lambda model: model.__name__)
def test_every_table_has_a_list_in_chinese(superuser, model):
    client = Client()
    client.force_login(superuser)
    page = client.get(admin_url(model, "changelist"))
    assert page.status_code == 200
    assert client.get(admin_url(model, "changelist"), {"q": "x"}).status_code == 200


def said_of(model: type, page: Any) -> set[str]:
    """What the pages of a table call it, its columns, filters, sections and acts."""
    meta = model._meta  # type: ignore[attr-defined]
    columns = [field.name for field in meta.concrete_fields if not field.auto_created]
    parted = [
        inline.verbose_name_plural or inline.model._meta.verbose_name_plural
        for inline in page.inlines
    ]
    return {
        str(text)
        for text in (
            meta.app_config.verbose_name,
            meta.verbose_name,
            meta.verbose_name_plural,
            *parted,
            *(label_for_field(one, model, page) for one in (*page.list_display, *columns)),
            *(one[0] for one in page.fieldsets or () if one[0]),
            *(one.title for one in page.list_filter if isinstance(one, type)),
            *(getattr(page, one).short_description for one in page.actions or ()),
        )
    }


def test_the_administration_calls_everything_by_a_chinese_name():
    short = {"ID", "SHA-256"}
    with translation.override("zh-hans"):
        english = {
            model._meta.label: said
            for model, page in admin.site._registry.items()
            if (said := {one for one in said_of(model, page) if one.isascii()} - short)
        }
    assert english == {}


@pytest.mark.parametrize("model", PEOPLE_TABLES, ids=lambda model: model.__name__)
def test_every_table_that_admins_own_can_be_added_to(visit, superuser, model):
    page = visit(superuser).get(admin_url(model, "add"))
    writable = admin.site._registry[model].has_add_permission(page.wsgi_request)
    assert page.status_code == (200 if writable else 403)


def test_tables_the_portal_writes_are_read_only(visit, superuser):
    names = {
        model.__name__
        for model in PEOPLE_TABLES
        if visit(superuser).get(admin_url(model, "add")).status_code == 403
    }
    assert names == {
        "Party",
        "Invitation",
        "ImportRun",
        "DepartmentMembershipEvent",
        "DeputyshipEvent",
        "EmploymentEvent",
        "MembershipEvent",
        "OrganisationPersonEvent",
        "PostHoldingEvent",
        "SeatEvent",
    }


@pytest.mark.parametrize("right", ["is_staff", "is_superuser"])
@pytest.mark.parametrize("who", ["officer", "superuser", "system", "security"])
def test_nobody_sets_a_flag(visit, make_user, request, who, right):
    someone = make_user("Someone")
    group, permission = Group.objects.create(name="g"), Permission.objects.first()
    data = person_form(someone, groups=[group.pk], user_permissions=[permission.pk])
    address = admin_url(User, "change", someone.pk)
    assert (
        visit(request.getfixturevalue(who)).post(address, data | {right: "on"}).status_code == 302
    )
    someone.refresh_from_db()
    assert (someone.is_staff, someone.is_superuser) == (False, False)
    assert (someone.groups.count(), someone.user_permissions.count()) == (0, 0)


def test_who_opens_accounts_corrects_who_they_are_and_not_where_mail_goes(
    visit, system, security, make_user
):
    someone = make_user("Someone")
    address = admin_url(User, "change", someone.pk)
    data = person_form(someone, name="Renamed", email="elsewhere@example.org")
    assert visit(security).post(address, data).status_code == 302
    someone.refresh_from_db()
    assert someone.name == "Someone"
    assert visit(system).post(address, data).status_code == 302
    someone.refresh_from_db()
    assert (someone.name, someone.email == data["email"]) == ("Renamed", False)


def test_nobody_touches_a_higher_account_or_the_own(visit, officer, superuser, system, make_user):
    other = make_user("Other officer", is_staff=True)
    for account in (superuser, other, officer, system):
        data = person_form(account, name="Taken", is_superuser="on")
        answer = visit(system).post(admin_url(User, "change", account.pk), data)
        account.refresh_from_db()
        assert answer.status_code == 403
        assert account.name != "Taken"
    assert User.objects.get(pk=officer.pk).is_superuser is False


@pytest.mark.parametrize("who", ["officer", "superuser", "system", "security"])
def test_nobody_sets_a_password_or_deletes_an_account(visit, make_user, request, who):
    someone = make_user("Someone", password="a word of one's own")
    before = someone.password
    browser = visit(request.getfixturevalue(who))
    address = reverse("admin:auth_user_password_change", args=[someone.pk])
    new = {"password1": "quite another word", "password2": "quite another word"}
    assert browser.get(address).status_code == 403
    assert browser.post(address, new | {"usable_password": "true"}).status_code == 403
    page = browser.get(admin_url(User, "change", someone.pk)).content.decode()
    assert before not in page
    change = person_form(someone, password="x", usable_password="true", **new)
    browser.post(admin_url(User, "change", someone.pk), change)
    assert browser.post(admin_url(User, "delete", someone.pk), {"post": "yes"}).status_code == 403
    assert User.objects.get(pk=someone.pk).password == before


@pytest.mark.parametrize("who", ["officer", "superuser", "system"])
def test_an_account_is_added_without_rights_and_its_person_is_mailed(visit, request, who):
    data = {
        "username": "fresh",
        "name": "Fresh",
        "email": "fresh@example.org",
        "language": "en",
        "usable_password": "true",
        "password1": "quite another word",
        "password2": "quite another word",
        "is_staff": "on",
        "is_superuser": "on",
        "office": Office.SECURITY,
    }
    assert visit(request.getfixturevalue(who)).post(admin_url(User, "add"), data).status_code == 302
    fresh = User.objects.get(username="fresh")
    assert (fresh.is_staff, fresh.is_superuser, fresh.has_usable_password()) == (
        False,
        False,
        False,
    )
    assert fresh.groups.count() == 0
    mail = Mail.objects.get()
    assert mail.address == "fresh@example.org"
    assert set_by_the_link(mail.body, "a word of one's own")
    assert User.objects.get(pk=fresh.pk).check_password("a word of one's own")


def set_by_the_link(body: str, password: str) -> bool:
    """Follow the link of a mail as its person does, and set a password."""
    link = re.search(rf"{re.escape(settings.SITE_URL)}(\S+)", body)
    assert link
    browser = Client()
    page = browser.get(link[1], follow=True)
    address = page.redirect_chain[-1][0]
    answer = browser.post(address, {"password1": password, "password2": password})
    return answer.status_code == 302


def test_a_link_is_mailed_to_the_person_and_shown_to_nobody(visit, system, make_user):
    people = [make_user("One"), make_user("Two")]
    act = {"action": "mail_password_link", "_selected_action": [user.pk for user in people]}
    answer = visit(system).post(admin_url(User, "changelist"), act, follow=True)
    assert "2 mails go out." in answer.content.decode()
    assert {mail.address for mail in Mail.objects.all()} == {user.email for user in people}
    assert "/reset/key/" not in answer.content.decode()
    one = Mail.objects.first()
    shown = visit(system).get(reverse("admin:zsa_outbox_mail_change", args=[one.pk]))
    assert shown.status_code == 200
    assert "/reset/key/" not in shown.content.decode()


def test_no_link_is_mailed_by_others_or_to_a_closed_account(visit, system, security, make_user):
    closed = make_user("Closed", is_active=False)
    act = {"action": "mail_password_link", "_selected_action": [make_user("Open").pk, closed.pk]}
    visit(security).post(admin_url(User, "changelist"), act)
    assert Mail.objects.count() == 0
    answer = visit(system).post(admin_url(User, "changelist"), act, follow=True)
    assert "The account of Closed is closed." in answer.content.decode()
    assert Mail.objects.count() == 0


def test_an_invitations_secret_is_shown_to_no_administrator(visit, superuser, system, make_user):
    invited = Invitation.objects.create(
        email="new@example.org",
        name="New",
        invited_by=make_user(),
        expires_at=clock.now(),
    )
    for user in (superuser, system):
        page = visit(user).get(admin_url(Invitation, "change", invited.pk))
        assert page.status_code == 200
        assert invited.token not in page.content.decode()


def test_the_groups_of_offices_are_in_no_table(visit, superuser):
    assert Group not in admin.site._registry
    assert visit(superuser).get("/admin/auth/group/").status_code == 404


def test_addresses_and_second_factors_are_written_by_nobody(visit, superuser, security, make_user):
    for name in ("account_emailaddress", "mfa_authenticator"):
        assert visit(superuser).get(reverse(f"admin:{name}_add")).status_code == 403
    address = EmailAddress.objects.create(user=make_user(), email="a@example.org")
    for name in ("change", "delete"):
        page = reverse(f"admin:account_emailaddress_{name}", args=[address.pk])
        data = {"email": "b@example.org", "post": "yes"}
        assert visit(superuser).post(page, data).status_code == 403
    assert EmailAddress.objects.get().email == "a@example.org"


def test_a_lost_second_factor_is_taken_out_without_its_secret_and_never_ones_own(
    visit, security, make_user
):
    lost, own = (
        Authenticator.objects.create(user=user, type="totp", data={"secret": "canary"})
        for user in (make_user(), security)
    )
    page = visit(security).get(reverse("admin:mfa_authenticator_change", args=[lost.pk]))
    assert page.status_code == 200
    assert "canary" not in page.content.decode()
    for row in (lost, own):
        address = reverse("admin:mfa_authenticator_delete", args=[row.pk])
        visit(security).post(address, {"post": "yes"})
    assert list(Authenticator.objects.all()) == [own]


@pytest.mark.parametrize(
    "appoint",
    [
        lambda who: (PostHolding, {"user": who.pk, "post": "custodian"}),
        lambda who: (
            DepartmentMembership,
            {"user": who.pk, "department": Department.objects.create(code="d", name="D").pk},
        ),
        lambda who: (
            Seat,
            {
                "user": who.pk,
                "role": "chair",
                "body": Body.objects.create(kind="council", code="c", name="C").pk,
            },
        ),
        lambda who: (
            Deputyship,
            {
                "principal": User.objects.get(name="Other").pk,
                "deputy": who.pk,
                "reason": "standing",
            },
        ),
    ],
    ids=["post", "department", "seat", "deputy"],
)
@pytest.mark.parametrize("who", ["officer", "superuser", "security"])
def test_nobody_appoints_oneself(visit, make_user, request, appoint, who):
    make_user("Other")
    user = request.getfixturevalue(who)
    model, data = appoint(user)
    data["starts"] = "2026-01-01"
    answer = visit(user).post(admin_url(model, "add"), data)
    assert (answer.status_code, model.objects.count()) == (200, 0)
    row = model.objects.create(**{field.attname: data[name] for name, field in named(model, data)})
    for name in ("change", "delete"):
        answer = visit(user).post(admin_url(model, name, row.pk), data | {"post": "yes"})
        assert answer.status_code == 403


def named(model: type, data: dict[str, object]) -> list[tuple[str, Any]]:
    return [(name, model._meta.get_field(name)) for name in data]  # type: ignore[attr-defined]


def test_no_administrator_is_given_a_place(visit, security, system):
    data = {"user": system.pk, "post": "custodian", "starts": "2026-01-01"}
    answer = visit(security).post(admin_url(PostHolding, "add"), data)
    assert (answer.status_code, PostHolding.objects.count()) == (200, 0)


def test_security_administration_gives_a_place(visit, security, system, make_user):
    data = {"user": make_user().pk, "post": "custodian", "starts": "2026-01-01"}
    assert visit(system).post(admin_url(PostHolding, "add"), data).status_code == 403
    assert visit(security).post(admin_url(PostHolding, "add"), data).status_code == 302
    assert PostHolding.objects.count() == 1


def test_an_inline_appoints_nobody_to_the_own_place(visit, officer):
    home = Department.objects.create(code="d", name="D")
    data = {
        "code": "d",
        "name": "D",
        "position": 0,
        "duties": "",
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 0,
        "memberships-0-user": officer.pk,
        "memberships-0-starts": "2026-01-01",
    }
    answer = visit(officer).post(admin_url(Department, "change", home.pk), data)
    assert (answer.status_code, DepartmentMembership.objects.count()) == (200, 0)


def test_a_contradicting_period_is_one_clear_sentence(visit, superuser, make_user):
    data = {
        "user": make_user().pk,
        "post": "custodian",
        "starts": "2026-02-01",
        "ends": "2026-01-01",
    }
    answer = visit(superuser).post(admin_url(PostHolding, "add"), data)
    assert (answer.status_code, PostHolding.objects.count()) == (200, 0)
    assert "The last day lies before the first." in answer.content.decode()


def test_lists_are_lines_and_ticks(visit, superuser):
    data = {
        "code": "quality",
        "name": "质量部",
        "position": 1,
        "duties": "一、体系建设\n\n二、检查",
        "memberships-TOTAL_FORMS": 0,
        "memberships-INITIAL_FORMS": 0,
    }
    assert visit(superuser).post(admin_url(Department, "add"), data).status_code == 302
    home = Department.objects.get()
    assert home.duties == ["一、体系建设", "二、检查"]
    page = visit(superuser).get(admin_url(Department, "change", home.pk))
    assert "一、体系建设\n二、检查" in page.content.decode()
    data = {
        "name": "甲公司",
        "kind": "enterprise",
        "fields": ["bio", "other"],
        **{
            f"{prefix}-{name}": 0
            for prefix in ("memberships", "people")
            for name in ("TOTAL_FORMS", "INITIAL_FORMS")
        },
    }
    assert visit(superuser).post(admin_url(Organisation, "add"), data).status_code == 302
    assert Organisation.objects.get().fields == ["bio", "other"]


def test_the_administrations_door_is_the_portals_own(visit, make_user):
    answer = visit().get(reverse("admin:login"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    assert visit(make_user()).get(reverse("admin:index")).status_code in {302, 403}


def test_a_row_without_a_table_is_shown_nowhere(system, client, make_organisation):
    client.force_login(system)
    organisation = make_organisation()
    for model, key, status in (
        (Organisation, organisation.pk, 302),
        (Organisation, 999_999, 404),
        (Events, 1, 404),
    ):
        kind = ContentType.objects.get_for_model(model)
        answer = client.get(reverse("admin:view_on_site", args=[kind.pk, key]))
        assert (model, key, answer.status_code) == (model, key, status)
