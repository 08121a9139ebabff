"""Drafts that are saved by themselves while somebody writes; the script is static/zsa/js/drafts.js.

The form carries ``data-draft`` and includes ``partials/draft_status.html``. Without the script the page
works as any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from zsa_portal.regulations import clock
from zsa_portal.ui.listing import labelled
from zsa_portal.workflow.refusals import BadValue, Refusal, RuleUnmet

HEADER = "X-Draft"
"""What the script sends with a form that it posts in the background."""


def in_background(request: HttpRequest) -> bool:
    """Whether the script posted this, not a press of a button."""
    return request.headers.get(HEADER) == "1"


class SavedByItself:
    """Mixin of a view with a form: what the script posts is saved as far as it is well-formed.

    A subclass gives ``draft_form``, the form filled with what was posted, and ``save_draft``. The
    answer is JSON: ``said`` when it was saved or why not, ``seen`` the page's new mark, ``left`` what
    of it was not saved, sentence by sentence. 200 when saved, 409 or 422 when not.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if in_background(request):
            return self.saved_in_background()
        answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def saved_in_background(self) -> HttpResponse:
        """Save what was posted, and answer the script."""
        form = self.draft_form()
        form.is_valid()
        try:
            seen = self.save_draft(form)
        except BadValue as error:
            return not_saved([str(error)], status=error.status)
        except Refusal as refusal:
            return not_saved(refusal.reasons, status=409)
        except RuleUnmet as refusal:
            return not_saved(refusal.missing, status=409)
        except PermissionDenied:
            return not_saved([_("You may not change this any more.")], status=403)
        return saved(seen=seen, left=left_out(form))

    def draft_form(self) -> Any:
        """The form filled with what was posted."""
        raise NotImplementedError

    def save_draft(self, form: Any) -> str:
        """Save ``form.cleaned_data``, which holds the well-formed fields; return the new mark."""
        raise NotImplementedError


def left_out(form: Any) -> list[str]:
    """What of a form was not saved because it is not well-formed, with the label of its field."""
    found = []
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        found += [labelled(label, error) if label else str(error) for error in errors]
    return found


def saved(*, seen: str, left: Sequence[str] = ()) -> HttpResponse:
    """What the script is answered when it was saved: the time, the new mark, and what was left."""
    at = clock.now().astimezone(clock.SHANGHAI)
    said = _("Saved at %(time)s.") % {"time": f"{at:%H:%M}"}
    return JsonResponse({"said": said, "seen": seen, "left": list(left)})


def not_saved(reasons: list[str], *, status: int) -> HttpResponse:
    """What the script is answered when it was not, and why."""
    said = _("Not saved: %(reasons)s") % {"reasons": " ".join(reasons)}
    return JsonResponse({"said": said, "seen": "", "left": []}, status=status)
