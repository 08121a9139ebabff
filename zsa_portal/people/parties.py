"""A party: whoever can hold a matter or owe a duty."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.people.bodies.models import Seat
from zsa_portal.people.departments.models import Post
from zsa_portal.people.sorting import pinyin_key


class Party(models.Model):
    """One department, organisation, body (or a role on it), post, person, or the clock.

    ``key`` names it in one word: ``dept:3``, ``dept:3:head``, ``dept:3:archivist``, ``org:5``, ``body:7``,
    ``body:7:secretary``, ``post:council_secretary``, ``user:9``, ``clock``. A user's keys come
    from ``places_of(user).parties``.
    """

    key = models.CharField(gettext_lazy("key"), max_length=60, unique=True)
    department = models.ForeignKey("zsa_people.Department", models.PROTECT, null=True, blank=True)
    organisation = models.ForeignKey(
        "zsa_people.Organisation", models.PROTECT, null=True, blank=True
    )
    body = models.ForeignKey("zsa_people.Body", models.PROTECT, null=True, blank=True)
    user = models.ForeignKey("zsa_people.User", models.PROTECT, null=True, blank=True)
    post = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = gettext_lazy("party")
        verbose_name_plural = gettext_lazy("parties")

    WITH_NAMES = ("department", "organisation", "body", "user")

    def __str__(self) -> str:
        if self.key == "clock":
            return _("the calendar")
        if self.post:
            return str(Post(self.post).label)
        who = self.department or self.organisation or self.body or self.user
        if self.body_id and self.role:
            return f"{who} · {Seat.Role(self.role).label}"
        roles = {"head": _("head of department"), "archivist": _("archivist")}
        return f"{who} · {roles[self.role]}" if self.role else str(who)

    @classmethod
    def of(cls, who: models.Model, role: str = "") -> Party:
        """The party of a department, organisation, body or user, made on first use."""
        kind = {"department": "dept", "organisation": "org", "body": "body", "user": "user"}
        name = str(who._meta.model_name)
        key = f"{kind[name]}:{who.pk}" + (f":{role}" if role else "")
        return cls.objects.get_or_create(key=key, defaults={name: who, "role": role})[0]

    @classmethod
    def of_organisations(cls, ids: Collection[int]) -> dict[int, Party]:
        """The parties of many organisations by the organisation's id; two queries, three if some are new."""
        keys = {f"org:{pk}": pk for pk in ids}
        known = set(cls.objects.filter(key__in=keys).values_list("key", flat=True))
        fresh = [Party(key=key, organisation_id=pk) for key, pk in keys.items() if key not in known]
        Party.objects.bulk_create(fresh, ignore_conflicts=True)
        return {keys[party.key]: party for party in cls.objects.filter(key__in=keys)}

    @classmethod
    def of_departments(cls, ids: Collection[int], *roles: str) -> dict[tuple[int, str], Party]:
        """The parties of many departments by (department's id, role); two queries, three if some are new."""
        keys = {
            f"dept:{pk}" + (f":{role}" if role else ""): (pk, role) for pk in ids for role in roles
        }
        known = set(cls.objects.filter(key__in=keys).values_list("key", flat=True))
        fresh = [
            Party(key=key, department_id=pk, role=role)
            for key, (pk, role) in keys.items()
            if key not in known
        ]
        Party.objects.bulk_create(fresh, ignore_conflicts=True)
        found = cls.objects.filter(key__in=keys).select_related("department")
        return {keys[party.key]: party for party in found}

    @classmethod
    def of_post(cls, post: str) -> Party:
        """The party of whoever holds a post, made on first use."""
        return cls.objects.get_or_create(key=f"post:{post}", defaults={"post": post})[0]

    @classmethod
    def clock(cls) -> Party:
        """The party that stands for the calendar: nobody can do anything but wait."""
        return cls.objects.get_or_create(key="clock")[0]


def in_order(parties: Iterable[Party]) -> list[Party]:
    """Parties, read with their names, as a list shows them: by pinyin."""
    return sorted(parties, key=lambda party: (pinyin_key(str(party)), party.pk))
