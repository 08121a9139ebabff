"""Which of a project's fields are shown to whom."""

from __future__ import annotations

from standards.queries import facts_of
from standards.states import S


def shown(project, user):
    return {str(label) for _heading, facts in facts_of(project, user) for label, _value in facts}


def test_outsiders_read_what_the_notice_says_and_no_contacts(walker, project_at, outsiders):
    project = project_at(S.APPROVAL_NOTICE)
    everything = shown(project, walker.cast.applicant)
    assert {"contact phone", "safeguards: basis, team, funds, resources"} <= everything
    assert shown(project, walker.cast.secretariat) == everything
    contacts = {"leader's phone", "contact person", "contact phone", "contact e-mail", "address"}
    assert shown(project, walker.cast.committee_secretary) == everything - contacts
    assert shown(project, outsiders["other member"]) == {
        "title",
        "English title",
        "new standard or revision",
        "number of the revised standard",
        "ICS",
        "CCS",
        "technical field",
        "supports this field (配套)",
        "sub-field",
        "committee in charge",
        "applicant organisation",
        "scope and main technical content",
        "planned start",
        "planned end",
        "plan number",
        "plan from",
        "plan to",
    }
