"""The catalogue tells each rule in the reader's language."""

from __future__ import annotations

import yaml
from django.utils import translation

from zsa_portal.regulations import catalogue
from zsa_portal.workflow.machine import MACHINES, meaning_of, steps_of


def test_a_rule_is_told_in_the_readers_language():
    entry = catalogue.entry("F19a")
    with translation.override("en"):
        assert (entry.language, entry.text) == (
            "en",
            "The working group elects a lead organisation (组长单位).",
        )
    with translation.override("zh-hans"):
        assert (entry.language, entry.text) == ("zh-Hans", "起草工作组推选组长单位。")


def test_a_rule_without_chinese_is_told_in_english():
    entry = catalogue.Entry("X1", "other", "Only English.")
    with translation.override("zh-hans"):
        assert (entry.language, entry.text) == ("en", "Only English.")


def test_every_rule_that_a_step_carries_out_is_told_in_chinese():
    named = {
        rule
        for machine in MACHINES.values()
        for transition in steps_of(machine)
        for rule in meaning_of(transition).rules
    }
    assert sorted(rule for rule in named if not catalogue.entry(rule).chinese) == []


def test_every_rule_of_formulation_is_told_in_chinese():
    rows = catalogue.entries().values()
    assert [row.id for row in rows if row.regulation == "formulation" and not row.chinese] == []


def test_chinese_is_given_for_no_rule_that_is_not_in_the_catalogue():
    given = yaml.safe_load(catalogue.CHINESE.read_text(encoding="utf-8"))
    assert sorted(given.keys() - catalogue.entries().keys()) == []
