from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "zsa_portal.ui"
    label = "zsa_ui"
    verbose_name = _("User interface")
