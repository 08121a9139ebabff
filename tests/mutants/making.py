"""What mutmut's operators make of a module: every change inside a function, one at a time.

Of the tool only the operators are used: as a whole it leaves decorated functions out, which ours
are, and starts anew for each run. What stands at import time (the figures of articles, names of
states) is not changed, as in the tool itself: figures are broken whole by the proofs of rules.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_string

ROOT = Path(__file__).resolve().parents[2]
LEFT_ALONE = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom, cst.Parameters)
WORDING = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}
"""Their sentences are held by the check of translations, not by rules."""


@dataclass(frozen=True)
class Mutant:
    """One change: in ``owner`` (a function's qualified name) the text ``was`` became ``now``.

    ``lines`` are those of the statement (of its head, if it has a body), ``source`` the whole
    module with the change.
    """

    path: str
    owner: str
    lines: list[int]
    was: str
    now: str
    source: str

    @property
    def name(self) -> str:
        """How the file of explanations calls it."""
        return f"{self.owner}: {self.was} -> {self.now}"


def mutants_of(path: str) -> list[Mutant]:
    """The mutants of a module of ours, by its path from the root of the clone."""
    return list(mutants_in((ROOT / path).read_text(encoding="utf-8"), path))


def mutants_in(source: str, path: str) -> Iterator[Mutant]:
    """The mutants of a source that compile, each once."""
    wrapper = MetadataWrapper(cst.parse_module(source))
    changes = _Changes()
    wrapper.visit(changes)
    seen = {source}
    for owner, lines, node, other in changes.found:
        changed = wrapper.module.deep_replace(node, other).code
        if changed not in seen and _compiles(changed):
            seen.add(changed)
            yield Mutant(path, owner, lines, *_difference(source, changed), changed)


def _compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


def _difference(source: str, changed: str) -> tuple[str, str]:
    """The lines that differ, before and after."""
    lines = difflib.unified_diff(source.splitlines(), changed.splitlines(), n=0, lineterm="")
    told = [(line[:1], " ".join(line[1:].split())) for line in list(lines)[2:]]
    was, now = (" ".join(text for sign, text in told if sign == mark) for mark in "-+")
    return was, now


class _Changes(cst.CSTVisitor):
    """Gathers (function, lines, node, changed node)."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[int], cst.CSTNode, cst.CSTNode]] = []
        self.around: list[cst.CSTNode] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, LEFT_ALONE) or _is_wording(node):
            return False
        if owner := self._owner():
            lines = self._lines(node)
            for kind, operator in mutation_operators:
                made = operator(node) if isinstance(node, kind) else ()
                for other in islice(made, 1 if operator is operator_string else None):
                    self.found.append((owner, lines, node, other))
        self.around.append(node)
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if self.around and self.around[-1] is original_node:
            self.around.pop()

    def _owner(self) -> str:
        """The outermost function around, with its classes; "" at module level."""
        names = []
        for one in self.around:
            if isinstance(one, cst.ClassDef | cst.FunctionDef):
                names.append(one.name.value)
            if isinstance(one, cst.FunctionDef):
                return ".".join(names)
        return ""

    def _lines(self, node: cst.CSTNode) -> list[int]:
        statement = next(
            one
            for one in reversed([*self.around, node])
            if isinstance(one, cst.SimpleStatementLine | cst.BaseCompoundStatement)
        )
        span = self.get_metadata(PositionProvider, statement)
        body = getattr(statement, "body", None)
        if isinstance(body, cst.IndentedBlock):
            last = self.get_metadata(PositionProvider, body.body[0]).start.line - 1
        else:
            last = span.end.line
        return list(range(span.start.line, max(last, span.start.line) + 1))


def _is_wording(node: cst.CSTNode) -> bool:
    """A translated sentence, or a docstring."""
    if isinstance(node, cst.Call):
        return isinstance(node.func, cst.Name) and node.func.value in WORDING
    return isinstance(node, cst.Expr) and isinstance(node.value, cst.BaseString)
