from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BallotsConfig(AppConfig):
    name = "zsa_portal.ballots"
    label = "zsa_ballots"
    verbose_name = _("Ballots")

    def ready(self) -> None:
        from django.urls import reverse

        from zsa_portal.ballots import routing  # noqa: F401 - its import declares the event
        from zsa_portal.workflow import wording

        wording.page("vote", lambda _matter, ballot: reverse("ballots:vote", args=[ballot]))
        wording.singly("vote")
        wording.word(
            vote=_("Vote"),
            ballot_open=_("Ballot opened"),
            ballot_close=_("Ballot closed and counted"),
            ballot_end=_("Ballot ended without outcome"),
            vote_cast=_("Vote cast"),
            vote_change=_("Vote changed"),
            elector_replace=_("Elector replaced"),
            elector_strike=_("Elector struck from the list"),
            recusal_declare=_("Recusal declared"),
            recusal_lift=_("Recusal lifted"),
            decision_record=_("Decision recorded"),
        )
