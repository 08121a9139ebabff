from django.urls import path

from certification.acceptance import views

urlpatterns = [
    path("recognition/<int:pk>/acceptance/", views.CheckApplication.as_view(), name="acceptance"),
    path("recognition/<int:pk>/comments/", views.VerifyComments.as_view(), name="comments"),
    path("recognition/notices/new/", views.NewNotice.as_view(), name="notice_batch"),
    path("recognition/<int:pk>/notice/", views.NewNotice.as_view(), name="notice_new"),
]
