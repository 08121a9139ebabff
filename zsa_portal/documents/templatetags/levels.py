"""The level of a paper or an official form, as a badge."""

from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import pgettext_lazy

from zsa_portal.ui.elements import Tone
from zsa_portal.ui.templatetags.ui import state_badge
from zsa_portal.workflow.models import Level

register = template.Library()

TONES: dict[str, Tone] = {Level.PUBLIC: "ok", Level.RESTRICTED: "warn", Level.CONFIDENTIAL: "bad"}

SHOWN: dict[str, Any] = {Level.RESTRICTED: pgettext_lazy("shown on screen", "Restricted")}
"""Where a level stands alone on a screen it is not to be read as one of state secrets (国家秘密)."""


@register.simple_tag
def level_badge(paper: Any) -> SafeString:
    return state_badge(SHOWN.get(paper.level, paper.get_level_display()), TONES[paper.level])
