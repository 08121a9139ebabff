"""Steps for several matters, as the tests of every app take them."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from tests.pages.costs import MOST, statements
from zsa_portal.people.models import User
from zsa_portal.regulations import clock
from zsa_portal.workflow.machine import meaning_of, steps_of


def names_for_several(machine: Any) -> set[str]:
    """The names of a procedure's steps that are for several."""
    return {found.name for found in steps_of(machine) if meaning_of(found).together}


def address(step: str, matters: list[Any]) -> str:
    """The preview of a step for these matters, all of one kind."""
    url = reverse("workflow:bulk_step", args=[matters[0].kind, step])
    return f"{url}?" + "&".join(f"matter={one.pk}" for one in matters)


def previewed(step: str, matters: list[Any], *, by: User, now: Any) -> list[list[str]]:
    """Why the step is not taken, of each matter, as its preview says."""
    client = Client()
    client.force_login(User.objects.get(pk=by.pk))
    with clock.moved_to(now):
        page = client.get(address(step, matters))
    return [line.refusals for line in page.context["lines"]]


def taken(step: str, matters: list[Any], *, by: User, now: Any, **values: Any) -> Any:
    """Confirm the preview with all ticked, and follow to the page that answers."""
    client = Client()
    client.force_login(User.objects.get(pk=by.pk))
    with clock.moved_to(now):
        url = address(step, matters)
        seen = client.get(url).context["seen"]
        ticked = {"matter": [one.pk for one in matters], "seen": seen}
        return client.post(url, ticked | values, follow=True)


def outcomes(answer: Any) -> list[tuple[bool, str]]:
    """Of each matter: whether the step was taken, and what was said."""
    return [(row.taken, row.said) for row in answer.context["rows"]]


def costs_the_same(step: str, matters: list[Any], *, by: User, now: Any) -> bool:
    """Whether the preview costs the same few queries for one matter and for all, none refused."""
    assert previewed(step, matters, by=by, now=now) == [[]] * len(matters)
    found = [statements(by, address(step, some), now) for some in (matters[:1], matters)]
    assert all(found)
    return len(found[0] or []) == len(found[1] or []) <= MOST
