"""Which outage an error tells of, and the page that says what still works."""

from __future__ import annotations

import errno
import logging

import psycopg2
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InterfaceError, OperationalError
from django.urls import include, path
from kombu.exceptions import OperationalError as BrokerAway
from redis.exceptions import TimeoutError as NoAnswer

from zsa_portal.outages.lines import OneLine
from zsa_portal.outages.telling import RETRY_AFTER, outage_of, unavailable
from zsa_portal.parsing import WorkerAway


def raised(error, cause=None):
    error.__cause__ = cause
    return error


def of_state(code):
    """A database's error as Django raises it, from one of psycopg2's with a SQLSTATE."""

    class Refused(psycopg2.OperationalError):
        pgcode = code

    return raised(OperationalError("refused"), Refused("refused"))


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (OperationalError("no connection"), "database"),
        (InterfaceError("connection already closed"), "database"),
        (raised(RuntimeError("of a page"), OperationalError("gone")), "database"),
        (of_state("57014"), "busy"),
        (of_state("55P03"), "busy"),
        (of_state("40P01"), "busy"),
        (of_state("53300"), "busy"),
        (of_state("53100"), "disk"),
        (of_state("57P03"), "database"),
        (OSError(errno.ENOSPC, "full"), "disk"),
        (OSError(errno.EDQUOT, "full"), "disk"),
        (OSError(errno.ENOENT, "not there"), None),
        (WorkerAway(), "workers"),
        (BrokerAway(), "workers"),
        (NoAnswer(), "workers"),
        (IntegrityError("twice"), None),
        (ValueError("ours"), None),
        (None, None),
    ],
)
def test_outage(error, outage):
    assert outage_of(error) == outage


@pytest.mark.parametrize("outage", RETRY_AFTER)
def test_page_needs_nothing_and_says_what_still_works_in_both_languages(outage, django_db_blocker):
    with django_db_blocker.block():
        answer = unavailable(outage)
    text = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, str(RETRY_AFTER[outage]))
    assert [words in text for words in ("仍可使用", "Still working")] == [True, True]
    assert "made a mistake" not in text


def failing(request):
    raise OperationalError("no connection")


def refusing(request):
    raise PermissionDenied("only the secretary")


class Urls:
    """One page whose database is away, one that refuses."""

    handler403 = "zsa_portal.ui.errors.handler403"

    handler500 = "zsa_portal.ui.errors.handler500"
    urlpatterns = [
        path("failing/", failing),
        path("refusing/", refusing),
        path("", include("tests.urls")),
    ]


def test_an_error_anywhere_becomes_that_page(client, settings):
    settings.ROOT_URLCONF = Urls
    client.raise_request_exception = False
    answer = client.get("/failing/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("/refusing/", "Forbidden (Permission denied): /refusing/"),
        ("/failing/", "Service Unavailable: /failing/ (OperationalError: no connection)"),
    ],
)
def test_the_log_has_one_line_of_it(client, db, settings, caplog, page, line):
    settings.ROOT_URLCONF = Urls
    client.raise_request_exception = False
    client.get(page)
    assert [told.message for told in caplog.records if told.name == "django.request"] == [line]
    assert "Traceback" not in caplog.text


def record(status, error):
    made = logging.LogRecord("django.request", 30, "", 0, "%s: %s", ("Answer", "/x/"), None)
    made.status_code = status
    made.exc_info = (type(error), error, None)
    return made


@pytest.mark.parametrize(
    ("status", "message", "traceback"),
    [
        (403, "Answer: /x/", False),
        (404, "Answer: /x/", False),
        (503, "Answer: /x/ (OperationalError: gone)", False),
        (500, "Answer: /x/", True),
    ],
)
def test_what_is_refused_or_away_is_one_line(status, message, traceback):
    line = record(status, OperationalError("gone\nindeed"))
    assert OneLine().filter(line) is True
    assert (line.getMessage(), line.exc_info is not None) == (message, traceback)
