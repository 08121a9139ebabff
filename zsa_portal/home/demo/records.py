"""The demonstration's records as read from data/*.yaml, with what links them."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, cached_property
from typing import Any

import yaml

from zsa_portal.home.demo.draft_model import DATA

Record = dict[str, Any]
FOLD = re.compile(r"(?<=[\u3001-\u9fff\uff00-\uffef\u201d]) (?=[\u3001-\u9fff\uff00-\uffef\u201c])")
PEOPLE_FILES = ("organisation", "organisations", "experts")


class Records:
    """All records of the demonstration; nothing here touches the database."""

    def __init__(self) -> None:
        names = (*PEOPLE_FILES, "committees", "fields", "projects", "drafts", "comments")
        self.files: dict[str, Any] = {name: _read(name) for name in (*names, "paper_texts")}

    @cached_property
    def projects(self) -> dict[str, Record]:
        """Projects by key, in the order of their stages."""
        return {project["key"]: project for project in self.files["projects"]["projects"]}

    @cached_property
    def organisations(self) -> dict[str, Record]:
        """Organisations by key."""
        return {row["key"]: row for row in self.files["organisations"]["organisations"]}

    @cached_property
    def bodies(self) -> dict[str, Record]:
        """Committees and the council by code."""
        return {row["code"]: row for row in self.files["committees"]["bodies"]}

    @cached_property
    def fields(self) -> dict[str, Record]:
        """Technical fields by code."""
        return {row["code"]: row for row in self.files["fields"]["fields"]}

    @cached_property
    def people(self) -> dict[str, Record]:
        """Everyone who signs in, by username: staff, people of organisations, experts."""
        staff = [p for d in self.files["organisation"]["departments"] for p in d["staff"]]
        members = [p for row in self.organisations.values() for p in row["people"]]
        return {p["username"]: p for p in [*staff, *members, *self.files["experts"]["experts"]]}

    def units(self, project: Record) -> list[str]:
        """Keys of the organisations that draft: the drafting group's, else those of the proposal."""
        group = project.get("drafting_group")
        return group["units"] if group else [project["applicant"], *project["participants"]]

    def drafters(self, project: Record) -> list[str]:
        """Usernames of the people who draft."""
        group = project.get("drafting_group")
        return group["people"] if group else [project["leader"], project["contact"]]

    def comments(self, key: str) -> list[Record]:
        """The comments that the consultation of a project brings, in the order they arrive."""
        return sorted(self.files["comments"].get(key, []), key=lambda comment: comment["day"])

    def seats(self, project: Record) -> list[Record]:
        """The voting seats of the committee in charge."""
        return [seat for seat in self.bodies[project["committee"]]["seats"] if seat["votes"]]

    def votes(self, project: Record) -> dict[str, tuple[str, str]]:
        """Username -> (choice or "recused", reason) of the project's committee ballot so far."""
        ballot = project.get("ballot")
        if not ballot:
            return {}
        cast = {
            row["user"]: (choice, row["reason"])
            for choice in ("disapprove", "abstain", "recused")
            for row in ballot[choice]
        }
        in_favour = ballot["approve"]
        if in_favour == "others":
            in_favour = [s["username"] for s in self.seats(project) if s["username"] not in cast]
        return cast | dict.fromkeys(in_favour, ("approve", ""))

    def noticed_together(self, key: str) -> list[str]:
        """Keys of the projects on one public notice with a project, itself among them."""
        groups: list[list[str]] = self.files["projects"]["noticed_together"]
        return next((group for group in groups if key in group), [key])

    def day_of(self, project: Record, step: str, today: dt.date) -> dt.date | None:
        """The day of a step of the timeline, in the past or to come; None for an unsubmitted proposal."""
        if "submitted" not in project:
            return None
        timeline = self.files["projects"]["timeline"] | project.get("timeline", {})
        offset = 0 if step == "submitted" else timeline[step]
        return today + dt.timedelta(days=project["submitted"] + offset)


@cache
def records() -> Records:
    """The records, read once."""
    return Records()


def _read(name: str) -> Any:
    return _unfolded(yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8")))


def _unfolded(value: Any) -> Any:
    """The value without the blanks that YAML puts where Chinese lines were folded."""
    if isinstance(value, str):
        return FOLD.sub("", value)
    if isinstance(value, list):
        return [_unfolded(one) for one in value]
    if isinstance(value, dict):
        return {key: _unfolded(one) for key, one in value.items()}
    return value
