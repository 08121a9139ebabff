from django.apps import AppConfig


class ProofConfig(AppConfig):
    name = "tests.proof"
    label = "test_proof"
