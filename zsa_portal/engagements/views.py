"""The screen on which an engaged expert gives the opinion."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zsa_portal.engagements.actions import opinion_give
from zsa_portal.engagements.forms import OpinionForm
from zsa_portal.engagements.kinds import KINDS, READINGS, EngagementKind
from zsa_portal.engagements.models import Engagement
from zsa_portal.engagements.queries import engagements_of, own_engagement
from zsa_portal.regulations import clock
from zsa_portal.workflow.beside import panels
from zsa_portal.workflow.findings import draft_drop
from zsa_portal.workflow.interests import is_recused
from zsa_portal.workflow.keeping import KeepsDraft
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.pages import WritingPage
from zsa_portal.workflow.refusals import WrongState


class OpinionPage(LoginRequiredMixin, KeepsDraft, WritingPage):
    """Where an engaged expert reads what the kind lays before experts, and gives the opinion.

    What is typed is kept as a draft of this expert until the opinion is given.
    """

    template_name = "engagements/opinion.html"
    machine = Matter
    kind: EngagementKind
    engagement: Engagement

    def prepare(self) -> None:
        """Only an expert engaged in the present round, while it lasts."""
        user, found = self.request.user, KINDS.get(self.kwargs["kind"])
        if found is None:
            raise Http404
        self.kind, self.tab, self.name = found, found.tab, f"opinion:{found.key}"
        own = own_engagement(self.matter, found, user)
        if own is not None:
            self.engagement = own
            return
        if is_recused(self.matter, user):
            raise PermissionDenied(
                _("You are recused in this matter; your opinion does not count.")
            )
        if engagements_of(self.matter, found).filter(user=user).exists():
            raise WrongState(self.matter)
        raise PermissionDenied

    def get_page_title(self) -> str:
        return str(self.kind.words.title)

    def forms(self, data: Any = None) -> dict[str, Any]:
        """The opinion as it stands."""
        now = {"choice": self.engagement.conclusion, "opinion": self.engagement.opinion}
        return {"form": OpinionForm(data, initial=now, kind=self.kind)}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms()
        return self.show(made, draft=self.draft_filled(made["form"]))

    def _show(self, form: Any, *, status: int = 200) -> HttpResponse:
        return self.show({"form": form}, status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reading = READINGS.get(self.kind.key)
        shown = reading.content(self.matter, self.request.user) if reading else {}
        return super().get_context_data(**kwargs) | {
            **shown,
            "reading": reading,
            "engagement": self.engagement,
            "kind": self.kind,
            "beside": panels(self.matter, self.request.user, self.kind.beside),
            "given": self._given(),
        }

    def _given(self) -> str:
        at = self.engagement.at
        if at is None:
            return ""
        day = f"{at.astimezone(clock.SHANGHAI):%F %H:%M}"
        values = {"day": day, "conclusion": self.engagement.conclusion_label}
        return str(self.kind.words.given) % values

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if (kept := self.draft_act(made["form"])) is not None:
            return kept
        if not made["form"].is_valid():
            return self.show(made, status=422)
        data = made["form"].cleaned_data
        return self.do(
            made,
            lambda: self._give(data),
            str(self.kind.words.recorded),
        )

    def _give(self, data: dict[str, Any]) -> None:
        """Give the opinion; only then this expert's draft of it goes, and nobody else's."""
        by = self.request.user
        opinion_give(
            matter=self.matter,
            kind=self.kind,
            conclusion=data.get("choice", ""),
            opinion=data["opinion"],
            by=by,
        )
        draft_drop(self.matter, self.name, by)
