from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "zsa_portal.catalogue"
    label = "zsa_catalogue"
    verbose_name = _("Catalogue of standards")

    def ready(self) -> None:
        from zsa_portal.workflow import wording

        wording.word(text_add=_("Text of the standard added"))
