"""The personal link of an opinion: signed, of that opinion alone, sent to nobody but its author."""

from __future__ import annotations

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from zsa_portal.notices.models import Opinion

SALT = "notices.own"


def key_of(opinion: Opinion) -> str:
    """What opens an opinion for correction; the secret of its receipt alone does not."""
    return signing.Signer(salt=SALT).sign(opinion.token)


def address_of(opinion: Opinion) -> str:
    """The path of the personal page of an opinion."""
    return reverse("notices:own", args=[key_of(opinion)])


def opened_by(key: str) -> Opinion:
    """The opinion that a key opens, a withdrawn one too; Http404 for a key that was not signed."""
    try:
        token = signing.Signer(salt=SALT).unsign(key)
    except signing.BadSignature as forged:
        raise Http404 from forged
    rows = Opinion.everything.select_related("item__notice", "item__matter")
    return get_object_or_404(rows, token=token)
