"""A registry refuses a key declared twice, whatever is declared."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from standards.planning.papers import APPROVAL_MAJORITY, PROJECT_NOTICE
from zsa_portal.ballots.kinds import BallotKind
from zsa_portal.ballots.papers import BALLOT_RESULT
from zsa_portal.documents.access import PaperKind, declare
from zsa_portal.documents.dossiers import Dossier
from zsa_portal.documents.kinds import FormKind
from zsa_portal.notices.kinds import NoticeKind
from zsa_portal.regulations.registry import Registry, Unique
from zsa_portal.workflow import tabs


def test_things_are_kept_in_the_order_of_their_declaration():
    registry = Registry("thing")
    assert (registry.add("app.b", 1), registry.add("app.a", 2)) == (1, 2)
    assert list(registry.items()) == [("app.b", 1), ("app.a", 2)]


@pytest.mark.parametrize(("kept", "key"), [(Registry, "app.a"), (Unique, "a")])
def test_a_key_declared_twice_is_refused(kept, key):
    registry = kept("thing")
    registry.add(key, 1)
    with pytest.raises(ImproperlyConfigured, match=f"thing '{key}' is declared twice"):
        registry.add(key, 2)
    assert registry == {key: 1}


@pytest.mark.parametrize("key", ["", "a", "app.", ".a", "app:a"])
def test_a_key_without_its_app_is_refused(key):
    registry = Registry("thing")
    with pytest.raises(ImproperlyConfigured, match=f"thing '{key}' does not carry its app"):
        registry.add(key, 1)
    assert registry == {}


AGAIN = {
    "ballot": lambda: BallotKind(
        "standards.project_approval", "", APPROVAL_MAJORITY, BALLOT_RESULT
    ),
    "notice": lambda: NoticeKind(PROJECT_NOTICE.code, "", PROJECT_NOTICE.period, ()),
    "official form": lambda: FormKind("ballots.result", "", "forms/ballot_result.html"),
    "paper": lambda: declare(PaperKind("standards.working_draft", "", ())),
    "dossier": lambda: Dossier("standards.filing", "", "F13b", ()),
    "tab": lambda: tabs.register(tabs.Tab("log", "", "", tabs.log)),
}


@pytest.mark.parametrize("what", AGAIN)
def test_no_registry_of_the_kernel_takes_a_key_twice(what):
    with pytest.raises(ImproperlyConfigured, match=f"{what} .* is declared twice"):
        AGAIN[what]()
