"""Answers whether this process can work: asked by the launcher, by Docker and by monitoring."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from zsa_portal.outages.breaker import VALKEY


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, else 503. Without Valkey the pages work, and it says so."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", status=503, content_type="text/plain")
    cache.get("health")
    text = "ok, without Valkey\n" if VALKEY.is_away else "ok\n"
    return HttpResponse(text, content_type="text/plain")
