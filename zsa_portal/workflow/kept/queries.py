"""The views that somebody keeps; everybody is shown the own ones alone."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zsa_portal.workflow.kept.records import KeptView


def views_of(user: Any) -> QuerySet[KeptView]:
    """Every view that a user keeps, list by list, by their names."""
    return KeptView.objects.filter(user=user.pk).order_by("place", "name", "pk")


def views_at(user: Any, place: str) -> QuerySet[KeptView]:
    """Those of one list, by their names; ``place`` is the name of its address."""
    return KeptView.objects.filter(user=user.pk, place=place)
