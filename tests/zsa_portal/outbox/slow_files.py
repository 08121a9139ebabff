"""A mail server of files that dawdles before or after it takes a mail, so that it can be killed."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class SlowFiles(BaseEmailBackend):
    """One file a mail; ``DAWDLE`` is ``before``, ``after`` or empty."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        place = Path(settings.EMAIL_FILE_PATH)
        for message in email_messages:
            self._dawdle("before", place)
            (place / f"{uuid.uuid4()}.eml").write_bytes(message.message().as_bytes())
            self._dawdle("after", place)
        return len(email_messages)

    def _dawdle(self, when: str, place: Path) -> None:
        if os.environ.get("DAWDLE") == when:
            (place / "here").touch()
            time.sleep(60)
