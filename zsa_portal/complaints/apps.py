from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    name = "zsa_portal.complaints"
    label = "zsa_complaints"
    verbose_name = _("Complaints")

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from zsa_portal.complaints import routing  # noqa: F401 - its import declares the events
        from zsa_portal.workflow.wording import word

        autodiscover_modules("complaint_procedures")
        word(
            complaint_say=_("The complainant wrote"),
            complaint_note=_("Message written"),
            complaint_rate=_("The complainant said how satisfied they are"),
        )
