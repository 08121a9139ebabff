"""Addresses of the boards of recognition."""

from django.urls import path

from certification.boards import views

BODY = "recognition/bodies/<int:pk>/"
urlpatterns = [
    path("recognition/bodies/", views.Bodies.as_view(), name="bodies"),
    path(f"{BODY}applications/", views.BodyApplications.as_view(), name="body_applications"),
    path(f"{BODY}standards/", views.BodyStandards.as_view(), name="body_standards"),
    path(f"{BODY}marks/", views.BodyMarks.as_view(), name="body_marks"),
    path("recognition/figures/", views.YearFigures.as_view(), name="year_figures"),
]
