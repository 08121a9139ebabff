from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "zsa_portal.catalogue"
    label = "zsa_catalogue"
    verbose_name = _("Catalogue of standards")
