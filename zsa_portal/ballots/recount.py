"""The recount: the result of a closed ballot from its raw votes, by other code than the count's.

It reads the rows itself and shares nothing with ``counting`` and ``queries``.
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from django.db import connection

ELECTORS = """
SELECT e.id, e.recused, e.struck_at IS NOT NULL AS struck
  FROM zsa_ballots_elector e WHERE e.ballot_id = %s AND e.successor_id IS NULL
"""
VOTES = """
SELECT v.elector_id, v.choice, v.replaced_at IS NULL AS live,
       v.cast_at >= b.opened_at AND v.cast_at < b.closes_at, v.sheet::text
  FROM zsa_ballots_vote v JOIN zsa_ballots_elector e ON e.id = v.elector_id
  JOIN zsa_ballots_ballot b ON b.id = e.ballot_id
 WHERE e.ballot_id = %s ORDER BY v.id
"""
CLOSED = """
SELECT id, numerator, denominator, basis, abstention_is_valid, result, sheet
  FROM zsa_ballots_ballot WHERE result IS NOT NULL ORDER BY id
"""
WORDS = {"approve": "yes", "disapprove": "no", "abstain": "abstain"}


def _rows(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def closed_ballots() -> list[dict[str, Any]]:
    """Every counted ballot with its threshold and the result that was kept."""
    names = ("id", "numerator", "denominator", "basis", "abstention_is_valid", "result", "sheet")
    found = [dict(zip(names, row, strict=True)) for row in _rows(CLOSED)]
    for ballot in found:
        for name in ("result", "sheet"):
            if isinstance(ballot[name], str):
                ballot[name] = json.loads(ballot[name])
    return found


def recounted(ballot: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The result as the raw rows give it, and what is wrong with the rows themselves."""
    places: dict[int, str] = {}
    for elector, recused, struck in _rows(ELECTORS, ballot["id"]):
        places[elector] = "struck" if struck else "recused" if recused else "silent"
    faults = []
    seen: set[int] = set()
    sheets = []
    for elector, choice, live, in_time, sheet in _rows(VOTES, ballot["id"]):
        if not in_time:
            faults.append(f"a vote of elector {elector} lies outside of the ballot's time")
        if not live:
            continue
        if elector in seen:
            faults.append(f"elector {elector} has more than one live vote")
        seen.add(elector)
        if places.get(elector) != "silent":
            faults.append(f"elector {elector} voted, being recused or struck")
        else:
            places[elector] = WORDS[choice]
            sheets.append((elector, json.loads(sheet)))
    judged, wrong = _judged(ballot["sheet"], sheets)
    return _result(ballot, list(places.values())) | judged, faults + wrong


def _judged(
    items: list[dict[str, Any]], sheets: list[tuple[int, dict[str, Any]]]
) -> tuple[dict[str, Any], list[str]]:
    """The score sheets' figures, if the ballot has one, and the sheets that do not fit it."""
    allowed = {item["key"]: [value for value, _label in item["answers"]] for item in items}
    figures = {key: dict.fromkeys(values, 0) for key, values in allowed.items()}
    faults = []
    for elector, sheet in sheets:
        given = {key: judged["answer"] for key, judged in sheet.items()}
        if given.keys() != allowed.keys():
            faults.append(f"elector {elector} judged other items than were asked")
        for key, answer in given.items():
            if answer in allowed.get(key, ()):
                figures[key][answer] += 1
            else:
                faults.append(f"elector {elector} gave no allowed answer on {key}")
    return ({"sheet": figures} if items else {}), faults


def _result(ballot: dict[str, Any], places: list[str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        name: len([place for place in places if place == name])
        for name in ("yes", "no", "abstain", "recused", "silent", "struck")
    }
    valid = {"yes", "no", "abstain"} if ballot["abstention_is_valid"] else {"yes", "no"}
    in_base = {"valid_votes": valid, "whole_panel": {*WORDS.values(), "silent", "struck"}}
    heads = in_base.get(ballot["basis"])
    base = len([place for place in places if heads is None or place in heads])
    share = Fraction(ballot["numerator"], ballot["denominator"])
    needed = next(n for n in range(1, base + 2) if n >= share * base)
    passed = base > 0 and Fraction(result["yes"], base) >= share
    return result | {"base": base, "needed": needed, "passed": passed}


def differences(ballot: dict[str, Any]) -> list[str]:
    """Sentences on every figure that differs from the kept result, and on faulty rows."""
    found, faults = recounted(ballot)
    kept = ballot["result"]
    return faults + [
        f"{name}: kept {kept.get(name, 0)!r}, recounted {figure!r}"
        for name, figure in found.items()
        if kept.get(name, 0) != figure
    ]
