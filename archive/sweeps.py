"""What the calendar opens for the archive."""

from __future__ import annotations

from archive.appraisal.actions import remind_of_due
from archive.bags.actions import bags_waiting
from archive.checking.actions import runs_waiting
from archive.exceptions.telling import waiting_remind
from archive.filing.calendar import open_filings
from archive.filing.collecting.actions.reminding import coordination_owe
from archive.inspections.actions import open_inspections
from archive.intakes.actions import intakes_waiting
from archive.storage.actions import watch_storage
from zsa_portal.workflow.sweeps import sweep

sweep("archive.filings")(open_filings)
sweep("archive.coordination")(coordination_owe)
sweep("archive.inspections")(open_inspections)
sweep("archive.retention")(remind_of_due)
sweep("archive.exceptions")(waiting_remind)
sweep("archive.storage")(watch_storage)
sweep("archive.checks")(runs_waiting)
sweep("archive.bags")(bags_waiting)
sweep("archive.intakes")(intakes_waiting)
