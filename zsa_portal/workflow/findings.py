"""Drafts of what somebody writes in a step's form, kept until the step is done; nobody else reads them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.db import models
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.regulations import clock
from zsa_portal.workflow.refusals import BadValue
from zsa_portal.workflow.sweeps import sweep

KEPT = dt.timedelta(days=90)
"""Longer than a consultation runs: an answer drafted on its first day is there when it closes."""
MOST_CHARACTERS = 100_000


class StepDraft(models.Model):
    """What one person has typed in one step's form of one matter, as it was typed.

    ``values`` are the posted texts by field, each a list; files are not kept. It is offered again
    for KEPT after it was saved, and removed by the sweep then.
    """

    matter = models.ForeignKey(
        "zsa_workflow.Matter",
        models.CASCADE,
        related_name="step_drafts",
        verbose_name=gettext_lazy("matter"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="step_drafts",
        verbose_name=gettext_lazy("by"),
    )
    step = models.CharField(gettext_lazy("step"), max_length=60)
    values = models.JSONField(gettext_lazy("what was typed"), default=dict)
    saved_at = models.DateTimeField(gettext_lazy("saved"), default=clock.now, db_index=True)

    class Meta:
        verbose_name = gettext_lazy("draft of a step")
        verbose_name_plural = gettext_lazy("drafts of steps")
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "by", "step"], name="one_draft_of_a_step")
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.saved_at:%F %T}"

    @property
    def ends_at(self) -> dt.datetime:
        """The instant at which it is offered no more."""
        return self.saved_at + KEPT


def keeps_drafts(form: forms.Form | None) -> bool:
    """Whether a form is long enough to be kept: where something is written in it."""
    return form is not None and any(
        isinstance(field.widget, forms.Textarea) for field in form.fields.values()
    )


def draft_keep(*, matter: Any, step: str, by: Any, form: forms.Form) -> StepDraft:
    """Keep what was posted to a step's form, in place of what was kept before.

    Raises BadValue for more than MOST_CHARACTERS in all.
    """
    posted: Any = form.data
    names = [bound.html_name for bound in _kept_fields(form)]
    values = {name: posted.getlist(name) for name in names if name in posted}
    if sum(len(one) for given in values.values() for one in given) > MOST_CHARACTERS:
        raise BadValue("", _("This is too long to be kept as a draft."))
    kept, _made = StepDraft.objects.update_or_create(
        matter_id=matter.pk,
        by=by,
        step=step,
        defaults={"values": values, "saved_at": clock.now()},
    )
    return kept


def draft_of(matter: Any, step: str, user: Any) -> StepDraft | None:
    """What a user has kept of a step's form, while it is offered; nobody else's, ever."""
    rows = StepDraft.objects.filter(matter=matter.pk, step=step, by=user.pk)
    return rows.filter(saved_at__gt=clock.now() - KEPT).first()


def draft_fill(form: forms.Form, draft: StepDraft) -> None:
    """Let a form that was not posted begin with what was kept."""
    for bound in _kept_fields(form):
        given = draft.values.get(bound.html_name)
        if given is None:
            given = [] if _has_many(bound.field) else [""]
        form.initial[bound.name] = given if _has_many(bound.field) else (given or [""])[-1]


def draft_drop(matter: Any, step: str, by: Any) -> None:
    """Remove what a user has kept of a step's form; nothing where nothing was."""
    StepDraft.objects.filter(matter=matter.pk, step=step, by=by.pk).delete()


def drafts_of_step_end(matter: Any, step: str) -> None:
    """Remove everybody's drafts of a step that was taken."""
    StepDraft.objects.filter(matter=matter.pk, step=step).delete()


@sweep("workflow.step_drafts")
def sweep_drafts() -> int:
    """Remove the drafts that are offered no more; returns how many."""
    rows = StepDraft.objects.filter(saved_at__lte=clock.now() - KEPT)
    return rows.delete()[0]


def _kept_fields(form: forms.Form) -> list[BoundField]:
    """What a person typed or chose: no files, and nothing that the page carries hidden."""
    return [one for one in form.visible_fields() if not isinstance(one.field, forms.FileField)]


def _has_many(field: forms.Field) -> bool:
    return bool(getattr(field.widget, "allow_multiple_selected", False))
