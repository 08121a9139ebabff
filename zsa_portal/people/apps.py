from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "zsa_portal.people"
    label = "zsa_people"
    verbose_name = _("People")

    def ready(self) -> None:
        from django.utils.module_loading import autodiscover_modules

        from zsa_portal.people.administration.naming import names_give

        autodiscover_modules("importers", "checks")
        names_give()
