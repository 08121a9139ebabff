from django.urls import path

from standards.planning import views

urlpatterns = [
    path("batches/notice/", views.NewNotice.as_view(), name="notice_batch"),
    path("batches/notice/<int:pk>/", views.NewNotice.as_view(), name="notice_new"),
    path("batches/plan/", views.NewPlan.as_view(), name="plan_batch"),
    path("batches/plan/<int:pk>/", views.NewPlan.as_view(), name="plan_new"),
]
