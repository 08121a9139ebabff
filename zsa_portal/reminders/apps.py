from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemindersConfig(AppConfig):
    name = "zsa_portal.reminders"
    label = "zsa_reminders"
    verbose_name = _("Reminders")

    def ready(self) -> None:
        from zsa_portal.reminders import routing  # noqa: F401 - its import declares the events
