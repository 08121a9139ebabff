"""An option that writes the access matrix anew."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-access-matrix", action="store_true", help="write what is answered now"
    )
