"""Pages that wait for a parsing worker: they say so, ask again by themselves, and then show it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from zsa_portal.ui.views import Page


class WaitingPage(Page):
    """A page whose template shows ``job`` while a worker is at what it asked for."""

    def job(self, key: str, label: str, **how: Any) -> dict[str, Any]:
        """What the progress partial shows, under a key of the page; ``how`` far it is or how it ended."""
        return {"job_id": key, "label": label, "poll_url": self.request.get_full_path(), **how}

    def waiting(self, job: dict[str, Any], *, status: int = 200, **context: Any) -> HttpResponse:
        """The whole page with its job or, when it asks again from there, the job's part alone."""
        if self.request.htmx:  # type: ignore[attr-defined]  # of its middleware
            return render(self.request, "partials/progress.html", job)
        return self.render_to_response(self.get_context_data(job=job, **context), status=status)
