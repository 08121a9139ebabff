"""The portal set up with a WeCom of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from tests.zsa_portal.wecom import fake_wecom as fake
from zsa_portal.wecom.client import TOKEN_KEY

VALUES = {
    "CORP_ID": fake.CORP_ID,
    "SECRET": fake.SECRET,
    "TEMPLATE_ID": fake.TEMPLATE,
    "CONTROL_ID": fake.CONTROL,
    "TOKEN": fake.TOKEN,
    "AES_KEY": fake.AES_KEY,
}


@pytest.fixture
def wecom(settings: Any) -> Iterator[fake.FakeWecom]:
    """WeCom is set up and answers."""
    cache.delete(TOKEN_KEY)
    with fake.wecom_server() as server:
        settings.WECOM, settings.WECOM_URL = dict(VALUES), server.url
        yield server
    cache.delete(TOKEN_KEY)
