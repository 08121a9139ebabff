"""Opening the public consultation."""

from __future__ import annotations

from standards.consultation.papers import ENQUIRY
from standards.models import Project
from zsa_portal.notices.actions import notice_publish
from zsa_portal.people.models import User
from zsa_portal.workflow.perform import held, perform, require_seen


def enquiry_open(
    *, project: Project, title: str, body: str, days: int, by: User, seen: str = ""
) -> Project:
    """Put the consultation draft before the public for ``days`` natural days, at least 30 (F20a).

    Raises Changed when the matter is no more as the page saw it.
    """
    with held(project) as fresh:
        require_seen(fresh, seen)
        notice = notice_publish(
            kind=ENQUIRY, matters=[project], title=title, body=body, days=days, by=by
        )
        done: Project = perform(project.open_enquiry, by=by, notice=notice)
        return done
