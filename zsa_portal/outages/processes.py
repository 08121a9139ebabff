"""What holds for a whole process: how long it waits, and how often it searches its memory."""

from __future__ import annotations

import gc

from celery import current_app
from django.conf import settings

from zsa_portal.outages.postgresql import patience

OBJECTS_UNTIL_SEARCHED = 50_000


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


def keep_loaded() -> None:
    """Leave out what is loaded when Python searches for unused objects, and search rarely.

    More than a thousand modules stay for good; looking through them again and again took a sixth of
    the time that pages take.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_UNTIL_SEARCHED, 20, 20)
