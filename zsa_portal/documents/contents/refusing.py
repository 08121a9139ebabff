"""The one way in which a file is refused."""

from __future__ import annotations

from typing import Any, NoReturn

from django.utils.translation import gettext as _

from zsa_portal.workflow.refusals import BadValue


def refuse(sentence: str, **values: Any) -> NoReturn:
    """Refuse the uploaded file with a translated sentence that has these named values."""
    raise BadValue("file", sentence % values)


def damaged(name: str, kind: str) -> NoReturn:
    """Refuse a file that does not open as what its name says."""
    refuse(
        _("“%(name)s” is no readable %(kind)s file: it is damaged, or its ending is wrong."),
        name=name,
        kind=kind,
    )


def locked(name: str) -> NoReturn:
    """Refuse a file that cannot be looked into without a password."""
    refuse(
        _("“%(name)s” is protected by a password. Remove the protection and upload it again."),
        name=name,
    )


def macros(name: str) -> NoReturn:
    """Refuse a file that carries macros."""
    refuse(_("“%(name)s” contains macros. Save it without macros and upload it again."), name=name)


def bomb(name: str) -> NoReturn:
    """Refuse a file that unpacks to more than the portal looks into."""
    refuse(_("“%(name)s” unpacks to far more data than a document has; it is refused."), name=name)
