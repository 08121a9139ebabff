"""The one way in which a file is refused."""

from __future__ import annotations

from typing import Any, NoReturn

from django.utils.translation import gettext as _

from zsa_portal.workflow.refusals import BadValue


class Harmful(BadValue):
    """A file carries something that acts, or reaches out, by itself."""


def refuse(sentence: str, **values: Any) -> NoReturn:
    """Refuse the uploaded file with a translated sentence that has these named values."""
    raise BadValue("file", sentence % values)


def harmful(sentence: str, **values: Any) -> NoReturn:
    """The same of a file that does something by itself."""
    raise Harmful("file", sentence % values)


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
    harmful(_("“%(name)s” contains macros. Save it without macros and upload it again."), name=name)


def bomb(name: str) -> NoReturn:
    """Refuse a file that unpacks to more than the portal looks into."""
    refuse(_("“%(name)s” unpacks to far more data than a document has; it is refused."), name=name)


def program(name: str) -> NoReturn:
    """Refuse a program under the name of a document."""
    harmful(_("“%(name)s” is a program, not a document, whatever its name says."), name=name)


def appended(name: str) -> NoReturn:
    """Refuse a file that has another one before, within or behind its own bytes."""
    harmful(
        _(
            "“%(name)s” has other data hidden before, between or behind its own. Open it with "
            "its program, save it anew, and upload that."
        ),
        name=name,
    )


def carrying(name: str, what: str) -> NoReturn:
    """Refuse a file that carries other files; ``what`` names one."""
    harmful(
        _(
            "“%(name)s” carries another file within itself (%(what)s). Take it out and upload "
            "it as a file of its own."
        ),
        name=name,
        what=what[:80],
    )


def reaching(name: str, target: str) -> NoReturn:
    """Refuse a file that fetches a part of itself from elsewhere when it is opened."""
    harmful(
        _(
            "“%(name)s” fetches a part of itself from “%(target)s” when it is opened. Put that "
            "part into the file, or break the link, and upload it again."
        ),
        name=name,
        target=target[:80],
    )


def launching(name: str, target: str) -> NoReturn:
    """Refuse a file with a link that starts a program or reaches into a network."""
    harmful(
        _(
            "“%(name)s” contains a link that starts a program or opens a file elsewhere "
            "(“%(target)s”). Remove the link and upload it again."
        ),
        name=name,
        target=target[:80],
    )


def active(name: str) -> NoReturn:
    """Refuse an office file with controls, fields or connections that act by themselves."""
    harmful(
        _(
            "“%(name)s” contains controls or fields that start something by themselves. Remove "
            "them and upload it again."
        ),
        name=name,
    )


def declared_type(name: str, kind: str) -> NoReturn:
    """Refuse an office file one of whose parts declares its own document type."""
    refuse(
        _(
            "“%(name)s” is no readable %(kind)s file: it declares a document type (DTD), which no "
            "office program does. Save it anew with Word, WPS or LibreOffice and upload that."
        ),
        name=name,
        kind=kind,
    )
