"""Runs in the containers: exit code 0 if the web server, the worker or beat of this container works."""

import http.client
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

BEAT_WRITES_WITHIN_SECONDS = 600


def web() -> bool:
    """Ask as nginx would: with the portal's host name, over what stands for TLS."""
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=8)
    host = os.environ["ALLOWED_HOSTS"].split(",")[0]
    connection.request("GET", "/health/", headers={"Host": host, "X-Forwarded-Proto": "https"})
    return connection.getresponse().status == http.HTTPStatus.OK


def worker() -> bool:
    """Ask this container's worker over the broker."""
    from zsa_portal.celery import app

    name = f"celery@{os.uname().nodename}"
    return bool(app.control.ping(destination=[name], timeout=10))


def beat() -> bool:
    """See that beat still writes down what it has sent."""
    files = list(Path(os.environ["STATE_DIR"]).glob("beat-schedule*"))
    newest = max((file.stat().st_mtime for file in files), default=0)
    return time.time() - newest < BEAT_WRITES_WITHIN_SECONDS


CHECKS: dict[str, Callable[[], bool]] = {"web": web, "worker": worker, "beat": beat}

if __name__ == "__main__":
    sys.exit(0 if CHECKS[sys.argv[1]]() else 1)
