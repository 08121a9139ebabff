from django.urls import path

from archive.intakes import views

urlpatterns = [
    path("archive/intakes/", views.Intakes.as_view(), name="intakes"),
    path("archive/intakes/new/", views.NewIntake.as_view(), name="intake_new"),
    path("archive/intakes/<int:pk>/labels/", views.IssueLabels.as_view(), name="intake_labels"),
    path(
        "archive/intakes/<int:pk>/originals/<int:row>/",
        views.PlaceOriginal.as_view(),
        name="intake_place",
    ),
    path("archive/intakes/<int:pk>/checks/", views.BeginChecks.as_view(), name="intake_checks"),
    path(
        "archive/intakes/<int:pk>/checks/report/", views.IssueReport.as_view(), name="intake_report"
    ),
]
