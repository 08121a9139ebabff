from django.urls import path

from certification.applications import views

urlpatterns = [
    path("recognition/apply/", views.Apply.as_view(), name="apply"),
    path("recognition/bodies/<int:pk>/", views.BodyPage.as_view(), name="body"),
    path(
        "recognition/bodies/<int:pk>/papers/<str:kind>/",
        views.FileBodyPaper.as_view(),
        name="body_paper",
    ),
    path("recognition/<int:pk>/edit/", views.EditApplication.as_view(), name="application_edit"),
    path("recognition/<int:pk>/body/", views.of_body, name="application_body"),
    path("recognition/<int:pk>/application.docx", views.application_word, name="application_word"),
]
