"""At the root, because only here pytest takes plugins."""

from hypothesis import settings

pytest_plugins = ["pytester", "zsa_portal.regulations.proving.plugin"]

settings.register_profile("long", max_examples=2000, deadline=None)
