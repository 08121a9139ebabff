from django.urls import path

from archive.intakes import views

urlpatterns = [
    path("archive/intakes/", views.Intakes.as_view(), name="intakes"),
    path("archive/intakes/new/", views.NewIntake.as_view(), name="intake_new"),
]
