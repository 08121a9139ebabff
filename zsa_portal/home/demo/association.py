"""The demonstration association: departments, posts, organisations, experts, committees, council."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password

from zsa_portal.home.demo.accounts import ADMINISTRATORS, PASSWORD
from zsa_portal.home.demo.records import Record, records
from zsa_portal.people.administration.actions import office_install
from zsa_portal.people.departments.actions import departments_load
from zsa_portal.people.models import (
    Background,
    Body,
    DepartmentMembership,
    Employment,
    Expert,
    Membership,
    Organisation,
    OrganisationPerson,
    PostHolding,
    Seat,
    User,
)
from zsa_portal.people.queries import department
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting

BACKGROUNDS = {
    Expert.Kind.TESTING: Background.Kind.TESTING,
    Expert.Kind.MARKET: Background.Kind.MANAGERIAL,
    Expert.Kind.INVESTMENT: Background.Kind.MANAGERIAL,
}
"""What experts of a kind bring to their fields, where it is no professional background."""
FIXED = "协会成立标准化工作部门时确定。"
ORGANISATION = (
    "name",
    "name_en",
    "kind",
    "credit_code",
    "legal_representative",
    "contact",
    "phone",
    "email",
    "address",
    "fields",
)


@dataclass
class Association:
    """What the projects refer to, by the keys of the data."""

    users: dict[str, User] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)


def association_build() -> Association:
    """Write the people, departments, organisations and bodies of the data into an empty database."""
    built = Association(_users(), {})
    joined = records().files["organisation"]["joined"]
    departments_load()
    _settings(joined)
    for row in records().files["organisation"]["departments"]:
        _department(row, built, joined)
    for row in records().files["organisation"]["posts"]:
        PostHolding.objects.create(
            user=built.users[row["holder"]],
            post=row["post"],
            starts=row["starts"],
            appointed_by=row["appointed_by"],
        )
    for key, row in records().organisations.items():
        built.organisations[key] = _organisation(row, built, joined)
    for row in records().files["experts"]["experts"]:
        _expert(row, built)
    for row in records().bodies.values():
        _body(row, built)
    return built


def _users() -> dict[str, User]:
    """Everyone with one password, hashed once, and the three administrators."""
    password = make_password(PASSWORD)
    people = [
        User(
            username=row["username"],
            name=row["name"],
            email=row["email"],
            password=password,
            language="zh-hans",
        )
        for row in records().people.values()
    ]
    people += [
        User(
            username=username,
            name=name,
            email=f"{username}@example.org",
            password=password,
            language="zh-hans",
        )
        for username, (name, _office) in ADMINISTRATORS.items()
    ]
    made = {user.username: user for user in User.objects.bulk_create(people)}
    for username, (_name, office) in ADMINISTRATORS.items():
        office_install(user=made[username], office=office)
    return made


def _settings(joined: dt.date) -> None:
    """What the association fixed itself, such as whom its notices name to be asked."""
    Setting.objects.bulk_create(
        Setting(key=key, value=value, valid_from=clock.start_of(joined), reason=FIXED)
        for key, value in records().files["organisation"]["settings"].items()
    )


def _department(row: Record, built: Association, joined: dt.date) -> None:
    made = department(row["code"])
    DepartmentMembership.objects.bulk_create(
        DepartmentMembership(
            user=built.users[person["username"]],
            department=made,
            is_head=person["head"],
            is_archivist=person.get("archivist", False),
            starts=joined,
        )
        for person in row["staff"]
    )


def _organisation(row: Record, built: Association, joined: dt.date) -> Organisation:
    made = Organisation.objects.create(**_picked(row, ORGANISATION))
    if row["membership"]:
        Membership.objects.create(organisation=made, **row["membership"])
    OrganisationPerson.objects.bulk_create(
        OrganisationPerson(
            user=built.users[person["username"]],
            organisation=made,
            starts=joined,
            is_administrator=person["administrator"],
        )
        for person in row["people"]
    )
    return made


def _expert(row: Record, built: Association) -> None:
    plain = ("name", "kind", "fields", "years", "employer", "title")
    made = Expert.objects.create(
        user=built.users[row["username"]],
        organisation=built.organisations.get(row["organisation"]),
        **_picked(row, (*plain, "origin", "standardisation_since")),
    )
    own = BACKGROUNDS.get(row["kind"], Background.Kind.PROFESSIONAL)
    Background.objects.bulk_create(
        Background(expert=made, field=field_, kind=kind, evidence=row["profile"])
        for field_ in row["fields"]
        for kind in dict.fromkeys((own, *row.get("backgrounds", ())))
    )
    _employments(made, row, built)


def _employments(expert: Expert, row: Record, built: Association) -> None:
    """Where the expert worked before."""
    known = {one.name: one for one in built.organisations.values()}
    Employment.objects.bulk_create(
        Employment(expert=expert, organisation=known.get(past["employer"]), **past)
        for past in row.get("history", ())
    )


def _body(row: Record, built: Association) -> None:
    plain = ("code", "kind", "name", "name_en", "field", "founded")
    made = Body.objects.create(**_picked(row, plain))
    Seat.objects.bulk_create(
        Seat(
            body=made,
            user=built.users[seat["username"]],
            role=seat["role"],
            votes=seat["votes"],
            organisation=built.organisations.get(seat["organisation"]),
            starts=row["terms_start"],
        )
        for seat in row["seats"]
    )


def _picked(row: Record, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[name] for name in names}
