"""Addresses of the archive, process by process."""

from archive.filing.collecting.urls import urlpatterns as collecting
from archive.filing.urls import urlpatterns as filing
from archive.inspections.urls import urlpatterns as inspections
from archive.levels.urls import urlpatterns as levels

app_name = "archive"
urlpatterns = [*filing, *collecting, *inspections, *levels]
