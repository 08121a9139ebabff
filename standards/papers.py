"""How a process declares a paper: who adds it, when, how secret it is, and who reads it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from standards import roles
from zsa_portal.ballots.papers import BALLOT_RESULT, RESOLUTION
from zsa_portal.documents.access import PaperKind, declare, make_public, share
from zsa_portal.notices.papers import COMMENT_TABLE
from zsa_portal.workflow.machine import Phase, Text
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.roles import RoleInfo

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


def paper(  # noqa: PLR0913 - a declaration names everything at its place
    kind: str,
    title: Text,
    *,
    by: Iterable[RoleInfo],
    states: Iterable[str],
    level: str = Level.RESTRICTED,
    readers: Iterable[RoleInfo] = PARTIES,
    public: Iterable[Phase] = (),
    many: bool = False,
) -> None:
    """Declare a kind of paper of projects.

    ``by`` are the roles that add it, in ``states``; ``readers`` the roles that read it besides
    staff of the owner department; ``public`` the phases in which anyone does.
    """
    declare(
        PaperKind(
            kind, title, tuple(by), tuple(map(str, states)), level, matters=("project",), many=many
        )
    )
    share(kind, readers)
    if public:
        make_public(kind, *public)


share(COMMENT_TABLE.key, PARTIES)
share(BALLOT_RESULT.key, (roles.COMMITTEE, roles.COMMITTEE_SECRETARY))
share(
    RESOLUTION,
    (roles.COUNCIL, roles.COUNCIL_SECRETARY, roles.COMMITTEE, roles.COMMITTEE_SECRETARY),
)
