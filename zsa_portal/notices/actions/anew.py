"""The opinion that an act is about, read anew while its matter is held."""

from __future__ import annotations

from zsa_portal.notices.models import Opinion
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.refusals import Changed


def opinion_anew(matter: Matter, opinion: Opinion) -> Opinion:
    """The opinion as it is now, with its notice and author; Changed where it was withdrawn."""
    rows = Opinion.objects.select_related("item__notice", "item__matter", "author")
    found = rows.filter(pk=opinion.pk).first()
    if found is None:
        raise Changed(matter)
    return found
