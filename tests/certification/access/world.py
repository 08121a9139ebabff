"""A recognition in every phase; the sub-committee of its field is the one that reviews it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from certification.acceptance.papers import RECOGNITION_NOTICE
from certification.applications.papers import CHARTER
from certification.assessment.meeting import PANEL_MEETING
from certification.demo.walk import Cast, Walker
from certification.models import Recognition
from certification.states import S
from tests.access.parts import ANY, Part, World
from tests.access.world import START
from tests.certification.access import upkeep
from tests.certification.one_mark import access as one_mark
from tests.certification.panels import access as panels
from tests.made_forms import forms_made_at_once
from zsa_portal.documents.models import IssuedForm, Version
from zsa_portal.notices.actions import Author, Remark, opinion_submit
from zsa_portal.notices.models import NoticeItem
from zsa_portal.notices.own import key_of
from zsa_portal.people.models import Body
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Recusal

PHASES = {
    "draft": S.DRAFT,
    "procedure": S.BALLOT_CLOSED,
    "notice": S.NOTICE,
    "published": S.RECOGNISED,
}
STATIONS = {"waiting": (S.ACCEPTANCE, ("certification:acceptance",)), **panels.STATIONS}
FIXED = {
    "machine": "recognition",
    "step": "submit_application",
    "tab": "papers",
    "part": "conclusion",
    "meeting_kind": PANEL_MEETING.key,
    "notice_kind": RECOGNITION_NOTICE.code,
    "kind": CHARTER,
    **panels.FIXED,
}


def build(kernel: World) -> World:
    """A recognition of the applicant in every phase and at every station."""
    world = World(users=kernel.users, bodies=kernel.bodies)
    stations = {phase: state for phase, (state, _names) in STATIONS.items()}
    for phase, state in (PHASES | stations).items():
        recognition, world.now[phase] = _walked(cast_of(world), phase, state)
        with clock.moved_to(world.now[phase]):
            _comment(recognition)
            world.keys[phase] = keys_of(recognition) | panels.add(world, phase, recognition)
    world.keys["procedure"] |= upkeep.upkeep_keys(world, world.now["procedure"])
    world.now[ANY] = world.now["published"]
    world.keys[ANY] = FIXED | {"organisation": kernel.bodies["organisation"].pk}
    one_mark.add(world)
    return world


def cast_of(world: World) -> Cast:
    """Who takes the steps of a recognition."""
    return Cast(
        applicant=world.users["applicant"],
        organisation=world.bodies["organisation"],
        secretariat=world.users["secretariat"],
        panel=Body.objects.get(code="TC1"),
        reviewers=world.bodies["members"],
        council_secretary=world.users["council_secretary"],
        experts=world.bodies["experts"],
    )


def _walked(cast: Cast, phase: str, state: str) -> tuple[Recognition, dt.datetime]:
    """A recognition in the state, and the instant it came there."""
    walker = Walker(cast, START)
    with forms_made_at_once():
        recognition = walker.to(walker.start(f"{phase} 规范"), state)
    return recognition, walker.now


def _comment(recognition: Recognition) -> None:
    item = NoticeItem.objects.filter(matter=recognition).order_by("-pk").first()
    if item is not None and item.notice.is_open():
        opinion_submit(
            item=item,
            by=None,
            author=Author("钱二", "某公司", "13900000000", declares_truth=True),
            remark=Remark("指标偏低"),
            evidence=SimpleUploadedFile("证明.txt", "证明材料".encode()),
        )


def keys_of(recognition: Recognition) -> dict[str, Any]:
    """What the addresses that concern a recognition name; None for what it has not yet."""
    version = Version.objects.filter(document__matter=recognition).order_by("pk").first()
    form = IssuedForm.objects.filter(matters=recognition.pk).order_by("pk").first()
    item = NoticeItem.objects.filter(matter=recognition).order_by("-pk").first()
    opinion = item.opinions.first() if item else None
    ballot = recognition.ballots.first()
    recusal = None
    if ballot is not None:
        user = ballot.electors.first().seat.user
        recusal = Recusal.objects.create(
            matter=recognition, user=user, reason="x", declared_by=user
        )
    return {
        "matter": recognition.pk,
        "document": version and version.document_id,
        "version": version and version.pk,
        "form": form and form.pk,
        "check": form and form.check_token,
        "item": item and item.pk,
        "notice": item and item.notice_id,
        "opinion": opinion and opinion.pk,
        "receipt": opinion and opinion.token,
        "own_key": opinion and key_of(opinion),
        "ballot": ballot and ballot.pk,
        "change": getattr(recognition.changes_asked.first(), "pk", None),
        "elector": ballot and ballot.electors.first().pk,
        "recusal": recusal and recusal.pk,
    }


PART = Part(
    namespace="certification",
    folder=Path(__file__).parent,
    build=build,
    phases=tuple(PHASES),
    stations={phase: names for phase, (_state, names) in STATIONS.items()},
    keys_of={
        **one_mark.KEYS_OF,
        **upkeep.KEYS_OF,
        "certification": "matter",
        "certification:body": "organisation",
        "certification:body_paper": "organisation",
        "certification:body_applications": "organisation",
        "certification:body_standards": "organisation",
        "certification:body_marks": "organisation",
    },
)
