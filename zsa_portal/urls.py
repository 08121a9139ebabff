"""Every address of the portal."""

from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from zsa_portal.home.crawlers import SITEMAPS, Favicon, robots
from zsa_portal.home.health import health
from zsa_portal.people.accounts.admin import on_site

handler400 = "zsa_portal.ui.errors.handler400"
handler403 = "zsa_portal.ui.errors.handler403"
handler429 = "zsa_portal.people.accounts.limits.handler429"
handler404 = "zsa_portal.ui.errors.handler404"
handler500 = "zsa_portal.ui.errors.handler500"

urlpatterns = [
    path("health/", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", Favicon.as_view(), name="favicon"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", include("zsa_portal.home.urls")),
    path("", include("standards.urls")),
    path("", include("certification.urls")),
    path("", include("archive.urls")),
    path("", include("zsa_portal.catalogue.urls")),
    path("", include("zsa_portal.complaints.urls")),
    path("", include("zsa_portal.workflow.urls")),
    path("", include("zsa_portal.notices.urls")),
    path("", include("zsa_portal.ballots.urls")),
    path("", include("zsa_portal.meetings.urls")),
    path("", include("zsa_portal.engagements.urls")),
    path("", include("zsa_portal.documents.urls")),
    path("", include("zsa_portal.outbox.urls")),
    path("", include("zsa_portal.returns.urls")),
    path("", include("zsa_portal.reminders.urls")),
    path("", include("zsa_portal.subscriptions.urls")),
    path("", include("zsa_portal.wecom.urls")),
    path("people/", include("zsa_portal.people.urls")),
    path("accounts/", include("allauth.urls")),
    # In place of the administration's own, which fails on rows without a table.
    path(
        "admin/r/<int:content_type_id>/<str:object_id>/",
        admin.site.admin_view(on_site),
        name="admin_row",
    ),
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
]
