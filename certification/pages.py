"""What the pages about recognitions have in common: batches, and what is written besides the steps."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from certification.models import Recognition
from zsa_portal.people.models import DepartmentCode
from zsa_portal.people.places import places_of
from zsa_portal.workflow.batches import BatchPage
from zsa_portal.workflow.pages import WritingPage


class RecognitionBatch(BatchPage):
    """A page on which one step is taken for several standards; the secretariat's, unless said."""

    machine = Recognition
    related = ("applicant", "panel")
    columns = ("applicant", "source_number")
    none_chosen = _("Choose at least one standard.")
    empty_title = _("No standard waits for this step")
    empty_text = _("Standards appear here as soon as they are ready for it.")

    @staticmethod
    def waiting(count: int) -> str:
        return ngettext("%(n)s standard waits", "%(n)s standards wait", count) % {"n": count}

    def entitled(self, user: Any) -> bool:
        return DepartmentCode.STANDARDS in places_of(user).departments


class RecognitionPage(WritingPage):
    """A page on which something of one recognition is written."""

    machine = Recognition

    @property
    def recognition(self) -> Recognition:
        """The recognition, fresh."""
        return self.matter

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"recognition": self.recognition}
