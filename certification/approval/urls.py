from django.urls import path

from certification.approval import views

urlpatterns = [
    path("recognition/decisions/new/", views.NewDecision.as_view(), name="decision_batch"),
    path("recognition/<int:pk>/decision/", views.NewDecision.as_view(), name="decision_new"),
    path(
        "recognition/announcements/new/",
        views.NewAnnouncement.as_view(),
        name="announcement_batch",
    ),
    path(
        "recognition/<int:pk>/announcement/",
        views.NewAnnouncement.as_view(),
        name="announcement_new",
    ),
]
