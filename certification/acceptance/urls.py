from django.urls import path

from certification.acceptance import views

urlpatterns = [
    path("recognition/notices/new/", views.NewNotice.as_view(), name="notice_batch"),
    path("recognition/<int:pk>/notice/", views.NewNotice.as_view(), name="notice_new"),
]
