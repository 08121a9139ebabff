"""A paper that the keeper adds, and the official form that adopting issues."""

from __future__ import annotations

from typing import Any

from tests.proof.states import KEEPER, OPEN
from zsa_portal.documents.access import make_public, paper
from zsa_portal.documents.kinds import FormKind
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Level

TEXT = "proof.suggestion_text"
ADD_PAPERS = ("tab:papers", "Add papers")

paper(
    TEXT,
    "The suggestion in full",
    of="suggestion",
    by=(KEEPER,),
    readers=(KEEPER,),
    states=(OPEN,),
    level=Level.PUBLIC,
    public=(Phase.NOTICE, Phase.PUBLISHED),
)

ADOPTION = FormKind(
    key="proof.suggestion_adopted",
    title="Adopted suggestion",
    template="proof/adopted.html",
    prefix="SA",
    level=Level.PUBLIC,
)
make_public(ADOPTION.key, Phase.PUBLISHED)


def adoption_data(suggestion: Any) -> dict[str, Any]:
    """What the form prints; it is frozen when the form is issued."""
    return {
        "title": suggestion.title,
        "committee": suggestion.committee.name,
        "date": clock.today().isoformat(),
    }
