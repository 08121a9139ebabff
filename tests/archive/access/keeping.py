"""What the small archive of the canaries keeps: an appraisal, checks, bags, a search, notes; forms."""

from __future__ import annotations

import datetime as dt
import json
import re
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from archive.appraisal.actions import opinion_give
from archive.appraisal.states import A
from archive.appraisal.verdicts import Verdict
from archive.bags.actions import bag_ask, bag_make
from archive.bags.records import Bag
from archive.checking.actions import checks_finish
from archive.checking.steps import check_report_issue
from archive.loans.actions import spot_check_draw, spot_check_note
from archive.loans.records import SpotCheck
from archive.storage.actions import storage_check_add
from tests.archive.appraisal.walk import CONFIDENTIAL_LINE, FILED, Appraiser
from tests.archive.holdings import folder, record
from zsa_portal.documents import store
from zsa_portal.documents.models import IssuedForm
from zsa_portal.regulations import clock
from zsa_portal.workflow.kept.actions import view_keep
from zsa_portal.workflow.perform import perform

WORDS = re.compile(r"Qz\d{3}[a-z]+")
OTHER = "member_service"


def keep(made: Any, now: dt.datetime, pdf_of: Any) -> None:
    """Add it all; every form that was issued becomes a PDF of the words of its data."""
    with clock.moved_to(now):
        _bags(made)
        _notes(made)
        filing = next(one for one in made.matters if one.kind == "filing" and one.handed_over_at)
        checks_finish(filing)
        check_report_issue(filing=filing, by=made.cast.custodian)
    for form in IssuedForm.objects.all():
        said = " ".join(WORDS.findall(json.dumps(form.data)))
        form.file = store.put_own(pdf_of(said or str(form.pk)), media_type="application/pdf")
        form.state = IssuedForm.State.READY
        form.save(update_fields=["file", "state"])
        made.forms.append(form)


def appraise(made: Any, begins: dt.datetime) -> None:
    """Of three records of the other department: the one of each level goes, the third is kept on."""
    cast, items = made.cast, []
    told = frozenset({"quality_head"})
    with clock.moved_to(begins):
        for place, level in enumerate(("restricted", "confidential", "confidential"), start=31):
            known: dict[str, Any] = {"level": level, "author": "other_clerk", "told": told}
            folder(
                cast.other_department,
                cast.other_clerk,
                str(place),
                name=made.hide("appraisedfolder", OTHER, **known),
            )
            item = record(
                cast.other_department,
                cast.other_clerk,
                made.hide("appraised", OTHER, **known),
                level=level,
                number=str(place),
                body=f"old {place}".encode(),
                media_type="text/plain",
                retention="10",
                accepted_at=FILED,
            )
            items.append(item)
    people = SimpleNamespace(**vars(cast) | {"head": cast.other_head})
    walker = Appraiser(people, begins, CONFIDENTIAL_LINE)
    appraisal = walker.to(walker.start(items), A.PANEL)
    with walker.at(walker.now):
        opinion_give(
            appraisal=appraisal,
            row=appraisal.rows.get(item=items[2]).pk,
            verdict=Verdict.YEARS_10,
            reason=made.hide("opinion", OTHER, told=told),
            by=cast.other_head,
        )
    made.matters.append(walker.to(appraisal, A.SIGNING))
    with walker.at(walker.now):
        perform(made.matters[-1].sign_as_custodian, by=cast.custodian)
    with walker.at(walker.now):
        disposing = type(appraisal).objects.get(pk=appraisal.pk)
        perform(disposing.sign_as_supervisor, by=cast.quality_head)
    made.matters[-1] = type(appraisal).objects.get(pk=appraisal.pk)


def _bags(made: Any) -> None:
    """Of a folder with a record of each level, made and ready."""
    for use in ("kept restricted", "kept confidential"):
        bag = bag_ask(folder=made.items[use].folder, purpose="移交市档案馆", by=made.cast.custodian)
        bag_make(bag.pk)
        made.bags.append(Bag.objects.get(pk=bag.pk))
        assert made.bags[-1].state == Bag.State.READY


def _notes(made: Any) -> None:
    """What the custodian writes down of storage and loans, and a search kept for oneself."""
    cast = made.cast
    storage_check_add(
        backed_up_on=clock.today(),
        infected=True,
        note=made.hide("storage", "finance", told=frozenset({"secretary_general"})),
        by=cast.custodian,
    )
    check = spot_check_draw(by=cast.custodian)
    finding = made.hide("spot", "finance")
    for row in SpotCheck.objects.get(pk=check.pk).rows.all():
        spot_check_note(row=row, conforms=False, finding=finding, by=cast.custodian)
    made.spot_checks.append(check)
    word = made.hide("search", "quality", author="quality_head")
    view_keep(
        user=cast.quality_head, place="archive:items", name=word, asked=urlencode({"q": word})
    )
