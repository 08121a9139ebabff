from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EngagementsConfig(AppConfig):
    name = "zsa_portal.engagements"
    label = "zsa_engagements"
    verbose_name = _("Engagements of experts")

    def ready(self) -> None:
        from zsa_portal.workflow import wording

        wording.word(engagement_opinion=_("Expert's opinion given"))
