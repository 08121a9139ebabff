"""The public notice of what was accepted (认定 第十五条)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from certification import roles
from certification.states import S
from zsa_portal.notices.kinds import NoticeKind
from zsa_portal.notices.papers import PUBLIC_NOTICE
from zsa_portal.regulations.rule import Days

RECOGNITION_NOTICE = NoticeKind(
    "certification.recognition_notice",
    _("Public notice of recognition"),
    period=Days(15, rule=""),
    form=PUBLIC_NOTICE,
    opinion_label=_("Public comment"),
    roles=(roles.SECRETARIAT,),
    answer_states=(S.NOTICE, S.NOTICE_CLOSED),
    open_states=(S.NOTICE,),
    papers=(PUBLIC_NOTICE.key,),
)
