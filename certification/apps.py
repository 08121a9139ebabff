from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificationConfig(AppConfig):
    name = "certification"
    verbose_name = _("Recognition")

    def ready(self) -> None:
        from certification import routing  # noqa: F401 - its import declares the events
        from certification.boards import papers  # noqa: F401 - the worker makes forms, not pages
