from django.urls import path

from archive.inspections import views
from archive.inspections.evaluating.views import Evaluate

ONE = "archive/inspections/<int:pk>"
urlpatterns = [
    path("archive/inspections/", views.Inspections.as_view(), name="inspections"),
    path(f"{ONE}/findings/new/", views.NewFinding.as_view(), name="finding_new"),
    path(
        f"{ONE}/findings/<int:finding>/answer/",
        views.AnswerFinding.as_view(),
        name="finding_answer",
    ),
    path(f"{ONE}/findings/<int:finding>/drop/", views.DropFinding.as_view(), name="finding_drop"),
    path(
        f"{ONE}/findings/<int:finding>/remove/",
        views.RemoveFinding.as_view(),
        name="finding_remove",
    ),
    path(
        f"{ONE}/evaluations/<slug:evaluating>/<slug:evaluated>/",
        Evaluate.as_view(),
        name="evaluate",
    ),
    path(f"{ONE}/report.pdf", views.ReportPreview.as_view(), name="inspection_report"),
]
