"""Asking for reconsideration, with the evidence (认定 第十八条)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied

from certification.models import Recognition
from certification.parties import acts_for_applicant
from certification.reconsideration.papers import EVIDENCE
from certification.states import S
from zsa_portal.documents import store
from zsa_portal.documents.actions import document_add
from zsa_portal.people.models import User
from zsa_portal.workflow.models import Level
from zsa_portal.workflow.perform import held, perform, require_seen
from zsa_portal.workflow.refusals import BadValue


def reconsideration_ask(
    *,
    recognition: Recognition,
    grounds: Sequence[str],
    breach: str,
    effect: str,
    upload: Any,
    by: User,
    seen: str = "",
) -> Recognition:
    """Ask for reconsideration of a review with evidence, all or nothing (R18a).

    ``upload`` is a file, None for none. Raises StepsUnmet for an incomplete request, WrongState
    once the time is over, PermissionDenied, Changed, BadValue("evidence", …) for a file that is
    not accepted.
    """
    try:
        stored = None if upload is None else store.put(upload)
    except BadValue as error:
        raise error.at("evidence") from error
    with held(recognition, states=[S.FAILED]) as fresh:
        require_seen(fresh, seen)
        if not acts_for_applicant(fresh, by):
            raise PermissionDenied
        version = stored and document_add(
            matter=fresh, kind=EVIDENCE, upload=stored, by=by, level=Level.RESTRICTED
        )
        said: dict[str, Any] = {"grounds": list(grounds), "breach": breach, "effect": effect}
        done: Recognition = perform(fresh.ask_for_reconsideration, by=by, evidence=version, **said)
    return done
