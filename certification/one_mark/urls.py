"""Addresses of the 1字标: the partners' first, whose list stands below the register's address."""

from certification.one_mark.marks.urls import urlpatterns as marks
from certification.one_mark.partners.urls import urlpatterns as partners

urlpatterns = [*partners, *marks]
