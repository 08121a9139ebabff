"""What departments say of each other's public filing, and when (归档管理制度 第三条: 相关部门360评价)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.inspections.states import I
from zsa_portal.workflow.machine import Text

OPEN = (I.INSPECTING, I.ANSWERS)
"""The states of an inspection in which departments evaluate: until its report is released."""
LONGEST_REMARK = 500


class Mark(models.TextChoices):
    """How well a department did in one aspect."""

    GOOD = "good", pgettext_lazy("mark", "Good")
    SUFFICIENT = "sufficient", pgettext_lazy("mark", "Sufficient")
    LACKING = "lacking", pgettext_lazy("mark", "Lacking")


ASPECTS: dict[str, Text] = {
    "in_time": _("Stored in time"),
    "complete": _("Complete and rightly named"),
    "findable": _("Easily found"),
}
"""What is evaluated of the public files that a department stored, by the names of its columns."""
