from django.apps import AppConfig


class ProcedureConfig(AppConfig):
    name = "tests.procedure"
    label = "test_procedure"
