"""What holds before records are appraised and disposed of (归档管理制度 第十四条, and common practice)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from archive.appraisal.judging import judged, to_dispose
from archive.appraisal.panel import panel_for
from archive.appraisal.times import last_year
from archive.appraisal.using import uses_of
from archive.appraisal.verdicts import Place
from archive.records import Item
from zsa_portal.people.queries import people_of
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import condition, rule
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.models import Level

Appraisal = Any


@dataclass(frozen=True)
class Destruction:
    """What the supervisor says of a destruction: how it was done, and whether waste was shredded."""

    appraisal: Appraisal
    how: str
    shredded: bool


@condition
def something_is_appraised(appraisal: Appraisal) -> Iterable[str]:
    """An appraisal is of records."""
    if not judged(appraisal):
        yield _("The appraisal names no record: choose them on the list of records due.")


@condition
def their_time_is_over(appraisal: Appraisal) -> Iterable[str]:
    """Only records in the archive whose time is over are appraised; what is permanent never."""
    for one in judged(appraisal):
        last = last_year(one.item)
        if one.item.state != Item.State.ACCEPTED:
            yield _("Record %(record)d is not in the archive any more.") % {"record": one.item.pk}
        elif last is None or last >= clock.today().year:
            yield _("The time of record %(record)d is not over.") % {"record": one.item.pk}


@condition
def panel_is_complete(appraisal: Appraisal) -> Iterable[str]:
    """Behind every member of the panel stands somebody: heads, custodian, head of quality."""
    homes = {one.item.department for one in judged(appraisal)}
    for party in panel_for(homes) if homes else ():
        if not people_of([party]).exists():
            yield _("Nobody speaks for %(party)s: name somebody first.") % {"party": party}


@condition
def every_opinion_is_in(appraisal: Appraisal) -> Iterable[str]:
    """Every member of the panel has said of each record what becomes of it."""
    waiting: dict[str, int] = {}
    for one in judged(appraisal):
        for party in one.silent:
            waiting[str(party)] = waiting.get(str(party), 0) + 1
    for name, rows in waiting.items():
        yield _("%(party)s: %(rows)d records without a verdict.") % {"party": name, "rows": rows}


@condition
def something_is_disposed(appraisal: Appraisal) -> Iterable[str]:
    """The panel disposes of some record."""
    if not to_dispose(appraisal):
        yield _("The panel disposes of nothing: conclude that everything is kept on.")


@condition
def nothing_is_disposed(appraisal: Appraisal) -> Iterable[str]:
    """The panel keeps every record on."""
    if to_dispose(appraisal):
        yield _("The panel disposes of records: draw the disposal register up.")


@condition
def nothing_is_in_use(appraisal: Appraisal) -> Iterable[str]:
    """What is on loan, inspected, published or of a project under way is not disposed of."""
    keys = [one.item.pk for one in to_dispose(appraisal)]
    yield from remembered(appraisal, "uses", lambda: uses_of(keys))


@condition
def nothing_is_confidential(appraisal: Appraisal) -> Iterable[str]:
    """The secretary general alone approves the disposal of records up to 秘密."""
    if any(one.is_confidential for one in to_dispose(appraisal)):
        yield _("Confidential records go on to the executive vice chair.")


@condition
def something_is_confidential(appraisal: Appraisal) -> Iterable[str]:
    """Some record on the register is 机密."""
    if not any(one.is_confidential for one in to_dispose(appraisal)):
        yield _("Nothing on the register is confidential: your approval suffices.")


@condition
def another_person_signs(signing: tuple[Appraisal, Any]) -> Iterable[str]:
    """Two people sign a disposal: the supervisor is not the one who signed as custodian.

    Asked of the appraisal and of who is about to sign.
    """
    appraisal, user = signing
    signed = appraisal.signature_of(Place.CUSTODIAN)
    if signed is not None and signed.by_id == user.pk:
        yield _(
            "You signed the register as the custodian. A second person has to supervise the "
            "disposal: a deputy, or who is named head of the quality department."
        )


@condition
def way_is_stated(destruction: Destruction) -> Iterable[str]:
    """The supervisor says how the records were destroyed."""
    if not destruction.how.strip():
        yield _("Say how and where the records were destroyed.")


@rule("A14c")
def waste_is_shredded(destruction: Destruction) -> Iterable[str]:
    """Waste 秘密 and 机密 paper is shredded and used for nothing else (第十四条第六款)."""
    waste = [
        one
        for one in to_dispose(destruction.appraisal)
        if one.is_paper and one.item.document.level != Level.PUBLIC
    ]
    if waste and not destruction.shredded:
        yield _(
            "%(count)d paper originals above public have to be shredded: confirm that they were."
        ) % {"count": len(waste)}
