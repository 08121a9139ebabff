from django.apps import AppConfig
from django.core.checks import Tags, register
from django.utils.translation import gettext_lazy as _


class WecomConfig(AppConfig):
    name = "zsa_portal.wecom"
    label = "zsa_wecom"
    verbose_name = _("WeCom")

    def ready(self) -> None:
        from zsa_portal.wecom.configured import settings_are_whole
        from zsa_portal.workflow.wording import word

        register(settings_are_whole, Tags.security)
        word(
            wecom_handed=_("Handed to WeCom for approval"),
            wecom_refused=_("Verdict of WeCom not taken over"),
        )
