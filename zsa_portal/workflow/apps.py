from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkflowConfig(AppConfig):
    name = "zsa_portal.workflow"
    label = "zsa_workflow"
    verbose_name = _("Workflow")

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from zsa_portal.workflow import guard, log_roots, routing  # noqa: F401 - they declare
        from zsa_portal.workflow.handlers.queries import people_for
        from zsa_portal.workflow.mentions import NAMERS, PEOPLE

        guard.connect()
        NAMERS[PEOPLE] = people_for
        autodiscover_modules("tabs")
        autodiscover_modules("sweeps")
