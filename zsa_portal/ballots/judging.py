"""A vote given part by part: each item of the score sheet, the changes asked for, the conclusion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from zsa_portal.ballots.kinds import KINDS
from zsa_portal.ballots.models import Ballot, VoteDraft
from zsa_portal.ballots.sheets import Change, Item
from zsa_portal.workflow.machine import Text

CHANGES, CONCLUSION = "changes", "conclusion"
LABELS = {CHANGES: _("Changes asked for"), CONCLUSION: _("Conclusion")}
AGAINST = "disapprove"


@dataclass
class Written:
    """What somebody has written of a vote: as a Vote has it, finished or not."""

    choice: str = ""
    reason: str = ""
    sheet: dict[str, dict[str, str]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    @classmethod
    def of(cls, row: Any) -> Written:
        """What a draft or a live vote holds."""
        sheet = {key: dict(judged) for key, judged in row.sheet.items()}
        return cls(row.choice, row.reason, sheet, [dict(change) for change in row.changes])


@dataclass(frozen=True)
class Part:
    """One part of a vote and how it stands: ``said`` in words, ``is_open`` while something misses."""

    key: str
    label: Text
    group: Text
    said: str
    is_open: bool
    item: Item | None = None


def written_of(elector: Any, user: Any) -> Written:
    """What a user wrote of the elector's vote: the draft, else the live vote, else nothing."""
    draft = VoteDraft.objects.filter(elector=elector, user=user).first()
    live = draft or elector.votes.filter(replaced_at=None).first()
    return Written.of(live) if live else Written()


def keys_of(ballot: Ballot) -> list[str]:
    """The parts of a vote in a ballot, in their order."""
    return [*(item.key for item in ballot.items), *_last(ballot)]


def parts_of(ballot: Ballot, written: Written) -> list[Part]:
    """The parts of a vote with what is written of each; no query."""
    found = [_judged(item, written.sheet.get(item.key, {})) for item in ballot.items]
    return found + [_last_part(key, ballot, written) for key in _last(ballot)]


def open_parts(parts: Sequence[Part]) -> list[Part]:
    """Those in which something misses still."""
    return [part for part in parts if part.is_open]


def _last(ballot: Ballot) -> list[str]:
    kind = KINDS.get(ballot.kind)
    asks = kind is not None and kind.sheet is not None and kind.sheet.with_changes
    return [CHANGES, CONCLUSION] if asks else [CONCLUSION]


def _judged(item: Item, judged: dict[str, str]) -> Part:
    answer = judged.get("answer", "")
    lacks = not answer or (item.with_reason and not judged.get("reason"))
    said = str(dict(item.answers).get(answer, ""))
    return Part(item.key, item.label, item.group, said, lacks, item)


def _last_part(key: str, ballot: Ballot, written: Written) -> Part:
    if key == CHANGES:
        number = len(written.changes)
        return Part(
            key, LABELS[key], LABELS[CONCLUSION], str(number) if number else "", is_open=False
        )
    said = str(dict(ballot.choices).get(written.choice, ""))
    lacks = not said or (written.choice == AGAINST and not written.reason)
    return Part(key, LABELS[key], LABELS[CONCLUSION], said, lacks)
