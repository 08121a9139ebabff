from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArchiveConfig(AppConfig):
    name = "archive"
    verbose_name = _("Archive")

    def ready(self) -> None:
        from archive import routing  # noqa: F401 - its import declares the events
        from zsa_portal.workflow.wording import word

        word(
            table_row_set=_("Entry of the table of levels written"),
            table_row_remove=_("Entry of the table of levels taken out"),
        )
