"""Log lines: what is refused, or away, is one line; only our own mistakes bring their traceback."""

from __future__ import annotations

import logging


class OneLine(logging.Filter):
    """For ``django.request``: no traceback below 500 nor at 503, whose cause is named instead."""

    def filter(self, record: logging.LogRecord) -> bool:
        status = getattr(record, "status_code", 500)
        if status >= 500 and status != 503:
            return True
        if status == 503 and record.exc_info and record.exc_info[1]:
            why = str(record.exc_info[1]).strip().splitlines()
            record.msg = f"{record.msg} ({type(record.exc_info[1]).__name__}: %s)"
            record.args = (*(record.args or ()), why[0] if why else "")
        record.exc_info, record.exc_text = None, None
        return True
