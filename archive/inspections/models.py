"""The inspection of the filings in June and December: findings, answers, the incentive report."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.filing.models import Filing
from archive.inspections import rules
from archive.inspections.issuing import report_issue
from archive.inspections.months import months_counted
from archive.inspections.papers import ANSWER_DAYS, INSPECTION
from archive.inspections.states import STAGES, STATES, I
from archive.inspections.times import months_inspected
from archive.kinds import WITHOUT_TABS
from archive.parties import inspects, releases_inspection
from zsa_portal.documents.models import Document, Handing
from zsa_portal.people.models import Department, Party
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import REASON, register, step
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.triggers import begins_as


@register
@pghistory.track(
    obj_field=pghistory.ObjForeignKey(
        related_name="inspection_events", related_query_name="inspection_events"
    )
)
class Inspection(Matter):
    """One inspection; ``month`` is the first day of its June or December.

    ``answers_until`` is the exclusive end of the time in which departments answer, None before.
    """

    kind_code = INSPECTION
    EXPLAINED_PUBLICLY = False
    kind_label = _("Inspection of the filings")
    ROLES = (roles.QUALITY, roles.QUALITY_HEAD, roles.INSPECTED)
    STATES = STATES
    STAGES = STAGES
    WITHOUT_TABS = WITHOUT_TABS

    month = models.DateField(_("month"), unique=True)
    answers_until = models.DateTimeField(_("answers until"), null=True, blank=True)

    evaluations: Any
    findings: Any

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        triggers = [begins_as(I.INSPECTING)]

    @classmethod
    def list_url(cls) -> str:
        return reverse("archive:inspections")

    @property
    def period(self) -> tuple[dt.date, dt.date]:
        """The first and the last month that are counted, by their first days; one query."""
        months = months_counted(self) or months_inspected(self.month)
        return months[0], months[-1]

    @step(
        I.INSPECTING,
        I.ANSWERS,
        may=inspects,
        uses=[rules.not_filed],
        label=_("Send what was found to the departments"),
        explanation=_(
            "What is not filed now is written down with it. Each department reads what was found "
            "there and may answer; nothing is added afterwards. A month whose last day is still to "
            "come is left to the next inspection."
        ),
        tells=(roles.INSPECTED,),
    )
    def send_findings(self) -> None:
        """What is not filed now makes the department's filing incomplete (第六条第二款)."""
        known = set(self.findings.values_list("department", "text"))
        found = [_found(self, one) for one in rules.not_filed(self)]
        Finding.objects.bulk_create(
            one for one in found if (one.department_id, one.text) not in known
        )
        days = int(ANSWER_DAYS.value())
        self.answers_until = clock.start_of(clock.today() + dt.timedelta(days=days + 1))
        for home in Department.objects.filter(inspection_findings__inspection=self).distinct():
            self.involve(roles.INSPECTED, Party.of(home, "head"))
        for finding in self.findings.exclude(photos=None).select_related("department"):
            _hand_photos(finding)

    @step(
        I.ANSWERS,
        I.INSPECTING,
        may=releases_inspection,
        label=_("Return to the inspectors"),
        tone="secondary",
        form=REASON,
        tells=(roles.QUALITY,),
        beside=("later:findings",),
    )
    def inspect_again(self, *, reason: str) -> None:
        """The head of the quality department lets something be inspected again; answers stay (ours)."""
        self.answers_until = None
        self.findings.filter(kind__in=Finding.BY_ITSELF, answered_at=None).delete()

    @step(
        I.ANSWERS,
        I.RELEASED,
        may=releases_inspection,
        needs=[rules.every_answer_is_in, rules.reasons_stand],
        uses=[rules.withheld],
        label=_("Release the report"),
        explanation=_(
            "The report is issued: departments with incomplete filing get no incentives of the "
            "half-year."
        ),
        tells=(roles.INSPECTED, roles.QUALITY),
        tone="danger",
        beside=("later:findings",),
    )
    def release_report(self, *, by: Any) -> None:
        """The head of the quality department releases what was found (附则 第十四、十五条)."""
        report_issue(self, by=by)


class Finding(models.Model):
    """What an inspection found in a department.

    ``kind`` says whether a month or a project was not filed, or what the inspectors saw; with
    ``incomplete`` it makes the department's filing incomplete (归档未完成). ``dropped_for`` says why
    the quality department let it go after an answer, empty while it stands.
    """

    class Kind(models.TextChoices):
        MONTH = "month", _("A month is not filed")
        PROJECT = "project", _("A project is not filed")
        SEEN = "seen", _("Seen by the inspectors")

    BY_ITSELF = (Kind.MONTH, Kind.PROJECT)

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="findings", verbose_name=_("inspection")
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        related_name="inspection_findings",
        verbose_name=_("department"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SEEN)
    text = models.TextField(_("what was found"), max_length=2000)
    incomplete = models.BooleanField(_("makes the filing incomplete (归档未完成)"), default=False)
    filing = models.ForeignKey(
        Filing,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name=_("filing"),
    )
    project = models.ForeignKey(
        Matter,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inspection_findings",
        verbose_name=_("project"),
    )
    photos = models.ManyToManyField(
        Document, related_name="inspection_findings", verbose_name=_("photographs"), blank=True
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("found by"),
    )
    made_at = models.DateTimeField(_("found"), default=clock.now)
    answer = models.TextField(_("answer of the department"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    dropped_for = models.CharField(_("dropped because"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["department__position", "department", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "filing"], name="an_inspection_finds_a_month_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department}: {self.text[:60]}"

    @property
    def stands(self) -> bool:
        """Whether it makes the department's filing incomplete and was not dropped."""
        return self.incomplete and not self.dropped_for


def _hand_photos(finding: Finding) -> None:
    """Let the head of the department see the photographs of what was found there."""
    head = Party.of(finding.department, "head")
    Handing.objects.bulk_create(
        Handing(document=photo, party=head, since=clock.now(), by=finding.made_by)
        for photo in finding.photos.exclude(handings__party=head)
    )


def _found(inspection: Inspection, one: rules.Unfiled) -> Finding:
    if one.project is not None:
        kind, text = Finding.Kind.PROJECT, f"项目《{one.project.title}》已结束，本部门未归档。"
    else:
        kind, text = Finding.Kind.MONTH, f"{one.month:%Y年%-m月}资料未归档。"
    return Finding(
        inspection=inspection,
        department=one.department,
        kind=kind,
        text=text,
        incomplete=True,
        filing=one.filing,
        project=one.project,
    )
