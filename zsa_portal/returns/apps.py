from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReturnsConfig(AppConfig):
    name = "zsa_portal.returns"
    label = "zsa_returns"
    verbose_name = _("Returned mail")

    def ready(self) -> None:
        from zsa_portal.outbox.envelope import STOPS
        from zsa_portal.people import reach
        from zsa_portal.returns import queries

        STOPS.add("returns.stopped", queries.stopped)
        reach.use(queries.troubles)
