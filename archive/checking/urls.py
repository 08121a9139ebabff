from django.urls import path

from archive.checking import views

urlpatterns = [
    path("archive/filings/<int:pk>/checks/", views.BeginChecks.as_view(), name="checks_begin"),
    path(
        "archive/filings/<int:pk>/checks/report/", views.IssueReport.as_view(), name="checks_report"
    ),
    path(
        "archive/inspections/<int:pk>/checks/",
        views.CheckDepartment.as_view(),
        name="inspection_checks",
    ),
]
