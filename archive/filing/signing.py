"""The signatures under a filing list (附件三): who signs where, and whether they are of the present list."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive import roles
from archive.filing.listing import checksum_of
from zsa_portal.regulations.rule import permission
from zsa_portal.workflow.interests import plays
from zsa_portal.workflow.memo import remembered


class Place(models.IntegerChoices):
    """The four signatures of the list, in their order (附件三)."""

    ARCHIVIST = 1, _("Archivist")
    HEAD = 2, _("Head of department")
    SECRETARY_GENERAL = 3, _("Secretary general")
    VICE_CHAIR = 4, _("Executive vice chair")


PRINTED = {
    Place.ARCHIVIST: "归档人签字",
    Place.HEAD: "部门负责人签字",
    Place.SECRETARY_GENERAL: "秘书长签字",
    Place.VICE_CHAIR: "执行副理事长签字",
}
PLAYED = {
    Place.ARCHIVIST: roles.ARCHIVIST,
    Place.HEAD: roles.HEAD,
    Place.SECRETARY_GENERAL: roles.SECRETARY_GENERAL,
    Place.VICE_CHAIR: roles.VICE_CHAIR,
}


def signatures_of(filing: Any) -> dict[Place, Any]:
    """The signature that counts of each place: the last one; one query, kept."""
    rows = filing.signatures.select_related("by").order_by("pk")
    read = remembered(filing, "signatures", lambda: list(rows))
    return {Place(row.place): row for row in read}


def signature_of(filing: Any, place: Place) -> Any:
    """The signature that counts of a place, None where nobody signed."""
    return signatures_of(filing).get(place)


def stale_places(filing: Any) -> list[Place]:
    """The places whose signature is of another list than the present one, in their order."""
    signed = signatures_of(filing)
    if not signed:
        return []
    now = checksum_of(filing)
    return sorted(place for place, row in signed.items() if row.checksum != now)


def places_to_sign_anew(filing: Any, user: Any) -> list[Place]:
    """The stale places that are a user's to sign again."""
    return [place for place in stale_places(filing) if plays(filing, user, [PLAYED[place]])]


@permission("A08e")
def signs_anew(filing: Any, user: Any) -> bool:
    """Whoever holds a place whose signature is of an earlier list signs the present one (附件三)."""
    return bool(places_to_sign_anew(filing, user))
