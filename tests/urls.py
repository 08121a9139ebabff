"""Every address of the portal, and those of the apps that only tests have."""

from django.urls import include, path

from zsa_portal.urls import handler400, handler403, handler404, handler429, handler500
from zsa_portal.urls import urlpatterns as portal

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]

urlpatterns = [*portal, path("", include("tests.proof.urls"))]
