from django.urls import path

from standards.publication import views

urlpatterns = [
    path("batches/decision/", views.NewPublication.as_view(), name="decision_batch"),
    path("batches/decision/<int:pk>/", views.NewPublication.as_view(), name="decision_new"),
    path("batches/announcement/", views.NewAnnouncement.as_view(), name="announcement_batch"),
    path(
        "batches/announcement/<int:pk>/", views.NewAnnouncement.as_view(), name="announcement_new"
    ),
    path("projects/<int:pk>/patents/", views.PatentsPage.as_view(), name="patents"),
    path("projects/<int:pk>/patents/<int:patent>/", views.PatentsPage.as_view(), name="patent"),
    path("projects/<int:pk>/texts/", views.TextsPage.as_view(), name="texts"),
    path("projects/<int:pk>/cover/", views.CoverPage.as_view(), name="cover"),
]
