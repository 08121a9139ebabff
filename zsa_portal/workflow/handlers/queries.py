"""Who handles a matter, among whom one may choose, and who says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import gettext as _

from zsa_portal.people.models import DepartmentMembership, User
from zsa_portal.people.places import places_of
from zsa_portal.workflow.handlers.records import Handling
from zsa_portal.workflow.interests import acts_for_applicant
from zsa_portal.workflow.memo import remember, remembered
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.pipeline import OVER, is_over

M = TypeVar("M", bound=Matter)
HANDLER = "handler"
"""The name under which it is remembered of a matter who handles it."""


def may_name(matter: Matter, user: Any) -> bool:
    """Who says who handles a matter: the department that owns it, but nobody of its applicant."""
    own = f"dept:{matter.owner_id}" in places_of(user).parties
    return own and not acts_for_applicant(matter, user)


def goes_on(matter: Matter) -> bool:
    """Whether a matter has not come to its end."""
    return matter.state_info.outcome not in OVER


def refusal_of(matter: Matter) -> str:
    """Why nobody is named any more, as a sentence; empty while somebody may be."""
    if not goes_on(matter):
        return _("This matter has come to its end; nobody handles it any more.")
    return ""


def colleagues(departments: Collection[int]) -> QuerySet[User]:
    """The active people of departments today, by pinyin."""
    now = DepartmentMembership.objects.current().filter(department__in=departments)
    return User.objects.filter(pk__in=now.values("user"), is_active=True).order_by(
        "by_pinyin", "pk"
    )


def handlers_of(matters: Iterable[Matter]) -> dict[int, User]:
    """Who handles each matter, by its key; those that nobody does, and ended ones, are left out.

    One query.
    """
    return last_handlers([matter for matter in matters if goes_on(matter)])


def last_handlers(matters: Collection[Matter]) -> dict[int, User]:
    """Who handles each matter, or handled it when it came to its end, by its key; one query.

    Who has left the department since is left out.
    """
    keys = [matter.pk for matter in matters]
    rows = Handling.objects.current().filter(matter__in=keys).select_related("person")
    return {row.matter_id: row.person for row in rows}


def with_handler(rows: QuerySet[Any], day: dt.date) -> QuerySet[Any]:
    """Matters, each with who handles it on a day read along; see ``keep_handler``."""
    now = Handling.objects.current(day).filter(matter=OuterRef("pk"))
    person = JSONObject(pk="person", name="person__name", username="person__username")
    found: QuerySet[Any] = rows.annotate(handled_now=Subquery(now.values(who=person)[:1]))
    return found


def keep_handler(matter: M) -> M:
    """The matter, with who handles it at hand where that was read along."""
    if "handled_now" in matter.__dict__:
        who = matter.__dict__.pop("handled_now")
        remember(matter, HANDLER, User(**who) if who else None)
    return matter


def is_handled_by(user: Any) -> Q:
    """The condition on matters that a user handles them now."""
    own = Handling.objects.current().filter(person=user.pk)
    return Q(pk__in=own.values("matter")) & ~is_over()


def handler_on_page(matter: Matter, user: Any) -> dict[str, Any]:
    """What a matter's page tells the staff of who handles it, nothing others.

    One query, none where it was read along.
    """
    if not places_of(user).staff or not goes_on(matter):
        return {}
    person = remembered(matter, HANDLER, lambda: handlers_of([matter]).get(matter.pk))
    may = may_name(matter, user)
    return {
        "shows_handler": True,
        "handler": person,
        "handler_url": reverse("workflow:handler", args=[matter.pk]) if may else "",
        "may_take": may and person != user,
    }


def people_for(user: Any, keys: Collection[int]) -> dict[int, str]:
    """The names of those whom log entries name as handling a matter; see ``Namer``."""
    rows = Handling.objects.filter(pk__in=keys).select_related("person")
    return {row.pk: str(row.person) for row in rows}
