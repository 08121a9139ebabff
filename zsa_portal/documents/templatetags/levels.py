"""The level of a paper or an official form, as a badge."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from zsa_portal.documents import levels
from zsa_portal.ui.elements import Tone
from zsa_portal.ui.templatetags.ui import state_badge
from zsa_portal.workflow.models import Level

register = template.Library()

TONES: dict[str, Tone] = {Level.PUBLIC: "ok", Level.RESTRICTED: "warn", Level.CONFIDENTIAL: "bad"}

register.filter(levels.shown_level)


@register.simple_tag
def level_badge(paper: Any) -> SafeString:
    return state_badge(str(levels.shown_level(paper.level)), TONES[paper.level])
