"""The people of the journeys: those of the demonstration whom the main line needs."""

from __future__ import annotations

from standards.demo.records import records
from zsa_portal.home.demo.accounts import PASSWORD
from zsa_portal.people.models import User

__all__ = ["PASSWORD", "user", "voters"]

COMMITTEE = "tc-next-it"
APPLICANT, LEADER = "henglan", "cheng.yuanzhou"
SECRETARIAT, COMMITTEE_SECRETARY = "ye.qinghe", "feng.jingshu"
COUNCIL_SECRETARY = "gu.yanqi"
MEMBER_ON_THE_PHONE = "luo.huaigu"
OTHER_MEMBER = "pang.bowen"
EXPERTS = ("xiao.ruogu", "mu.zhiheng")


def user(username: str) -> User:
    """A person of the association, read anew."""
    return User.objects.get(username=username)


def voters() -> list[str]:
    """Usernames of the committee's voting members."""
    return [seat["username"] for seat in records().bodies[COMMITTEE]["seats"] if seat["votes"]]
