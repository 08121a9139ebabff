"""A list of which one keeps views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django_filters import FilterSet

from zsa_portal.ui.views import ListPage
from zsa_portal.workflow.kept.asking import asked_of
from zsa_portal.workflow.kept.queries import views_at


class KeepingList(ListPage):
    """A list of which how it is asked may be kept under a name; the views that one keeps stand above it.

    They cost one query.
    """

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | self._kept(kwargs["filterset"])

    def columns_asked(self) -> Sequence[str]:
        """The columns that are shown by choice, by name."""
        return ()

    def asked(self) -> str:
        """How the list is asked, as a query that may be kept; empty where nothing is asked."""
        return asked_of(self, self._filterset(), self.columns_asked())

    def _kept(self, filterset: FilterSet | None) -> dict[str, Any]:
        """The views that one keeps of this list, and where the present one may be kept."""
        place = self.request.resolver_match.view_name  # type: ignore[union-attr]  # a routed request
        asked = asked_of(self, filterset, self.columns_asked())
        keep = reverse("workflow:view_keep", args=[place])
        return {
            "kept_views": views_at(self.request.user, place),
            "asked": asked,
            "keep_url": f"{keep}?{asked}" if asked else "",
        }
