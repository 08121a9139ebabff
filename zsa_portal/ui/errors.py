"""Pages for what went wrong: one clear sentence, and what to do next."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.cache import add_never_cache_headers

from zsa_portal.outages.telling import outage_of, unavailable


def _page(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    """The page of an error; no browser keeps it."""
    response = render(request, f"errors/{status}.html", context, status=status)
    add_never_cache_headers(response)
    return response


def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read; one that is too big says so."""
    return _page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What one may see but not do; a sentence given with PermissionDenied is shown."""
    return _page(request, 403, reason=str(exception))


def handler404(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is not there, or not to be discovered; the same page for both."""
    return _page(request, 404)


def handler500(request: HttpRequest) -> HttpResponse:
    """A server of ours that is away, or our own fault: a page that needs neither, in both languages.

    Django calls it while it handles the error, from wherever that came, middleware included.
    """
    if outage := outage_of(sys.exc_info()[1]):
        return unavailable(outage)
    return HttpResponseServerError(get_template("errors/500.html").render())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is missing or of another session; `reason` is for logs, not readers."""
    return _page(request, 403, csrf=True)
