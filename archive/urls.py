"""Addresses of the archive, process by process."""

from archive.filing.collecting.urls import urlpatterns as collecting
from archive.filing.urls import urlpatterns as filing

app_name = "archive"
urlpatterns = [*filing, *collecting]
