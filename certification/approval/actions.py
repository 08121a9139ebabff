"""The council's decision over several standards at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from django.db import transaction

from certification.approval.papers import RECOGNITION
from certification.models import Recognition
from certification.papers import REGULATION
from zsa_portal.ballots.actions import deciding
from zsa_portal.ballots.decisions import APPROVED, REJECTED
from zsa_portal.ballots.resolutions import Decision
from zsa_portal.catalogue.announcements import (
    ANNOUNCEMENT_FORM,
    announcement_data,
    announcement_open,
)
from zsa_portal.catalogue.models import Announcement
from zsa_portal.documents import forms
from zsa_portal.people.models import User
from zsa_portal.workflow.perform import held, perform, perform_all


def recognition_approve(
    *, recognitions: Sequence[Recognition], decision: dict[str, Any], by: User
) -> None:
    """Record the council's approval of these standards, all or none (R19).

    ``decision`` are the keyword arguments of ``decision_record`` besides kind, matters, outcome
    and by.
    """
    with deciding(RECOGNITION, APPROVED, matters=recognitions, decision=decision, by=by) as made:
        perform_all([one.approve for one in recognitions], by=by, decision=made)


def recognition_refuse(
    *, recognition: Recognition, decision: dict[str, Any], reason: str, by: User, seen: str = ""
) -> Recognition:
    """Record the council's refusal and close the matter."""
    with deciding(
        RECOGNITION, REJECTED, matters=[recognition], decision=decision, by=by, seen=seen
    ) as made:
        done: Recognition = perform(
            recognition.close_after_refusal, by=by, decision=made, reason=reason
        )
    return done


def recognition_announce(
    *,
    recognitions: Sequence[Recognition],
    title: str,
    body: str,
    published_on: dt.date,
    implemented_on: dt.date,
    by: User,
) -> Announcement:
    """Announce recognised standards in one official document, all or none (R03, R19).

    Each takes its number from the one counter of the catalogue, or keeps its body's where the
    setting says so, and is in force with the document.
    Raises RuleUnmet for days that do not agree, StepsUnmet, WrongState, PermissionDenied.
    """
    with transaction.atomic(), ExitStack() as locks:
        ordered = sorted(recognitions, key=lambda one: one.pk)
        fresh = [locks.enter_context(held(one)) for one in ordered]
        made = announcement_open(
            title=title,
            body=body,
            published_on=published_on,
            implemented_on=implemented_on,
            by=by,
        )
        done = perform_all([one.announce for one in fresh], by=by, announcement=made)
        decisions = Decision.objects.filter(purpose=RECOGNITION.key, outcome=APPROVED)
        about = decisions.filter(matters__in=[one.pk for one in done])
        data = announcement_data(made, regulation=REGULATION, decisions=about)
        forms.issue(ANNOUNCEMENT_FORM, about=done, data=data, by=by)
    return made
