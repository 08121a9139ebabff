from django.urls import path

from archive.search import views

urlpatterns = [
    path("archive/records/", views.Items.as_view(), name="items"),
]
