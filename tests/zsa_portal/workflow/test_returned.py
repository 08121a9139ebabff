"""Why a matter came back stands on its page, for those whom it concerns."""

from __future__ import annotations

from zsa_portal.workflow.perform import perform
from zsa_portal.workflow.queries import log_lines, reason_of_state


def test_the_reason_is_told_to_staff_and_applicant_and_to_nobody_else(example_matter, make_user):
    people = example_matter.people
    back = perform(example_matter.send_back, by=people["staff"], reason="Chapter 4 is missing.")
    for reader in (people["applicant"], people["staff"]):
        told = reason_of_state(back, reader)
        assert (told.what, told.reason) == ("Return", "Chapter 4 is missing.")
    assert reason_of_state(back, make_user()) is None
    assert log_lines(back, people["applicant"])[0].reason == "Chapter 4 is missing."
    assert [line.reason for line in log_lines(back, make_user()) if line.reason] == []


def test_the_name_of_who_returned_it_is_told_to_staff_only(example_matter):
    people = example_matter.people
    back = perform(example_matter.send_back, by=people["staff"], reason="Chapter 4 is missing.")
    assert reason_of_state(back, people["staff"]).who == str(people["staff"])
    assert reason_of_state(back, people["applicant"]).who == ""


def test_once_it_went_on_the_old_reason_is_gone(example_matter):
    people = example_matter.people
    back = perform(example_matter.send_back, by=people["staff"], reason="Chapter 4 is missing.")
    again = perform(back.submit, by=people["applicant"])
    assert reason_of_state(again, people["applicant"]) is None
