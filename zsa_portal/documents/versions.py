"""The next version of a paper, whichever way its bytes came."""

from __future__ import annotations

from zsa_portal.documents.models import Document, Version
from zsa_portal.documents.store import Stored
from zsa_portal.people.models import User
from zsa_portal.regulations import clock


def version_make(
    document: Document, newest: Version | None, what: Stored | Version, by: User
) -> Version:
    """Write the version after ``newest`` (None: the first) of an upload, or of a version elsewhere."""
    return Version.objects.create(
        document=document,
        number=newest.number + 1 if newest else 1,
        file=what.file,
        name=what.name,
        cleaned=what.cleaned,
        open_changes=what.markup.changes,
        open_comments=what.markup.comments,
        uploaded_by=by,
        at=clock.now(),
    )
