"""Screens' forms of acceptance and notice."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from certification.acceptance import actions
from certification.acceptance.papers import RECOGNITION_NOTICE
from zsa_portal.ui.forms import area
from zsa_portal.workflow.batches import BatchForm
from zsa_portal.workflow.models import Matter


class NoticeBatchForm(BatchForm):
    """A public notice over one or many accepted standards (第十五条)."""

    title = forms.CharField(label=_("Title of the notice"), max_length=200)
    body = forms.CharField(label=_("Text of the notice"), widget=area(6), max_length=8000)
    days = forms.IntegerField(
        label=_("Length in natural days"),
        min_value=1,
        max_value=180,
        initial=RECOGNITION_NOTICE.period.days,
    )

    def act(self) -> Matter:
        """Publish the notice."""
        data = self.cleaned_data
        actions.recognition_notice_publish(
            recognitions=list(data["matters"]),
            title=data["title"],
            body=data["body"],
            days=data["days"],
            by=self.user,
        )
        return data["matters"][0]
