"""A stage code on a screen names one state."""

from __future__ import annotations

from collections import Counter

import pytest
from django.utils import translation

from standards.models import Project
from standards.states import STATES, S
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.twins import told_apart


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_stage_code_names_one_state_and_so_does_a_label(language):
    with translation.override(language):
        for machine in MACHINES.values():
            infos = machine.STATES.values()
            codes, labels = [info.stage for info in infos], [str(info.label) for info in infos]
            assert (machine.kind_code, twice(codes), twice(labels)) == (machine.kind_code, [], [])


def twice(names):
    return [name for name, times in Counter(names).items() if times > 1]


def test_what_left_the_preliminary_stage_says_which_way():
    left = {S.POLICY_RETURNED: "00.98", S.DISCARDED: "00.98.1", S.ABANDONED: "00.98.2"}
    assert {state: STATES[state].stage for state in left} == left


@pytest.mark.django_db
def test_a_new_standard_and_its_revision_of_one_title_say_which_they_are(walker, project_at):
    new, revision = project_at(S.POLICY_REVIEW, "规范"), project_at(S.POLICY_REVIEW, "规范")
    given = {"purpose": Project.Purpose.REVISION, "revised_standard": "T/ZSA 3—2026"}
    Project.objects.filter(pk=revision.pk).update(**given)
    with translation.override("zh-hans"):
        told = {new.pk: "制定", revision.pk: "修订 T/ZSA 3—2026"}
        assert told_apart(Project.objects.filter(pk__in=told)) == told
