"""Addresses of the archive, process by process."""

from archive.appraisal.urls import urlpatterns as appraisal
from archive.bags.urls import urlpatterns as bags
from archive.checking.urls import urlpatterns as checking
from archive.exceptions.urls import urlpatterns as exceptions
from archive.filing.collecting.urls import urlpatterns as collecting
from archive.filing.urls import urlpatterns as filing
from archive.inspections.urls import urlpatterns as inspections
from archive.intakes.urls import urlpatterns as intakes
from archive.levels.urls import urlpatterns as levels
from archive.loans.urls import urlpatterns as loans
from archive.search.urls import urlpatterns as search
from archive.storage.urls import urlpatterns as storage

app_name = "archive"
urlpatterns = [
    *filing,
    *collecting,
    *inspections,
    *levels,
    *search,
    *loans,
    *exceptions,
    *appraisal,
    *storage,
    *checking,
    *bags,
    *intakes,
]
