from django.urls import path

from archive.storage import views

urlpatterns = [
    path("archive/storage/", views.Checks.as_view(), name="storage"),
    path("archive/storage/new/", views.NewCheck.as_view(), name="storage_check"),
]
