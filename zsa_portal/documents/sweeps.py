"""What the calendar does for papers."""

from __future__ import annotations

from zsa_portal.documents.disposal import remove_bytes
from zsa_portal.documents.together import actions  # noqa: F401 - its sweep is the calendar's
from zsa_portal.workflow.sweeps import sweep

sweep("documents.removals")(remove_bytes)
