from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutboxConfig(AppConfig):
    name = "zsa_portal.outbox"
    label = "zsa_outbox"
    verbose_name = _("Outbox")

    def ready(self) -> None:
        # Its import declares the task; whoever declares events stands above, and has by now.
        from zsa_portal.outbox import actions, digests, own, routing  # noqa: F401
        from zsa_portal.people import post_box

        post_box.use(actions)
        routing.require_declared()
