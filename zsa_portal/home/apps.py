from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "zsa_portal.home"
    label = "zsa_home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from zsa_portal.home import checks  # noqa: F401 - registers the system check

        autodiscover_modules("entries")
