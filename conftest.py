"""At the root, because only here pytest takes plugins."""

pytest_plugins = ["pytester", "zsa_portal.regulations.proving.plugin"]
