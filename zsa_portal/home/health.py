"""Answers whether this process can work: asked by the launcher, by Docker and by monitoring."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from redis.exceptions import RedisError


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database and Redis answer, else 503 with the name of what does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", status=503, content_type="text/plain")
    try:
        cache.get("health")
    except RedisError:
        return HttpResponse("redis\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
