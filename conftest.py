"""At the root, because only here pytest takes plugins."""

from hypothesis import Phase, settings

pytest_plugins = ["pytester", "zsa_portal.regulations.proving.plugin"]

settings.register_profile("long", max_examples=2000, deadline=None)
settings.register_profile(
    "mutants",
    phases=[Phase.explicit, Phase.generate],
    database=None,
    derandomize=True,
    deadline=None,
    max_examples=60,
)
