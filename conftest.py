"""At the root, because only here pytest takes plugins."""

import gc

import pytest
from hypothesis import HealthCheck, Phase, settings

pytest_plugins = ["pytester", "zsa_portal.regulations.proving.plugin"]

# A busy machine fails nothing: no example is held against a clock.
settings.register_profile("short", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("short")
settings.register_profile("long", max_examples=2000, deadline=None)
settings.register_profile(
    "mutants",
    phases=[Phase.explicit, Phase.generate],
    database=None,
    derandomize=True,
    deadline=None,
    max_examples=60,
)


def pytest_configure(config: pytest.Config) -> None:
    """What only a night has time for is marked, and left out of the short form."""
    config.addinivalue_line("markers", "long_form: runs under the hypothesis profile “long” only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long form's tests out of the short form."""
    if config.getoption("--hypothesis-profile", None) == "long":
        return
    long_ones = [item for item in items if item.get_closest_marker("long_form")]
    if long_ones:
        config.hook.pytest_deselected(items=long_ones)
        items[:] = [item for item in items if item not in long_ones]


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is imported by now lives as long as the session: the collector need not walk it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
