"""What meetings put in the calendar."""

from django.utils.translation import gettext_lazy as _

from zsa_portal.meetings.dates import meetings_dated
from zsa_portal.workflow.calendar import SOURCES, Source

MEETINGS = "meetings.meetings"
SOURCES.add(MEETINGS, Source(_("Meetings"), meetings_dated, 20, "info"))
