"""File names by a numbering rule: that of the ISO 9000 departments, or a department's own (第八条)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.documents.contents import safe_name
from zsa_portal.people.departments.models import DepartmentCode
from zsa_portal.regulations.models import Settable

ISO = ""
INSIDE = Settable(
    "archive.iso_departments",
    [str(code) for code in DepartmentCode],
    _("Codes of the departments inside the ISO 9000 system"),
    _("The regulation does not name them (第八条(二)1)."),
)
NUMBERING = Settable(
    "archive.file_numbering",
    {ISO: "ZSA-{department}-{year}-{number} {name}"},
    _("Numbering of files: by department's code, empty for the one of ISO 9000"),
    _("The document control procedure and the departments' own rules are set here (第八条(二)1)."),
)
PLACES = {"department": r"[A-Z]+", "year": r"\d{4}", "number": r"\d{3,}", "name": r"\S.*"}
PLACE = re.compile(r"\\\{(\w+)\\\}")


@dataclass(frozen=True)
class Numbering:
    """A numbering rule: ``template`` holds {name}, and of {department}, {year}, {number} what it has."""

    template: str
    department: str
    year: int

    @property
    def short(self) -> str:
        """The department as numbers write it: its code in capitals."""
        return self.department.replace("_", "").upper()

    def _found(self, name: str) -> re.Match[str] | None:
        seen: set[str] = set()

        def place(found: re.Match[str]) -> str:
            key = found[1]
            if key not in PLACES or key in seen:
                return re.escape(found[0])
            seen.add(key)
            return f"(?P<{key}>{PLACES[key]})"

        return re.fullmatch(PLACE.sub(place, re.escape(self.template)), name)

    def follows(self, name: str) -> bool:
        """Whether a name is numbered by the rule, for this department."""
        found = self._found(name)
        return found is not None and found.groupdict().get("department", self.short) == self.short

    def bare(self, name: str) -> str:
        """A name without its number."""
        found = self._found(name)
        return found["name"] if found is not None and "name" in found.groupdict() else name

    def number_of(self, name: str) -> int:
        """The running number in a name; 0 where there is none of this year."""
        found = self._found(name)
        given = found.groupdict() if found else {}
        same_year = given.get("year", str(self.year)) == str(self.year)
        return int(given["number"]) if same_year and "number" in given else 0

    def proposed(self, name: str, number: int) -> str:
        """The name as the rule has it, with this running number, no longer than names may be."""
        given = {
            "{department}": self.short,
            "{year}": str(self.year),
            "{number}": f"{number:03d}",
            "{name}": name.strip(),
        }
        made = self.template
        for key, value in given.items():
            made = made.replace(key, value)
        return safe_name(made)


def numbering_for(department: Any, year: int) -> Numbering | None:
    """The rule by which a department's files of a year are named; None where none binds it."""
    templates = NUMBERING.value()
    template = templates.get(department.code, "")
    if not template and department.code in INSIDE.value():
        template = templates.get(ISO, "")
    return Numbering(template, department.code, year) if "{name}" in template else None


def stem(name: str) -> str:
    """A name without its ending, for comparing."""
    return PurePosixPath(name).stem.casefold()


def ending(name: str) -> str:
    """The ending of a name with its dot, in lower case."""
    return PurePosixPath(name).suffix.lower()
