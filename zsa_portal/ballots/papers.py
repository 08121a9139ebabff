"""The official paper of a ballot (投票结果, filed as 投票证明材料), and resolutions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.models import Ballot, Choice, Elector
from zsa_portal.ballots.queries import electors_placed, sheet_counts, tally
from zsa_portal.ballots.sheets import Item
from zsa_portal.ballots.times import end_minute, minute
from zsa_portal.ballots.visibility import Shown
from zsa_portal.documents.access import TITLES, withhold
from zsa_portal.documents.kinds import FormKind
from zsa_portal.documents.levels import classify
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Base
from zsa_portal.workflow.models import Level, Recusal

BALLOT_RESULT = FormKind(
    key="ballots.result",
    title=_("Result of the ballot"),
    template="forms/ballot_result.html",
    prefix="TP",
    level=Level.RESTRICTED,
)
withhold(BALLOT_RESULT.key)

RESOLUTION = "ballots.resolution"
TITLES[RESOLUTION] = _("Resolution")
classify(
    {
        BALLOT_RESULT.key: "standards.review_agenda_and_minutes",
        RESOLUTION: "standards.council_mail_approvals",
    }
)

POSITIONS = {
    "approve": "赞成",
    "disapprove": "反对",
    "abstain": "弃权",
    "recused": "回避",
    "silent": "未投票",
    "struck": "除名",
    "replaced": "更换",
}
COUNTED_OF = {
    Base.ALL_MEMBERS: "全体委员",
    Base.VALID_VOTES: "到会委员有效票",
    Base.WHOLE_PANEL: "评审组全体成员",
}


def result_data(ballot: Ballot) -> dict[str, Any]:
    """What the paper shows of a ballot: question, base, threshold, each vote, recusals, result.

    ``rows`` are all electors of the list, with how they voted only where who voted how is ever
    shown; ``reasons`` stand beside them, in an order that tells nothing where it is not. Times are
    those of Shanghai.
    """
    counted, named = tally(ballot), ballot.names_shown != Shown.NEVER
    electors = list(electors_placed(ballot))
    with translation.override("zh-hans"):
        label = ballot.label
        rows = [_row(one) if named else _nameless_row(one) for one in electors]
        reasons = _reasons(electors, named=named)
        sheet = _sheet(ballot, electors, named=named)
        changes = _changes(electors, named=named)
    return {
        "label": label,
        "title": ballot.matter.title,
        "matter_number": ballot.matter.number,
        "committee": ballot.body.name,
        "question": ballot.question,
        "opened": minute(ballot.opened_at),
        "ended": end_minute(min(ballot.closes_at, ballot.closed_at or clock.now())),
        "counted_of": COUNTED_OF[Base(ballot.basis)],
        "present_only": ballot.present_only,
        "abstention_is_valid": ballot.abstention_is_valid,
        "share": f"{ballot.numerator}/{ballot.denominator}",
        **counted.stored(),
        "electors": counted.electors,
        "voted": counted.voted,
        "rows": rows,
        "named": named,
        "reasons": reasons,
        "has_reasons": bool(reasons),
        "sheet": sheet,
        "changes": changes,
        "strikes": [
            {"name": one.name, "reason": one.strike_reason} for one in electors if one.struck_at
        ],
        "recusals": _recusals(ballot, electors),
        "date": str(clock.today()),
    }


def _has_voted(elector: Any) -> bool:
    return elector.position in Choice.values


def _row(elector: Any) -> dict[str, Any]:
    voted = _has_voted(elector)
    return {
        "name": elector.voter_name,
        "listed": elector.name,
        "organisation": elector.workplace,
        "role": elector.seat.called,
        "of_applicant": elector.of_applicant,
        "choice": POSITIONS[elector.position],
        "reason": elector.reason or "" if voted else "",
        "at": minute(elector.cast_at) if voted else "",
    }


def _nameless_row(elector: Any) -> dict[str, Any]:
    voted = {"choice": "已投票", "reason": "", "at": ""} if _has_voted(elector) else {}
    return _row(elector) | voted


def _reasons(electors: Iterable[Any], *, named: bool) -> list[dict[str, str]]:
    found = [
        {
            "name": one.voter_name if named else "",
            "choice": POSITIONS[one.position],
            "reason": one.reason,
        }
        for one in electors
        if _has_voted(one) and one.reason
    ]
    return found if named else sorted(found, key=lambda row: (row["choice"], row["reason"]))


def _sheet(ballot: Ballot, electors: Iterable[Any], *, named: bool) -> list[dict[str, Any]]:
    voted = [one for one in electors if _has_voted(one)]
    return [
        {
            "key": one.item.key,
            "label": str(one.item.label),
            "group": str(one.item.group),
            "about": str(one.item.about),
            "answers": [[str(label), number] for label, number in one.answers],
            "points": one.points,
            "reasons": _item_reasons(one.item, voted, named=named),
        }
        for one in sheet_counts(ballot)
    ]


def _item_reasons(item: Item, voted: Iterable[Any], *, named: bool) -> list[dict[str, str]]:
    if not item.with_reason:
        return []
    labels = dict(item.answers)
    found = [
        {
            "name": one.voter_name if named else "",
            "answer": str(labels[one.filled[item.key]["answer"]]),
            "reason": one.filled[item.key]["reason"],
        }
        for one in voted
    ]
    return found if named else sorted(found, key=lambda row: (row["answer"], row["reason"]))


def _changes(electors: Iterable[Any], *, named: bool) -> list[dict[str, str]]:
    found = [
        {"name": one.voter_name if named else "", **change}
        for one in electors
        if _has_voted(one)
        for change in one.asked
    ]
    return found if named else sorted(found, key=lambda row: (row["clause"], row["change"]))


def _recusals(ballot: Ballot, electors: list[Elector]) -> list[dict[str, str]]:
    voters = {one.voter for one in electors if one.position == "recused"}  # type: ignore[attr-defined]
    found = Recusal.objects.filter(matter=ballot.matter_id, lifted_at=None, user__in=voters)
    return [
        {"name": str(one.user), "reason": one.reason}
        for one in found.select_related("user").order_by("user__by_pinyin", "pk")
    ]
