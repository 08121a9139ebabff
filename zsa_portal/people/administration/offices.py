"""The three offices of administration: what each may do in the administration's pages, and no more.

An office is a group that a migration makes. Its rights stand here in the code, declared beside the
pages they open, so nobody widens them in the administration. Nobody holds two of them, and who
holds one has no place in the association's work (``places_of``), so reads no papers with it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.db import models
from django.utils.translation import gettext_lazy as _


class Office(models.TextChoices):
    """An office; the value is the name of its group."""

    SYSTEM = "administration:system", _("System administration")
    SECURITY = "administration:security", _("Security administration")
    AUDIT = "administration:audit", _("Audit administration")


GIVE_OFFICES = "zsa_people.give_offices"
"""The right to put an account into an office and take it out."""
OPEN_ACCOUNTS = "zsa_people.add_user"
"""The right to open accounts, to correct who they are, and to have a set-password link mailed."""
SEE, KEEP = ("view",), ("view", "add", "change")
RIGHTS: dict[str, set[str]] = defaultdict(set)
"""The rights of each office, as ``app_label.action_model`` or a right's own name."""


def entrust(office: Office, *tables: type[models.Model], acts: tuple[str, ...] = SEE) -> None:
    """Open the administration's pages of some tables to an office, for some acts."""
    for table in tables:
        meta = table._meta
        RIGHTS[office].update(f"{meta.app_label}.{act}_{meta.model_name}" for act in acts)


def offices_of(user: Any) -> frozenset[str]:
    """The offices a user holds, as names of groups; kept on the user object."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if "_offices" not in user.__dict__:
        names = user.groups.filter(name__in=Office.values).values_list("name", flat=True)
        user.__dict__["_offices"] = frozenset(names)
    kept: frozenset[str] = user.__dict__["_offices"]
    return kept


def office_of(user: Any) -> Office | None:
    """The office an account is in, whether it is open or closed."""
    name = user.groups.filter(name__in=Office.values).values_list("name", flat=True).first()
    return Office(name) if name else None


class OfficesBackend(BaseBackend):
    """Answers what an office may do; signs nobody in."""

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        if obj is not None:
            return set()
        return set().union(*(RIGHTS[office] for office in offices_of(user_obj)))

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """Whether the user's office has any right in an app; the admin's front page asks."""
        return any(
            right.startswith(f"{app_label}.") for right in self.get_all_permissions(user_obj)
        )


RIGHTS[Office.SECURITY].add(GIVE_OFFICES)
