"""What deadlines put in the calendar."""

from django.utils.translation import gettext_lazy as _

from zsa_portal.reminders.dates import duties_dated, others_dated
from zsa_portal.workflow.calendar import SOURCES, Source

SOURCES.add("reminders.own", Source(_("My deadlines"), duties_dated, 10, "bad", owes=True))
SOURCES.add("reminders.others", Source(_("Deadlines of others in my matters"), others_dated, 50))
