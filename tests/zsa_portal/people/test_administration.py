"""The three offices of administration: who gives them, what each opens, and that none reads papers."""

from __future__ import annotations

import re
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core import checks
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from zsa_portal.outbox.models import Mail
from zsa_portal.people.administration.actions import office_give, office_install
from zsa_portal.people.administration.offices import GIVE_OFFICES, RIGHTS, Office, offices_of
from zsa_portal.people.models import Department, DepartmentMembership, PostHolding, User
from zsa_portal.people.places import places_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def security(make_user):
    return office_install(user=make_user("Security"), office=Office.SECURITY)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def office_form(user: User, office: str) -> dict[str, object]:
    empty = {
        f"{prefix}-{name}": 0
        for prefix in ("department_memberships", "post_holdings", "organisation_roles", "seats")
        for name in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    return {"is_active": "on", "office": office, **empty}


SQUASHED = "0001_squashed_0008_texts_are_folded"


def test_a_migration_makes_the_three_groups():
    migration = import_module(f"zsa_portal.people.migrations.{SQUASHED}")
    migration.remove(apps, None)
    assert not Group.objects.exists()
    migration.make(apps, None)
    assert set(Group.objects.values_list("name", flat=True)) == set(Office.values)


def test_the_offices_share_no_act_but_that_on_an_account():
    written = [{right for right in RIGHTS[office] if ".view_" not in right} for office in Office]
    assert written[0] & written[1] == {"zsa_people.change_user"}
    assert written[2] == set()
    assert GIVE_OFFICES in written[1]


def test_no_office_opens_papers_matters_votes_or_opinions():
    opened = {
        right.split(".", 1)[1].split("_", 1)[1] for rights in RIGHTS.values() for right in rights
    }
    shut = {
        "document",
        "version",
        "file",
        "issuedform",
        "handing",
        "matter",
        "vote",
        "ballot",
        "opinion",
        "opinionanswer",
        "project",
        "edition",
        "standardtext",
        "engagement",
    }
    assert opened & shut == set()


@pytest.mark.parametrize("office", Office)
def test_each_office_sees_its_own_tables_and_no_others(visit, make_user, office):
    user = office_install(user=make_user(), office=office)
    page = visit(user).get(reverse("admin:index")).content.decode()
    lists = set(re.findall(r'href="/admin/(\w+/\w+)/"', page))
    tables = {re.sub(r"\.\w+?_", "/", right) for right in RIGHTS[office] if right != GIVE_OFFICES}
    assert lists == tables
    for table in lists:
        assert visit(user).get(f"/admin/{table}/").status_code == 200


@pytest.mark.parametrize("office", Office)
def test_who_holds_an_office_has_no_other_place(make_user, office):
    user = make_user()
    home = Department.objects.create(code="d", name="D")
    DepartmentMembership.objects.create(user=user, department=home, starts="2020-01-01")
    with pytest.raises(ValidationError, match="account of its own"):
        office_install(user=user, office=office)
    DepartmentMembership.objects.all().delete()
    office_install(user=user, office=office)
    DepartmentMembership.objects.create(user=user, department=home, starts="2020-01-01")
    PostHolding.objects.create(user=user, post="custodian", starts="2020-01-01")
    places = places_of(fresh(user))
    assert (places.parties, places.staff, places.is_admin) == (frozenset(), False, True)
    places = places_of(office_install(user=fresh(user), office=None))
    assert (places.staff, places.is_admin) == (True, False)


def test_an_office_is_given_by_security_administration_and_never_to_oneself(make_user, security):
    someone = make_user("Someone")
    office_give(user=someone, office=Office.AUDIT, by=security)
    assert offices_of(fresh(someone)) == {Office.AUDIT}
    office_give(user=someone, office=Office.SYSTEM, by=security)
    assert offices_of(fresh(someone)) == {Office.SYSTEM}
    for by in (fresh(someone), make_user()):
        with pytest.raises(PermissionDenied):
            office_give(user=make_user(), office=Office.SECURITY, by=by)
    for office in (Office.SYSTEM, None):
        with pytest.raises(PermissionDenied):
            office_give(user=security, office=office, by=security)
    assert offices_of(fresh(security)) == {Office.SECURITY}


def test_a_superusers_flag_gives_no_office_to_oneself(make_user):
    root = make_user(is_staff=True, is_superuser=True)
    with pytest.raises(PermissionDenied):
        office_give(user=root, office=Office.SECURITY, by=root)


def test_giving_by_the_page_is_logged_and_system_administration_cannot(visit, make_user, security):
    someone = make_user("Someone")
    system = office_install(user=make_user(), office=Office.SYSTEM)
    address = reverse("admin:zsa_people_user_change", args=[someone.pk])
    named = {"username": someone.username, "name": "Someone", "language": "en"}
    visit(system).post(address, office_form(someone, Office.AUDIT) | named)
    assert offices_of(fresh(someone)) == frozenset()
    assert visit(security).post(address, office_form(someone, Office.AUDIT)).status_code == 302
    assert (offices_of(fresh(someone)), fresh(someone).is_staff) == ({Office.AUDIT}, True)
    assert "administration:audit" in LogEntry.objects.first().change_message
    own = reverse("admin:zsa_people_user_change", args=[security.pk])
    assert visit(security).post(own, office_form(security, Office.SYSTEM)).status_code == 403
    assert visit(security).post(address, office_form(someone, "")).status_code == 302
    assert (offices_of(fresh(someone)), fresh(someone).is_staff) == (frozenset(), False)


def test_an_office_beside_a_place_is_refused_on_the_page(visit, make_user, security):
    someone = make_user("Someone", posts=("custodian",))
    address = reverse("admin:zsa_people_user_change", args=[someone.pk])
    page = visit(security).post(address, office_form(someone, Office.AUDIT))
    assert page.status_code == 200
    assert "Administration needs an account of its own" in page.content.decode()
    assert offices_of(fresh(someone)) == frozenset()


def test_audit_writes_nothing(visit, make_user):
    auditor = office_install(user=make_user(), office=Office.AUDIT)
    for right in RIGHTS[Office.AUDIT]:
        table = re.sub(r"\.\w+?_", "/", right)
        assert visit(auditor).get(f"/admin/{table}/add/").status_code == 403


def made(*args: str) -> str:
    out = StringIO()
    call_command("make_administrator", *args, stdout=out)
    return out.getvalue()


def test_the_first_administrator_gets_a_mail_and_no_password(client):
    said = made("root.one", "--name", "张三", "--email", "zhang@example.org")
    user = User.objects.get()
    assert offices_of(user) == {Office.SYSTEM}
    assert (user.is_superuser, user.has_usable_password()) == (False, False)
    mail = Mail.objects.get()
    assert mail.address == "zhang@example.org"
    assert "/reset/key/" in mail.body
    assert "/reset/key/" not in said
    link = made("root.one", "--print-link").strip().splitlines()[-1]
    assert client.get(link, follow=True).status_code == 200


def test_an_administrator_needs_an_address():
    with pytest.raises(CommandError, match="--email"):
        made("root.one", "--name", "张三")
    assert (User.objects.count(), Mail.objects.count()) == (0, 0)


def leftover() -> list[str]:
    found = checks.run_checks(tags=["database"], databases=["default"])
    return [str(one.msg) for one in found if one.id == "zsa_people.W001"]


def test_a_leftover_superuser_is_named_until_the_flag_is_gone(make_user):
    root = make_user("Root", username="root", is_staff=True, is_superuser=True, password="x")
    assert leftover() == ["The account root has the flag of a superuser; nobody needs it."]
    assert "keeps its password" in made("root", "--office", "security")
    assert leftover() == []
    assert (fresh(root).is_superuser, offices_of(fresh(root))) == (False, {Office.SECURITY})
