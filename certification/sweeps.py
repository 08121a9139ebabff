"""What the calendar opens for recognition."""

from __future__ import annotations

from certification.upkeep.calendar import open_upkeep
from zsa_portal.workflow.sweeps import sweep

sweep("certification.upkeep")(open_upkeep)
