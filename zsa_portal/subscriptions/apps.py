from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubscriptionsConfig(AppConfig):
    name = "zsa_portal.subscriptions"
    label = "zsa_subscriptions"
    verbose_name = _("Mail subscriptions")

    def ready(self) -> None:
        from zsa_portal.outbox.envelope import HEADERS
        from zsa_portal.subscriptions import mailing, retention  # noqa: F401 - their sweeps

        HEADERS.add("subscriptions.end", mailing.end_headers)
