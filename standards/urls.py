"""Addresses of projects, process by process."""

from django.urls import path

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
]
