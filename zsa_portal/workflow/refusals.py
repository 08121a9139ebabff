"""The ways in which the portal says no. Each becomes a page that says why and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from zsa_portal.regulations.catalogue import entries
from zsa_portal.regulations.rule import Declined, RuleUnmet
from zsa_portal.ui.refused import BadValue, NotNow

if TYPE_CHECKING:
    from zsa_portal.workflow.models import Matter

__all__ = ["BadValue", "Changed", "NotNow", "Refusal", "RuleUnmet", "StepsUnmet", "WrongState"]


class Refusal(Declined):
    """A refusal with HTTP status 409: ``reasons`` are translated sentences, ``matter`` the subject.

    ``rules`` are the articles it rests on; a figure of our own carries none and is left out.
    """

    def __init__(
        self, reasons: Sequence[str], *, matter: Matter | None = None, rules: Sequence[str] = ()
    ) -> None:
        self.reasons = [str(reason) for reason in reasons]
        self.matter = matter
        self.rules = [article for article in rules if article]
        super().__init__("; ".join(self.reasons))


class StepsUnmet(Refusal):
    """One or more rules of a step are unmet; ``unmet`` keeps them apart by rule id."""

    def __init__(self, unmet: Sequence[RuleUnmet], *, matter: Matter | None = None) -> None:
        self.unmet = list(unmet)
        super().__init__(
            [sentence for rule in unmet for sentence in rule.missing],
            matter=matter,
            rules=[rule.rule for rule in unmet if rule.rule in entries()],
        )


class WrongState(Refusal):
    """The step is not possible in the state the matter is in."""

    def __init__(self, matter: Matter) -> None:
        super().__init__(
            [
                _("This is not possible in the present state “%(state)s”.")
                % {"state": matter.state_info.label}
            ],
            matter=matter,
        )


class Changed(Refusal):
    """The matter moved or its papers changed since the page was shown."""

    def __init__(self, matter: Matter) -> None:
        super().__init__(
            [
                _(
                    "This matter has changed since you opened the page. Look at it again "
                    "before you act."
                )
            ],
            matter=matter,
        )
