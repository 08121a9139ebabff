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
from zsa_portal.regulations.registry import Registry
from zsa_portal.workflow import tabs


def test_things_are_kept_in_the_order_of_their_declaration():
    registry = Registry("thing")
    assert (registry.add("b", 1), registry.add("a", 2)) == (1, 2)
    assert list(registry.items()) == [("b", 1), ("a", 2)]


def test_a_key_declared_twice_is_refused():
    registry = Registry("thing")
    registry.add("a", 1)
    with pytest.raises(ImproperlyConfigured, match="thing 'a' is declared twice"):
        registry.add("a", 2)
    assert registry == {"a": 1}


AGAIN = {
    "ballot": lambda: BallotKind("project_approval", "", APPROVAL_MAJORITY, BALLOT_RESULT),
    "notice": lambda: NoticeKind(PROJECT_NOTICE.code, "", PROJECT_NOTICE.period, ()),
    "official form": lambda: FormKind("ballot_result", "", "forms/ballot_result.html"),
    "paper": lambda: declare(PaperKind("working_draft", "", ())),
    "dossier": lambda: Dossier("filing", "", "F13b", ()),
    "tab": lambda: tabs.register(tabs.Tab("log", "", "", tabs.log)),
}


@pytest.mark.parametrize("what", AGAIN)
def test_no_registry_of_the_kernel_takes_a_key_twice(what):
    with pytest.raises(ImproperlyConfigured, match=f"{what} .* is declared twice"):
        AGAIN[what]()
