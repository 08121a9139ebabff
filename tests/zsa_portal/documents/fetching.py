"""What comes to somebody who fetches a version of a paper."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse


def fetched(version: Any, user: Any) -> Any:
    """The answer to a download."""
    client = Client()
    client.force_login(user)
    return client.get(reverse("documents:download", args=[version.pk]))


def body(answer: Any) -> bytes:
    """The bytes of an answer that is sent in parts."""
    return b"".join(answer.streaming_content)
