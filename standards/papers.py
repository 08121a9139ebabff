"""What holds for the papers of every process of a project."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from standards import roles
from zsa_portal.ballots.papers import BALLOT_RESULT, RESOLUTION
from zsa_portal.documents import access
from zsa_portal.notices.papers import COMMENT_TABLE

ADD_PAPERS = ("tab:papers", _("Add papers"))
"""Where a step's missing papers are added."""

PARTIES = (
    roles.APPLICANT,
    roles.COMMITTEE,
    roles.COMMITTEE_SECRETARY,
    roles.COUNCIL,
    roles.COUNCIL_SECRETARY,
    roles.DRAFTING_GROUP,
)

paper = partial(access.paper, of="project", readers=PARTIES)
"""A project's paper, which its parties read unless the declaration says who does."""

access.share(COMMENT_TABLE.key, PARTIES)
access.share(BALLOT_RESULT.key, (roles.COMMITTEE, roles.COMMITTEE_SECRETARY))
access.share(
    RESOLUTION,
    (roles.COUNCIL, roles.COUNCIL_SECRETARY, roles.COMMITTEE, roles.COMMITTEE_SECRETARY),
)
