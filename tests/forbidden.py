"""POSTs steps as whom they are not for; the steps of every machine are tried alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from zsa_portal.workflow.machine import nobody_by_hand, steps_of
from zsa_portal.workflow.models import LogEntry, Matter
from zsa_portal.workflow.perform import find

REASON = {"reason": "不合格，请修改", "opinion": "x", "seen": ""}


def client_of(user: Any) -> Client:
    """A client signed in as the user, anonymous for None."""
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


def post(client: Client, user: Any, matter: Matter, name: str) -> int:
    """The status of a user's POST of a step; what it did is rolled back, and it moved no matter."""
    with transaction.atomic():
        status = client.post(reverse("workflow:step", args=[matter.pk, name]), REASON).status_code
        moved = type(matter).objects.get(pk=matter.pk).state != matter.state
        transaction.set_rollback(True)
    assert not moved, f"{user} moved {matter.state} by {name}"
    return status


def nobody_else_takes_its_steps(matter: Matter, people: Mapping[str, Any]) -> int:
    """Try every step of the present state as everybody whose it is not; how many were tried."""
    tried = 0
    clients = {name: client_of(user) for name, user in people.items()}
    for transition in steps_of(type(matter)):
        if transition.source != matter.state:
            continue
        for name, user in people.items():
            if user is None or not transition.has_perm(matter, user):
                status = post(clients[name], user, matter, transition.name)
                wanted = (302,) if user is None else (403, 404)
                assert status in wanted, f"{user}: {transition.name} in {matter.state}: {status}"
                tried += 1
    return tried


def steps_of_other_states_are_refused(matter: Matter, insiders: list[Any]) -> None:
    """Try every step that does not start here as those whose it is; nothing is logged."""
    logged = LogEntry.objects.filter(matter=matter)
    before, last = logged.count(), logged.first()
    clients = {user.pk: client_of(user) for user in insiders}
    for transition in {one.name: one for one in steps_of(type(matter))}.values():
        if find(matter, transition.name) is None and transition.permission is not nobody_by_hand:
            for user in insiders:
                if transition.has_perm(matter, user):
                    own = last and (last.step, last.by) == (transition.name, user)
                    seen = Matter.objects.visible_to(user).filter(pk=matter.pk).exists()
                    wanted = (302 if own else 409) if seen else 404
                    assert post(clients[user.pk], user, matter, transition.name) == wanted
    assert logged.count() == before
