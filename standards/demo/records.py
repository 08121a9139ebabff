"""The demonstration's records: the association's, and the projects of data/*.yaml."""

from __future__ import annotations

import datetime as dt
from functools import cache, cached_property

from standards.demo.draft_model import DATA
from zsa_portal.home.demo import records as association
from zsa_portal.home.demo.records import Record

FILES = ("projects", "drafts", "comments", "paper_texts")


class Records(association.Records):
    """The association's records with those of its projects; nothing here touches the database."""

    def __init__(self) -> None:
        own = {name: association.read(DATA / f"{name}.yaml") for name in FILES}
        self.files = association.records().files | own

    @cached_property
    def projects(self) -> dict[str, Record]:
        """Projects by key, in the order of their stages."""
        return {project["key"]: project for project in self.files["projects"]["projects"]}

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
