from tests.zsa_portal.wecom.fixtures import wecom  # noqa: F401 - a fixture
