"""Acts of project approval that cover several projects at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from standards.models import Project, WorkPlan
from standards.planning.papers import PLAN, PROJECT_NOTICE, WORK_PLAN_FORM, plan_data
from zsa_portal.ballots.actions import deciding
from zsa_portal.ballots.decisions import APPROVED, REJECTED
from zsa_portal.documents import forms, numbers
from zsa_portal.notices.actions import notice_publish
from zsa_portal.notices.models import Notice
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import perform, perform_all


def project_notice_publish(
    *, projects: Sequence[Project], title: str, body: str, days: int, by: User
) -> Notice:
    """Put projects on one public notice, all or none (F14b).

    ``days`` are natural days. Raises RuleUnmet for fewer than 15, StepsUnmet, WrongState,
    PermissionDenied.
    """
    with transaction.atomic():
        notice = notice_publish(
            kind=PROJECT_NOTICE, matters=projects, title=title, body=body, days=days, by=by
        )
        perform_all([project.open_notice for project in projects], by=by, notice=notice)
    return notice


def work_plan_issue(*, projects: Sequence[Project], decision: dict[str, Any], by: User) -> WorkPlan:
    """Record the council's approval and issue the plan for these projects, all or none (F15).

    ``decision`` are the keyword arguments of ``decision_record`` besides kind, matters, outcome
    and by. The plan's number comes from a gapless counter of the year.
    """
    with deciding(PLAN, APPROVED, matters=projects, decision=decision, by=by) as made:
        year = clock.today().year
        plan = WorkPlan.objects.create(
            number=f"ZSA-{year}-{numbers.next(f'plan:{year}'):03d}",
            issued_on=clock.today(),
            decision=made,
            issued_by=by,
        )
        done = perform_all([project.issue_plan for project in projects], by=by, plan=plan)
        forms.issue(WORK_PLAN_FORM, about=done, data=plan_data(plan), by=by)
    return plan


def project_refuse(
    *, project: Project, decision: dict[str, Any], reason: str, by: User, seen: str = ""
) -> Project:
    """Record the council's refusal and close the project.

    Raises Changed when the matter is no more as the page saw it, else as ``perform`` does.
    """
    with deciding(PLAN, REJECTED, matters=[project], decision=decision, by=by, seen=seen):
        done: Project = perform(project.close_after_refusal, by=by, reason=reason)
        return done
