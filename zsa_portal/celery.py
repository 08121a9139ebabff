"""The Celery application: worker and beat run from here."""

import os

from celery import Celery
from celery.signals import beat_init, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zsa_portal.settings.development")

app = Celery("zsa_portal", task_cls="zsa_portal.outages.broker:SteadyTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def hold(**signal: object) -> None:
    """Bound the waits of worker and beat; their settings are read by now."""
    from zsa_portal.outages.processes import hold_worker

    hold_worker(**signal)
