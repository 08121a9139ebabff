"""docs/rules.md says what the code says."""

from __future__ import annotations

import re

from ops import rules_table


def test_the_table_of_rules_is_current():
    assert rules_table.TARGET.read_text(encoding="utf-8") == rules_table.table()


CARRIED = re.compile(
    r"(?:@rule|@permission|@provision|Rule)\(\s*\"([A-Z]{1,2}\d[\w.]*)\"|rule=\"([A-Z]{1,2}\d[\w.]*)\""
)


def carried_out() -> set[str]:
    """The ids of rules, permissions, provisions, periods and thresholds declared in the code."""
    found = set()
    for folder in ("zsa_portal", "standards", "certification"):
        for path in (rules_table.HOUSE / folder).rglob("*.py"):
            for pair in CARRIED.findall(path.read_text(encoding="utf-8")):
                found.update(filter(None, pair))
    return found & {rule_id for rule_id, _sentence in rules_table.rules()}


def marked() -> set[str]:
    """The ids that some test is marked with."""
    return set(rules_table.places(["tests"], rules_table.marked))


def test_only_marked_tests_stand_in_the_table():
    mark = "@pytest.mark.rule"
    assert rules_table.marked(f'{mark}("F05", "F09")\ndef test_it(): "F13a"') == {"F05", "F09"}
    assert "`tests/docs/" not in rules_table.table()


def test_every_rule_the_code_carries_out_has_a_marked_test():
    assert carried_out() - marked() == set()


MAIN_LINE = [
    "QA3a",
    "F05",
    "F06a",
    "F06b",
    "F08a",
    "F09",
    "F13a",
    "F13b",
    "F14a",
    "F14b",
    "F14c",
    "F15",
    "F18",
    "F19a",
    "F20a",
    "F21",
    "F22a",
    "F23",
    "F24",
    "F25",
    "F26",
    "F28",
    "F29",
    "F30",
    "F31",
    "F34",
]


def test_the_main_line_of_formulation_is_carried_out_rule_by_rule():
    assert set(MAIN_LINE) - carried_out() == set()
