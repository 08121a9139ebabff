"""A small association for the archive: two departments that file, the custodian, the posts."""

from __future__ import annotations

from dataclasses import dataclass

from tests.standards.association import LONG_AGO, person
from zsa_portal.people.models import Department, DepartmentMembership, Post, PostHolding, User


@dataclass
class Cast:
    """Who acts in the archive."""

    department: Department
    archivist: User
    head: User
    clerk: User
    other_department: Department
    other_head: User
    other_clerk: User
    quality: User
    quality_head: User
    custodian: User
    secretary_general: User
    vice_chair: User


def small_association() -> Cast:
    """TC服务部 with archivist, head and clerk; 会员服务部; 质量部; the custodian of 财务部; the posts."""
    home = _department("tc_service", "TC服务部")
    other = _department("member_service", "会员服务部")
    quality = _department("quality", "质量部")
    finance = _department("finance", "财务部")
    office = _department("secretary_general_office", "秘书长办公室")
    return Cast(
        department=home,
        archivist=_staff(home, "archivist", is_archivist=True),
        head=_staff(home, "head", is_head=True),
        clerk=_staff(home, "home-clerk"),
        other_department=other,
        other_head=_staff(other, "other-head", is_head=True),
        other_clerk=_staff(other, "other-clerk"),
        quality=_staff(quality, "quality"),
        quality_head=_staff(quality, "quality-head", is_head=True),
        custodian=_holding(finance, "custodian", Post.CUSTODIAN),
        secretary_general=_holding(office, "secretary-general", Post.SECRETARY_GENERAL),
        vice_chair=_holding(office, "vice-chair", Post.EXECUTIVE_VICE_CHAIR),
    )


def _department(code: str, name: str) -> Department:
    made, _new = Department.objects.get_or_create(code=code, defaults={"name": name})
    return made


def _staff(home: Department, username: str, **places: bool) -> User:
    user = person(username)
    DepartmentMembership.objects.create(user=user, department=home, starts=LONG_AGO, **places)
    return user


def _holding(home: Department, username: str, post: str) -> User:
    user = _staff(home, username)
    PostHolding.objects.create(user=user, post=post, starts=LONG_AGO)
    return user
