"""Addresses of standards and their projects, process by process."""

from django.urls import path

from standards.catalogue.urls import urlpatterns as catalogue
from standards.planning.urls import urlpatterns as planning
from standards.proposals.urls import urlpatterns as proposals
from standards.publication.urls import urlpatterns as publication
from standards.views import Projects

app_name = "standards"
urlpatterns = [
    path("projects/", Projects.as_view(), name="projects"),
    *proposals,
    *planning,
    *publication,
    *catalogue,
]
