"""A new version of the table of levels: drafted, compared, confirmed by a second person."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.kinds import WITHOUT_TABS
from archive.levels import rules
from archive.levels.states import STAGES, STATES, T
from zsa_portal.documents.tables import LevelTable
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, register, step
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.triggers import begins_as

VERSION_NEEDS = (rules.every_department_has_entries, rules.something_differs)


@register
class TableEdit(Matter):
    """A version of the table of levels that is drafted; ``rows`` are its entries, see ``levels.Entry``.

    ``editors`` are all who changed a row or submitted it: none of them confirms it. ``table`` is the
    version that it became.
    """

    kind_code = "level_table"
    EXPLAINED_PUBLICLY = False
    kind_label = _("Version of the table of levels")
    ROLES = (roles.QUALITY,)
    STATES = STATES
    STAGES = STAGES
    WITHOUT_TABS = WITHOUT_TABS

    rows = models.JSONField(_("entries"))
    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("drafted by")
    )
    table = models.OneToOneField(
        LevelTable,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="edit",
        verbose_name=_("version"),
    )

    class Meta:
        verbose_name = _("draft of the table of levels")
        verbose_name_plural = _("drafts of the table of levels")
        triggers = [begins_as(T.DRAFTING)]

    @classmethod
    def list_url(cls) -> str:
        return reverse("archive:level_versions")

    @step(
        T.DRAFTING,
        T.CONFIRMATION,
        may=rules.edits_table,
        needs=VERSION_NEEDS,
        uses=[rules.its_day_is_ahead],
        label=_("Submit to a second person"),
        form="archive.levels.forms.SubmitForm",
    )
    def submit_version(self, *, by: Any, valid_from: dt.date) -> None:
        """Hand the version to somebody of the department who did not draft it."""
        self.valid_from = valid_from
        rules.its_day_is_ahead.require(self)
        self.editors.add(by)

    @step(
        T.CONFIRMATION,
        T.CONFIRMED,
        may=rules.confirms_table,
        needs=(*VERSION_NEEDS, rules.its_day_is_ahead),
        label=_("Confirm the version"),
        tells=(roles.QUALITY,),
        beside=("later:levels",),
    )
    def confirm_version(self, *, by: Any) -> None:
        """The second person confirms; the version is in force from its day on."""
        last = LevelTable.objects.aggregate(last=models.Max("number"))["last"] or 1
        drafter = self.editors.order_by("pk")[0]
        assert self.valid_from is not None  # noqa: S101 - its_day_is_ahead was met
        self.table = LevelTable.objects.create(
            number=last + 1,
            valid_from=self.valid_from,
            rows=self.rows,
            drafted_by=drafter,
            confirmed_by=by,
            confirmed_at=clock.now(),
        )

    @step(
        T.CONFIRMATION,
        T.DRAFTING,
        may=rules.confirms_table,
        label=_("Return the version"),
        tone="secondary",
        form=REASON,
        tells=(roles.QUALITY,),
        beside=("later:levels",),
    )
    def return_version(self, *, reason: str) -> None:
        """The second person wants it otherwise."""

    @step(
        T.DRAFTING,
        T.DROPPED,
        may=rules.edits_table,
        label=_("Drop the draft"),
        tone="danger",
        form=REASON,
    )
    def drop_version(self, *, reason: str) -> None:
        """The table stays as it is."""
