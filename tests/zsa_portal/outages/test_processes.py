"""What holds for a whole process."""

from __future__ import annotations

import gc

from zsa_portal.outages.processes import OBJECTS_UNTIL_SEARCHED, keep_loaded


def test_what_is_loaded_is_left_out_when_memory_is_searched_and_that_is_rare():
    gc.unfreeze()
    gc.set_threshold(700, 10, 10)
    keep_loaded()
    assert gc.get_threshold() == (OBJECTS_UNTIL_SEARCHED, 20, 20)
    assert gc.get_freeze_count() > 100_000
