"""Acts of acceptance: the checklist is saved, comments are verified, accepted standards put on notice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from certification.acceptance.papers import RECOGNITION_NOTICE
from certification.acceptance.records import Acceptance, CommentCheck
from certification.models import Recognition
from certification.parties import acts_for_secretariat
from certification.states import S
from zsa_portal.notices.actions import notice_publish
from zsa_portal.notices.models import Notice
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.perform import held, perform_all, touched
from zsa_portal.workflow.refusals import Changed
from zsa_portal.workflow.saving import mark_of_all, note_saving
from zsa_portal.workflow.wording import word

VERIFYING = (S.NOTICE, S.NOTICE_CLOSED)
"""The states in which public comments are verified and sorted."""

word(
    acceptance_save=_("Checklist of the acceptance saved"),
    comments_verify=_("Public comments verified and sorted"),
)


def acceptance_mark(recognition: Recognition) -> str:
    """What a page has seen of the checklist: the count of its savings."""
    found = recognition.acceptance
    return str(found.revision if found else 0)


def acceptance_save(
    *, recognition: Recognition, values: dict[str, Any], by: User, seen: str = ""
) -> Acceptance:
    """Save the checklist as far as it has come (R15).

    ``values`` are the fields of Acceptance that the checklist writes. Raises PermissionDenied,
    WrongState once the application is no longer there to be accepted, Changed when a colleague saved
    meanwhile.
    """
    with held(recognition, states=[S.ACCEPTANCE]) as fresh:
        if not acts_for_secretariat(fresh, by):
            raise PermissionDenied
        if seen and seen != acceptance_mark(fresh):
            raise Changed(fresh)
        found, _made = Acceptance.objects.get_or_create(
            recognition=fresh, submitted_at=fresh.submitted_at or fresh.entered_at
        )
        for name, value in values.items():
            setattr(found, name, value)
        found.revision += 1
        found.save()
        touched(fresh)
        note_saving(fresh, by=by, step="acceptance_save", values={})
    return found


def comments_mark(recognition: Recognition) -> str:
    """What a page has seen of the verified comments: the same while nobody changed one."""
    checks = [getattr(one, "recognition_check", None) for one in recognition.comments()]
    return mark_of_all([one for one in checks if one is not None], CommentCheck.SAID)


def comments_verify(
    *, recognition: Recognition, checks: dict[int, dict[str, str]], by: User, seen: str = ""
) -> int:
    """Save how public comments were verified and sorted, as far as it has come (R16).

    ``checks`` maps keys of comments to verdict, topic and finding. Returns how many changed.
    ``seen`` is what ``comments_mark`` said when the page was shown. Raises PermissionDenied,
    WrongState, Changed when a colleague saved meanwhile.
    """
    changed = 0
    with held(recognition, states=VERIFYING) as fresh:
        if not acts_for_secretariat(fresh, by):
            raise PermissionDenied
        if seen and seen != comments_mark(fresh):
            raise Changed(fresh)
        for opinion in fresh.comments():
            given = checks.get(opinion.pk)
            known = getattr(opinion, "recognition_check", None)
            if given is None or (known is None and not any(given.values())):
                continue
            check = known or CommentCheck(opinion=opinion)
            if known is None or any(getattr(known, name) != given[name] for name in given):
                for name, value in given.items():
                    setattr(check, name, value)
                check.by, check.at = by, clock.now()
                check.save()
                changed += 1
        if changed:
            touched(fresh)
            note_saving(fresh, by=by, step="comments_verify", values={})
    return changed


def recognition_notice_publish(
    *, recognitions: Sequence[Recognition], title: str, body: str, days: int, by: User
) -> Notice:
    """Put accepted standards on one public notice, all or none (R15c).

    ``days`` are natural days. Raises RuleUnmet for too short a time, StepsUnmet, WrongState,
    PermissionDenied.
    """
    with transaction.atomic():
        notice = notice_publish(
            kind=RECOGNITION_NOTICE,
            matters=recognitions,
            title=title,
            body=body,
            days=days,
            by=by,
        )
        perform_all([one.open_notice for one in recognitions], by=by, notice=notice)
    return notice
