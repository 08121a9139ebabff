"""The example's one address of its own, and the portal with it."""

from django.urls import include, path

from zsa_portal.ui.views import Page
from zsa_portal.urls import urlpatterns as portal

example = (
    [path("example/", Page.as_view(template_name="procedure/start_section.html"), name="states")],
    "procedure",
)
urlpatterns = [*portal, path("", include(example))]
