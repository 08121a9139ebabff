from django.urls import path

from archive.appraisal import views

ONE = "archive/appraisals/<int:pk>"
urlpatterns = [
    path("archive/retention/", views.Retentions.as_view(), name="retention"),
    path("archive/retention/appraise/", views.Appraise.as_view(), name="appraise"),
    path("archive/appraisals/", views.Appraisals.as_view(), name="appraisals"),
    path(f"{ONE}/opinions/", views.OpinionsPage.as_view(), name="appraisal_opinions"),
    path(f"{ONE}/records/<int:row>/remove/", views.RemoveRow.as_view(), name="appraisal_remove"),
    path(f"{ONE}/register.pdf", views.RegisterPreview.as_view(), name="disposal_register_pdf"),
    path(f"{ONE}/register.xlsx", views.RegisterSheet.as_view(), name="disposal_register_xlsx"),
]
