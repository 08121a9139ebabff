"""What search engines may read: the public pages, and nothing else."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from zsa_portal.catalogue.feeds import StandardSitemap
from zsa_portal.notices.feeds import NoticeSitemap

LISTS = (
    "home:start",
    "notices:public_list",
    "notices:past_list",
    "catalogue:catalogue",
    "catalogue:announcements",
)
ALLOWED = ("/notices/", "/standards/", "/announcements/", "/static/", "/sitemap.xml")
PRIVATE = (
    "/notices/receipts/",
    "/notices/own/",
    "/notices/mine/",
    "/notices/moderation/",
    "/notices/items/",
    "/notices/opinions/",
)


class ListSitemap(Sitemap):
    """The public lists."""

    def items(self) -> tuple[str, ...]:
        return LISTS

    def location(self, name: str) -> str:
        return reverse(name)


SITEMAPS = {"lists": ListSitemap, "notices": NoticeSitemap, "standards": StandardSitemap}


@require_safe
@cache_control(max_age=86400)
def robots(request: HttpRequest) -> HttpResponse:
    """Allow the public pages and name the site map; everything else is not for crawlers."""
    lines = [
        "User-agent: *",
        "Allow: /$",
        *(f"Allow: {path}" for path in ALLOWED),
        *(f"Disallow: {path}" for path in (*PRIVATE, "/")),
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


class Favicon(RedirectView):
    """Where browsers look for the mark when no page names it."""

    http_method_names = ["get", "head"]

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        return static("zsa/img/mark.svg")
