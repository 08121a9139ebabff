from django.urls import path

from archive.filing import views

urlpatterns = [path("archive/filings/", views.Filings.as_view(), name="filings")]
