"""The clock and the walkers of loans."""

from __future__ import annotations

from tests.archive.loans.conftest import beginning, loan_at  # noqa: F401 - fixtures
