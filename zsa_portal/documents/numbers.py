"""Numbers without gaps: one locked row a sequence, in the caller's transaction."""

from __future__ import annotations

from zsa_portal.documents.models import Counter
from zsa_portal.regulations.models import Settable
from zsa_portal.workflow.machine import Text

STARTS: dict[str, Settable] = {}


def starts_at(key: str, *, label: Text, why: Text, default: int = 1) -> Settable:
    """Let the first number of a sequence be settable; it counts until the first number is given."""
    STARTS[key] = Settable(f"numbers.{key}.first", default, label, why)
    return STARTS[key]


def next(key: str) -> int:  # noqa: A001 - callers read numbers.next("plan")
    """The next number of a sequence, from 1 or from where ``starts_at`` says.

    Two transactions never get the same number; one that rolls back gives its number back. The
    sequence is locked until the transaction ends. Raises TransactionManagementError outside one.
    """
    counter = Counter.objects.select_for_update().filter(key=key).first()
    if counter is None:
        before = int(STARTS[key].value()) - 1 if key in STARTS else 0
        Counter.objects.bulk_create([Counter(key=key, value=before)], ignore_conflicts=True)
        counter = Counter.objects.select_for_update().get(key=key)
    counter.value += 1
    counter.save(update_fields=["value"])
    return counter.value


def peek(key: str) -> int:
    """The number ``next`` would give now, without taking it; another may take it first."""
    last = Counter.objects.filter(key=key).values_list("value", flat=True).first()
    if last is not None:
        return last + 1
    return int(STARTS[key].value()) if key in STARTS else 1


def hold(key: str) -> int:
    """The last number given, 0 before the first; nobody takes the next until the transaction ends."""
    Counter.objects.bulk_create([Counter(key=key, value=0)], ignore_conflicts=True)
    return Counter.objects.select_for_update().get(key=key).value


def go_on_after(key: str, value: int) -> None:
    """Let a sequence go on after ``value``, a number given elsewhere; it never goes back."""
    Counter.objects.bulk_create([Counter(key=key, value=0)], ignore_conflicts=True)
    counter = Counter.objects.select_for_update().get(key=key)
    if counter.value < value:
        counter.value = value
        counter.save(update_fields=["value"])
