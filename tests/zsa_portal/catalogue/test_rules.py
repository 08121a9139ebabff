"""The catalogue's conditions at their boundaries, on bare values."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.utils import translation

from zsa_portal.catalogue.models import Edition
from zsa_portal.catalogue.rules import (
    Number,
    Revocation,
    announcement_days_agree,
    is_of_secretariat,
    never_given,
    recognition_can_be_revoked,
)
from zsa_portal.regulations import clock

TODAY = dt.date(2026, 3, 2)
DAY = dt.timedelta(days=1)
PAST = "The publication date cannot lie in the past."
FAR = "The publication date lies more than a year ahead."
TURNED = "The implementation date cannot lie before the publication date."
SPAN = "The recognition ends on a day between its publication and today."


@pytest.fixture(autouse=True)
def on_a_day():
    with clock.moved_to(clock.start_of(TODAY)), translation.override("en"):
        yield


@pytest.mark.rule("F30")
def test_a_number_before_the_last_given_is_free_one_after_it_is_still_to_come():
    to_come = ["The portal has begun to number; this number is still to come."]
    assert never_given.missing(Number(6, kept=False, last=7)) == []
    assert never_given.missing(Number(7, kept=False, last=7)) == []
    assert never_given.missing(Number(8, kept=False, last=7)) == to_come
    assert never_given.missing(Number(8, kept=False, last=None)) == []
    assert never_given.missing(Number(8, kept=True, last=7)) == [
        "The portal gave the running number 8 itself."
    ]


@pytest.mark.parametrize(
    ("published", "implemented", "sentences"),
    [
        (TODAY, TODAY, []),
        (TODAY - DAY, TODAY, [PAST]),
        (TODAY + clock.FURTHEST, TODAY + clock.FURTHEST, []),
        (TODAY + clock.FURTHEST + DAY, TODAY + clock.FURTHEST + DAY, [FAR]),
        (TODAY + DAY, TODAY, [TURNED]),
    ],
)
def test_an_announcement_appears_from_today_within_a_year_and_takes_effect_no_earlier(
    published, implemented, sentences
):
    assert announcement_days_agree.missing((published, implemented)) == sentences


def revocation(*, on=TODAY, reason="不再先进", status="current", ends=("revoked",)):
    edition = SimpleNamespace(
        Status=Edition.Status,
        number="T/ZSA 1-2024",
        status=status,
        published_on=TODAY - 9 * DAY,
        meaning=SimpleNamespace(ends=ends),
    )
    return Revocation(edition, on, reason)


@pytest.mark.parametrize(
    ("given", "sentences"),
    [
        ({}, []),
        ({"on": TODAY - 9 * DAY}, []),
        ({"on": TODAY - 10 * DAY}, [SPAN]),
        ({"on": TODAY + DAY}, [SPAN]),
        (
            {"reason": " "},
            ["Say why the recognition is revoked; the reason is shown to the public."],
        ),
        ({"ends": ()}, ["T/ZSA 1-2024 was not recognised; there is nothing to revoke."]),
        (
            {"status": "replaced"},
            ["T/ZSA 1-2024 is not in force; only a recognition in force is revoked."],
        ),
    ],
)
def test_a_recognition_in_force_ends_between_its_publication_and_today(given, sentences):
    assert recognition_can_be_revoked.missing(revocation(**given)) == sentences


@pytest.mark.rule("F06a")
def test_the_catalogue_is_kept_by_the_department_of_standards_alone(make_staff, make_user):
    assert is_of_secretariat(make_staff(department="standards"))
    assert not is_of_secretariat(make_staff(department="finance"))
    assert not is_of_secretariat(make_user())
