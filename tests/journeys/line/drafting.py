"""From the plan to the consultation's papers: group, lead, draft, the committee's agreement."""

from __future__ import annotations

from standards.demo.records import records
from tests.journeys import papers
from tests.journeys.browser import zh
from tests.journeys.line import versions
from tests.journeys.line.people import Line, decision
from zsa_portal.people.models import Organisation, OrganisationPerson

RECORD = records().projects[papers.PROJECT]
GROUP = RECORD["drafting_group"]


def group_formed(line: Line) -> None:
    """The committee's secretary forms the group of people of the applying organisations."""
    who = line.committee
    people = OrganisationPerson.objects.filter(user__username__in=GROUP["people"])
    step = zh("Form the drafting group")
    with line.step(who, step, to="drafting_group_formed", picture="form-group"):
        who.fill({"members": list(people.values_list("pk", flat=True))})
    line.open(who, "people")
    who.picture("who-takes-part")


def lead_elected(line: Line) -> None:
    """The group elects the applicant as its lead."""
    who = line.applicant
    with line.step(who, zh("Elect the lead organisation"), to="drafting", picture="elect-lead"):
        lead = Organisation.objects.get(name=records().organisations[GROUP["lead"]]["name"])
        who.fill({f"votes_{lead.pk}": len(GROUP["people"])})


def draft_submitted(line: Line) -> None:
    """The lead writes a draft and mends it; without one nothing is submitted."""
    who, step = line.applicant, zh("Submit the draft to the committee")
    line.refused(who, step, zh("A version of the draft"))
    line.upload(who, "standards.working_draft", zh("Draft version"))
    versions.compared(line, "standards.working_draft")
    versions.zipped(who, line)
    with line.step(who, step, to="tc_agreement"):
        pass
    who.picture("draft-submitted")


def draft_agreed(line: Line) -> None:
    """The committee's secretary records that the committee agreed."""
    who = line.committee
    step = zh("Record the committee's agreement")
    with line.step(who, step, to="enquiry_ready", picture="agreement"):
        minutes = decision("新信标委纪要〔2026〕3号", present=15, yes=15)
        who.fill(minutes | {"note": RECORD["committee_agreement"]})
    line.form(who, "standards.standard_summary_form", "标准汇总表", "附件4", line.subject.title)


def enquiry_papers_in(line: Line) -> None:
    """The group completes the consultation's papers and hands them in."""
    who = line.applicant
    line.refused(who, zh("Hand in the consultation papers"), zh("Consultation draft (征求意见稿)"))
    line.upload(who, "standards.enquiry_draft", zh("Consultation draft (征求意见稿)"))
    line.upload(who, "standards.drafting_explanation", zh("Drafting explanation (annex 5)"))
    who.picture("enquiry-papers")
    with line.step(who, zh("Hand in the consultation papers"), to="enquiry_registered"):
        pass
