"""What bounds the waits of a whole process."""

from __future__ import annotations

from celery import current_app
from django.conf import settings

from zsa_portal.outages.postgresql import patience


def hold_web() -> None:
    """A person waits: neither server is waited for longer than a person does."""
    patience.hold("web")
    conf = current_app.conf
    conf.broker_transport_options = conf.broker_transport_options | settings.BROKER_PATIENCE
    conf.redis_socket_connect_timeout = settings.BROKER_PATIENCE["socket_connect_timeout"]
    conf.redis_socket_timeout = settings.BROKER_PATIENCE["socket_timeout"]


def hold_worker(**_signal: object) -> None:
    """Nobody waits, but a server that is gone for good shall not hold a worker for ever."""
    patience.hold("worker")
