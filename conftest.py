"""At the root, because only here pytest takes plugins."""

pytest_plugins = ["zsa_portal.regulations.pytest_rules"]
