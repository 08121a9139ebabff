from django.urls import path, register_converter

from zsa_portal.catalogue import views
from zsa_portal.catalogue.feeds import StandardFeed
from zsa_portal.catalogue.text_views import EditionTexts


class StandardKey:
    """A standard in an address: see ``Standard.key``."""

    regex = r"s?[0-9]{1,9}"
    to_python = to_url = staticmethod(str)


register_converter(StandardKey, "standard")
app_name = "catalogue"
EDITION = "standards/<standard:standard>/<int:year>/"

urlpatterns = [
    path("standards/", views.Catalogue.as_view(), name="catalogue"),
    path("standards/feed.xml", StandardFeed(), name="feed"),
    path("standards/number/<path:number>/", views.by_number, name="by_number"),
    path("standards/<standard:standard>/", views.StandardPage.as_view(), name="standard"),
    path(EDITION, views.StandardPage.as_view(), name="edition"),
    path(f"{EDITION}en/", views.EnglishPage.as_view(), name="edition_en"),
    path(f"{EDITION}cover.pdf", views.Cover.as_view(), name="cover_pdf"),
    path(f"{EDITION}text/<slug:language>/", views.text, name="text"),
    path("editions/<int:pk>/texts/", EditionTexts.as_view(), name="edition_texts"),
    path("announcements/", views.Announcements.as_view(), name="announcements"),
    path("announcements/<int:pk>/", views.AnnouncementPage.as_view(), name="announcement"),
]
