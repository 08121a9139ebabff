"""The approvals of a loan that may be given in WeCom (归档管理制度 第十一条: 企业微信档案调阅审批)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings

from archive import roles
from archive.loans.rules import items_of
from archive.loans.states import L
from zsa_portal.people.models import User
from zsa_portal.people.queries import people_of
from zsa_portal.wecom.kinds import APPROVALS, ApprovalKind
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.roles import RoleInfo

Loan = Any
HEAD, LEADERS = "archive.loan_head", "archive.loan_leaders"
GRADES = {Level.PUBLIC: "公开", Level.RESTRICTED: "秘密", Level.CONFIDENTIAL: "机密"}


def borrower_of(loan: Loan) -> User:
    """Whose request it is."""
    borrower: User = loan.borrower
    return borrower


def deciding(role: RoleInfo) -> Callable[[Loan], list[User]]:
    """Those who play a role in a loan, the borrower and who only stands in for the borrower left out."""
    return lambda loan: list(people_of(loan.parties(role), without=loan.borrower))


def lines_of(loan: Loan) -> list[str]:
    """What the approver reads in WeCom: no name of a record, those stay in the portal."""
    return [
        f"调用编号：{loan.number}",
        f"申请人：{loan.borrower.name}",
        f"保密级别：{GRADES[Level(loan.level)]}，{len(items_of(loan))} 件",
        f"形式：{loan.get_form_display()}",
        f"调用时间：{loan.starts_on:%Y-%m-%d} 至 {loan.ends_on:%Y-%m-%d}",
        f"用途：{loan.purpose}",
        f"{settings.SITE_URL}{loan.get_absolute_url()}",
    ]


APPROVALS.add(
    HEAD,
    ApprovalKind(
        state=L.HEAD,
        applicant=borrower_of,
        approvers=deciding(roles.HEAD),
        lines=lines_of,
        approve=("approve_as_head", "pass_to_leaders"),
        refuse="refuse_as_head",
    ),
)
APPROVALS.add(
    LEADERS,
    ApprovalKind(
        state=L.LEADERS,
        applicant=borrower_of,
        approvers=deciding(roles.LEADER),
        lines=lines_of,
        approve=("approve_as_leader",),
        refuse="refuse_as_leader",
    ),
)
