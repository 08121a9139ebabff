from django.urls import path

from archive.filing import missing_views, screens, views

urlpatterns = [
    path("archive/filings/", views.Filings.as_view(), name="filings"),
    path("archive/filings/months/", views.FilingMonths.as_view(), name="filing_months"),
    path(
        "archive/filings/missing/", missing_views.MissingProjects.as_view(), name="filing_missing"
    ),
    path("archive/public/", views.PublicFiles.as_view(), name="public_files"),
    path("archive/filings/<int:pk>/custody/", screens.CustodyPage.as_view(), name="filing_custody"),
    path("archive/filings/<int:pk>/columns/", screens.ColumnsPage.as_view(), name="filing_columns"),
    path(
        "archive/filings/<int:pk>/list.pdf", screens.ListPreview.as_view(), name="filing_list_pdf"
    ),
    path(
        "archive/filings/<int:pk>/list.xlsx",
        screens.ListSpreadsheet.as_view(),
        name="filing_list_xlsx",
    ),
]
