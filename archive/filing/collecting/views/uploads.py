"""Files sent to a filing: a few with the form, many with the page's script, one request a file."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.filing.collecting.actions import intake
from archive.filing.collecting.forms import OneSentForm, SentForm
from archive.filing.collecting.rules import caution
from archive.filing.collecting.views.preparing import Preparing
from archive.filing.models import Filing
from archive.records import Item
from zsa_portal.ui.forms import StyledForm
from zsa_portal.ui.refused import BadValue
from zsa_portal.workflow.refusals import Refusal, RuleUnmet

MOST_ASKED = 5000


class Upload(Preparing):
    """Send files: a few with the form, a whole folder with the page's script, one request a file."""

    page_title = gettext_lazy("Upload files")
    template_name = "archive/filing/upload.html"
    form_class: type[StyledForm] = SentForm
    submit_label = gettext_lazy("Upload")

    def form_kwargs(self) -> dict[str, Any]:
        return {"filing": self.matter}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = self.forms(request.POST)
        if not made["form"].is_valid():
            return self.show(made, status=422)
        cleaned = made["form"].cleaned_data
        told = [self._told(file, cleaned) for file in cleaned["documents"]]
        if any(status != 200 for _answer, status in told):
            failed = [answer["error"] for answer, status in told if status != 200]
            kept = sum(status == 200 for _answer, status in told)
            status = max(status for _answer, status in told)
            return self.show(made | {"failed": failed, "kept": kept}, status=status)
        for answer, _status in told:
            messages.success(request, answer["said"])
            if "caution" in answer:
                messages.warning(request, answer["caution"])
        return redirect(self.tab_url())

    def _told(self, file: Any, cleaned: dict[str, Any]) -> tuple[dict[str, str], int]:
        given = {"folder": cleaned["folder"], "entry": cleaned["entry"]}
        return told(self.matter, file, self.request.user, **given)


class UploadOne(Upload):
    """One file, answered in JSON: what it became, or why it was not taken."""

    form_class = OneSentForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("archive:upload", pk=self.matter.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.forms(request.POST)["form"]
        if not form.is_valid():
            reasons = " ".join(str(one) for errors in form.errors.values() for one in errors)
            return JsonResponse({"error": reasons}, status=422)
        cleaned = form.cleaned_data
        given = {key: cleaned[key] for key in ("folder", "entry", "path", "sha256")}
        answer, status = told(self.matter, cleaned["file"], request.user, **given)
        return JsonResponse(answer, status=status)


class UploadKnown(Upload):
    """Which files of these checksums the department sent before, in JSON; asked before sending."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("archive:upload", pk=self.matter.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            asked = json.loads(request.body)["checksums"]
            checksums = [str(one) for one in asked if intake.CHECKSUM.fullmatch(str(one))]
        except (ValueError, TypeError, KeyError):
            return JsonResponse({"error": _("The checksums could not be read.")}, status=400)
        known = intake.files_known(filing=self.matter, checksums=checksums[:MOST_ASKED])
        return JsonResponse({"known": {key: there(item) for key, item in known.items()}})


def there(item: Item) -> str:
    """That a file is there already, and where."""
    return _("“%(name)s” is there already, in “%(folder)s”.") % {
        "name": item.name,
        "folder": item.folder,
    }


def told(filing: Filing, file: Any, by: Any, **given: Any) -> tuple[dict[str, str], int]:
    """What became of one file in words, as ``said`` or ``error``, and the status of its answer.

    A file that is taken and cannot stay so has a ``caution`` besides.
    """
    try:
        taken = intake.file_add(filing=filing, upload=file, by=by, **given)
    except BadValue as error:
        return {"error": str(error)}, error.status
    except RuleUnmet as unmet:
        return {"error": f"“{file.name}”: {' '.join(unmet.missing)}"}, 409
    except Refusal as refusal:
        return {"error": f"“{file.name}”: {' '.join(refusal.reasons)}"}, 409
    if not taken.new:
        return {"said": there(taken.item), "twice": "1"}, 200
    answer = {"said": _("“%(name)s” is on the list.") % {"name": taken.item.name}}
    if said := caution(taken.item.document.level, taken.item):
        answer["caution"] = said
    return answer, 200
