from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "zsa_portal.meetings"
    label = "zsa_meetings"
    verbose_name = _("Meetings")

    def ready(self) -> None:
        from zsa_portal.meetings.kinds import KINDS
        from zsa_portal.outbox.routing import names
        from zsa_portal.workflow import wording

        names(lambda: [kind.event for kind in KINDS.values()])
        wording.word(
            meeting_move=_("Meeting moved"),
            meeting_attendance=_("Attendance recorded"),
            meeting_minutes=_("Minutes written"),
            meeting_answer=_("Change answered"),
        )
