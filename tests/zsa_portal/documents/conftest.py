"""A file store of its own for every test, and papers to work with."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from tests.procedure import roles
from tests.zsa_portal.documents.making import docx_bytes, upload
from zsa_portal.documents import access, actions, dossiers
from zsa_portal.documents.access import PaperKind
from zsa_portal.workflow.machine import Phase

marks = itertools.count(1)


@pytest.fixture(autouse=True)
def files_root(tmp_path: Path, settings: Any) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return settings.FILES_ROOT


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def paper_kinds() -> Iterator[None]:
    """The kinds of paper of the example procedure, in place of all others."""
    registries = (
        access.uploads,
        access.SHARES,
        access.CONFIDED,
        access.PUBLIC_KINDS,
        dossiers.DOSSIERS,
    )
    kept = [dict(registry) for registry in registries]
    for registry in registries:
        registry.clear()
    _declare()
    yield
    for registry, before in zip(registries, kept, strict=True):
        registry.clear()
        registry.update(before)


def _declare() -> None:
    access.declare(
        PaperKind(
            "test.outline",
            "Outline",
            (roles.APPLICANT,),
            ("draft", "received"),
            "restricted",
            (roles.COMMITTEE,),
        ),
        PaperKind(
            "test.attachment",
            "Attachment",
            (roles.APPLICANT,),
            ("draft", "received"),
            "restricted",
            many=True,
        ),
        PaperKind("test.draft_text", "Text", (roles.SECRETARIAT,), (), "public"),
        PaperKind("test.minutes", "Minutes", (roles.SECRETARIAT,), (), "confidential"),
    )
    access.declare(PaperKind("test.evaluation", "Evaluation", (roles.SECRETARIAT,)))
    access.confide("test.evaluation", (roles.COMMITTEE,))
    access.make_public("test.draft_text", Phase.NOTICE)


@pytest.fixture
def add(db: None) -> Any:
    """Add a paper with bytes of its own to a matter."""

    def make(
        matter: Any,
        kind: str = "test.outline",
        *,
        by: Any = None,
        data: bytes | None = None,
        name: str = "paper.docx",
        **fields: Any,
    ) -> Any:
        by = (
            by
            or matter.people[
                "applicant" if kind in {"test.outline", "test.attachment"} else "staff"
            ]
        )
        data = data or docx_bytes(f"text {next(marks)}")
        return actions.document_add(
            matter=matter, kind=kind, upload=upload(name, data), by=by, **fields
        )

    return make
