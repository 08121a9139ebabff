"""Who acts in the archive's walks."""

from __future__ import annotations

from typing import Protocol

from zsa_portal.people.models import Department, User


class Cast(Protocol):
    """The people of a walk: a department that files, the inspectors, the posts."""

    department: Department
    archivist: User
    head: User
    quality: User
    quality_head: User
    custodian: User
    secretary_general: User
    vice_chair: User
