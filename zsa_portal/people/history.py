"""Row history of who was where and when, held by triggers: bulk updates and raw SQL too."""

from __future__ import annotations

from collections.abc import Callable

import pghistory
from django.db import models


def tracked() -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: every insert, update and delete of a row is kept."""
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
    )
