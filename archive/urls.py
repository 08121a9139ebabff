"""Addresses of the archive, process by process."""

from archive.exceptions.urls import urlpatterns as exceptions
from archive.filing.urls import urlpatterns as filing
from archive.loans.urls import urlpatterns as loans

app_name = "archive"
urlpatterns = [*filing, *loans, *exceptions]
