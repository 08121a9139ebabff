"""What the ballots' screens share: how a ballot is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zsa_portal.ballots.counting import Tally
from zsa_portal.ballots.models import Ballot, Choice, Vote
from zsa_portal.ballots.queries import electors_placed
from zsa_portal.ballots.sheets import Item
from zsa_portal.ballots.times import end_minute
from zsa_portal.ballots.visibility import WORDS, Shown
from zsa_portal.regulations import clock
from zsa_portal.ui.charts import Bar, bar_chart
from zsa_portal.ui.templatetags.ui import when
from zsa_portal.workflow.machine import MACHINES
from zsa_portal.workflow.perform import catch_up


def caught_up(ballot: Ballot) -> bool:
    """Take the calendar's steps of the matter of a ballot whose time is over; whether it was."""
    if ballot.closed_at is not None or ballot.is_open():
        return False
    catch_up(MACHINES[ballot.matter.kind].objects.get(pk=ballot.matter_id))
    return True


def chart(ballot: Ballot, counted: Tally) -> SafeString:
    """The votes as bars over the base, with the line that passes."""
    words = {value: str(label) for value, label in ballot.choices}
    bars = [
        Bar(words.get("approve") or _("In favour"), counted.yes, "ok"),
        Bar(words.get("disapprove") or _("Against"), counted.no, "bad"),
    ]
    if "abstain" in words and (not ballot.present_only or ballot.abstention_is_valid):
        bars.append(Bar(_("Abstain"), counted.abstain))
    if not ballot.present_only:
        bars += [Bar(_("Recused"), counted.recused), Bar(_("No vote"), counted.silent)]
        bars += [Bar(_("Struck"), counted.struck)] if counted.struck else []
    return bar_chart(bars, total=counted.base, needed=counted.needed, title=_("Result"))


def facts(ballot: Ballot, counted: Tally) -> list[tuple[str, Any]]:
    """What is true of a ballot for everybody who sees it, beside its chart."""
    found: list[tuple[str, Any]] = [
        (_("Body"), ballot.body),
        (_("Majority"), ballot.majority),
        (_("Voting from"), when(ballot.opened_at)),
        (_("Open until"), end_minute(ballot.closes_at)),
    ]
    if not ballot.end_reason:
        found.append((_("Electors"), counted.electors))
    if words := ballot.abstention_reading:
        found.append((_("Abstentions"), words))
    if words := who_sees_what(ballot):
        found.append((_("Who sees what"), words))
    if ballot.closed_at is None:
        return found
    if ballot.present_only and not ballot.end_reason:
        found += [
            (_("Abstain"), counted.abstain),
            (_("Recused"), counted.recused),
            (_("No vote"), counted.silent),
        ]
    return [*found, (_("Closed"), when(ballot.closed_at))]


def export_rows(ballot: Ballot) -> Iterator[tuple[Any, ...]]:
    """The electors of a ballot with vote, reason and time, as rows of a spreadsheet."""
    items = ballot.items
    for one in electors_placed(ballot):
        yield (
            one.voter_name,
            one.workplace,
            position_label(one.position),
            one.strike_reason or one.reason or "",
            one.cast_at,
            *(_judged(item, one) for item in items),
        )


def _judged(item: Item, elector: Any) -> str:
    if elector.position not in Choice.values:
        return ""
    judged = elector.filled[item.key]
    said = (str(dict(item.answers)[judged["answer"]]), judged.get("reason", ""))
    return "\n".join(filter(None, said))


def recorded(vote: Vote, ballot: Ballot) -> str:
    """What a voter is told once the vote is there."""
    words = {
        "choice": dict(ballot.choices).get(vote.choice, vote.get_choice_display()),
        "question": ballot.question,
        "at": f"{vote.cast_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M:%S}",
        "receipt": vote.receipt,
    }
    sentence = _(
        "Your vote “%(choice)s” on “%(question)s” is recorded: %(at)s, receipt %(receipt)s."
    )
    return sentence % words


def who_sees_what(ballot: Ballot) -> str:
    """When the count and who voted how are shown, in words; empty for the usual setting."""
    return str(WORDS.get(ballot.visibility, ""))


def why_no_names(ballot: Ballot) -> str:
    """Why somebody who sees a ballot is not shown who voted how."""
    if ballot.names_shown == Shown.NEVER:
        return who_sees_what(ballot)
    if ballot.names_shown == Shown.OPEN:
        return _("Single votes are shown to the committee and the secretariat.")
    return _("Single votes are shown after closing, to the committee and the secretariat.")


def position_label(position: str) -> str:
    """An elector's position in words."""
    others = {
        "recused": _("Recused"),
        "silent": _("No vote"),
        "struck": _("Struck"),
        "replaced": _("Replaced"),
    }
    return others.get(position) or str(Choice(position).label)
