"""The administration: nobody raises the own rights, every table has its page in Chinese."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from zsa_portal.people.models import (
    Body,
    Department,
    DepartmentMembership,
    Deputyship,
    Organisation,
    PostHolding,
    Seat,
    User,
)

pytestmark = pytest.mark.django_db

PEOPLE_TABLES = [model for model in admin.site._registry if model._meta.app_label == "zsa_people"]


def admin_url(model: type, name: str, *args: int) -> str:
    meta = model._meta  # type: ignore[attr-defined]
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=args)


@pytest.fixture
def superuser(make_user):
    return make_user("Root", is_staff=True, is_superuser=True)


@pytest.fixture
def officer(make_user):
    """An admin without superuser who has every model permission there is."""
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
        "MembershipEvent",
        "OrganisationPersonEvent",
        "PostHoldingEvent",
        "SeatEvent",
    }


@pytest.mark.parametrize("right", ["is_staff", "is_superuser"])
def test_an_admin_without_superuser_sets_no_rights(visit, officer, superuser, make_user, right):
    someone = make_user("Someone")
    address = admin_url(User, "change", someone.pk)
    data = person_form(someone, name="Renamed", **{right: "on"})
    assert visit(officer).post(address, data).status_code == 302
    someone.refresh_from_db()
    assert (someone.name, getattr(someone, right)) == ("Renamed", False)
    assert visit(superuser).post(address, data).status_code == 302
    someone.refresh_from_db()
    assert getattr(someone, right) is True


def test_an_admin_without_superuser_gives_no_groups(visit, officer, make_user):
    someone, group = make_user("Someone"), Group.objects.create(name="g")
    permission = Permission.objects.first()
    data = person_form(someone, groups=[group.pk], user_permissions=[permission.pk])
    visit(officer).post(admin_url(User, "change", someone.pk), data)
    assert (someone.groups.count(), someone.user_permissions.count()) == (0, 0)


def test_nobody_touches_a_higher_account_or_the_own(visit, officer, superuser, make_user):
    other = make_user("Other officer", is_staff=True)
    for account in (superuser, other, officer):
        data = person_form(account, email="taken@example.org", is_superuser="on")
        answer = visit(officer).post(admin_url(User, "change", account.pk), data)
        account.refresh_from_db()
        assert answer.status_code == 403
        assert account.email != "taken@example.org"
    assert User.objects.get(pk=officer.pk).is_superuser is False


def test_passwords_and_accounts_are_a_superusers(visit, officer, superuser, make_user):
    someone = make_user("Someone")
    address = reverse("admin:auth_user_password_change", args=[someone.pk])
    assert visit(officer).get(address).status_code == 403
    assert visit(superuser).get(address).status_code == 200
    assert (
        visit(officer).post(admin_url(User, "delete", someone.pk), {"post": "yes"}).status_code
        == 403
    )
    assert User.objects.filter(pk=someone.pk).exists()


def test_an_account_is_added_without_rights(visit, officer):
    data = {
        "username": "fresh",
        "name": "Fresh",
        "email": "fresh@example.org",
        "usable_password": "false",
        "is_staff": "on",
        "is_superuser": "on",
    }
    assert visit(officer).post(admin_url(User, "add"), data).status_code == 302
    fresh = User.objects.get(username="fresh")
    assert (fresh.is_staff, fresh.is_superuser, fresh.has_usable_password()) == (
        False,
        False,
        False,
    )


def test_groups_are_a_superusers(visit, officer, superuser):
    address = admin_url(Group, "add")
    assert visit(officer).post(address, {"name": "mine"}).status_code == 403
    assert visit(superuser).post(address, {"name": "theirs"}).status_code == 302
    assert list(Group.objects.values_list("name", flat=True)) == ["theirs"]


def test_verified_addresses_and_second_factors_are_a_superusers(visit, officer):
    for name in ("account_emailaddress", "mfa_authenticator"):
        assert visit(officer).get(reverse(f"admin:{name}_add")).status_code == 403


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
def test_nobody_appoints_oneself(visit, officer, superuser, make_user, appoint):
    make_user("Other")
    model, data = appoint(officer)
    data["starts"] = "2026-01-01"
    answer = visit(officer).post(admin_url(model, "add"), data)
    assert (answer.status_code, model.objects.count()) == (200, 0)
    assert visit(superuser).post(admin_url(model, "add"), data).status_code == 302
    row = model.objects.get()
    for name in ("change", "delete"):
        answer = visit(officer).post(admin_url(model, name, row.pk), data | {"post": "yes"})
        assert answer.status_code == 403


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
