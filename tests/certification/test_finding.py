"""The search finds a recognition by the number that its body gave the standard."""

from __future__ import annotations

import pytest

from certification.applications.actions import application_start
from certification.models import Recognition
from certification.states import S
from zsa_portal.home.queries import found_matters
from zsa_portal.regulations import clock


@pytest.mark.parametrize("dash", ["-", "—"])
def test_a_recognition_is_found_by_the_bodys_number_by_those_who_may_know_it(
    recognition_at, walker, outsiders, dash
):
    recognition = recognition_at(S.ACCEPTANCE)
    number = recognition.source_number.replace("-", dash).replace("—", dash)
    with clock.moved_to(walker.now):
        assert [one.pk for one in found_matters(walker.cast.secretariat, number, 5)] == [
            recognition.pk
        ]
        assert found_matters(walker.cast.secretariat, f"{number}1", 5) == []
        knowing = {
            one.name
            for one in outsiders.values()
            if Recognition.objects.visible_to(one).filter(pk=recognition.pk).exists()
        }
        finding = {one.name for one in outsiders.values() if found_matters(one, number, 5)}
    assert finding == knowing
    assert len(knowing) < len(outsiders)


def test_what_the_number_names_stands_before_what_only_speaks_of_it(recognition_at, walker):
    recognition = recognition_at(S.ACCEPTANCE)
    number = recognition.source_number
    with clock.moved_to(walker.now):
        speaking = application_start(
            applicant=recognition.applicant,
            title=f"{number} 的解读",
            source_number="T/EX 99-2025",
            by=walker.cast.applicant,
        )
        found = found_matters(walker.cast.applicant, number, 5)
    assert [one.pk for one in found] == [recognition.pk, speaking.pk]
