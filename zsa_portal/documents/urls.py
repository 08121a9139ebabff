"""Addresses of papers and official forms."""

from django.urls import path

from zsa_portal.documents import (
    comparing,
    form_views,
    letter_views,
    page_views,
    saving,
    text_views,
    views,
)
from zsa_portal.documents.together import views as together

app_name = "documents"
urlpatterns = [
    path("matters/<int:pk>/papers/add/<str:kind>/", views.AddPaper.as_view(), name="upload"),
    path("matters/<int:pk>/papers/add/<str:kind>/template/", views.paper_template, name="template"),
    path("matters/<int:pk>/papers/zip/", together.AskForZip.as_view(), name="zip"),
    path("matters/<int:pk>/papers/zip/progress/", together.progress, name="zip_progress"),
    path("matters/<int:pk>/papers/papers.zip", together.file, name="zip_file"),
    path("documents/<int:pk>/", views.History.as_view(), name="history"),
    path("documents/<int:pk>/compare/", comparing.Compare.as_view(), name="compare"),
    path("documents/<int:pk>/new-version/", views.AddVersion.as_view(), name="new_version"),
    path("documents/<int:pk>/withdraw/", views.Withdraw.as_view(), name="withdraw"),
    path("documents/<int:pk>/level/", views.SetLevel.as_view(), name="level"),
    path("documents/<int:pk>/hand/", views.Hand.as_view(), name="hand"),
    path("documents/handings/<int:pk>/end/", views.EndHanding.as_view(), name="end_handing"),
    path("documents/versions/<int:pk>/download/", saving.Download.as_view(), name="download"),
    path("documents/versions/<int:pk>/view/", saving.Inline.as_view(), name="view"),
    path("documents/versions/<int:pk>/text/", text_views.text, name="text"),
    path("documents/<int:pk>/read/", page_views.Reader.as_view(), name="read"),
    path("documents/<int:pk>/read/<int:page>/", page_views.picture, name="page"),
    path("documents/<int:pk>/copy/", saving.Copy.as_view(), name="copy"),
    path("posts/<int:pk>/letter/", letter_views.AddLetter.as_view(), name="letter"),
    path("forms/<int:pk>/", form_views.FormPage.as_view(), name="form"),
    path("forms/<int:pk>/progress/", form_views.progress, name="form_progress"),
    path("forms/<int:pk>/pdf/", form_views.pdf, name="form_pdf"),
    path("forms/<int:pk>/retry/", form_views.Retry.as_view(), name="form_retry"),
    path("forms/<int:pk>/scan/", form_views.AddScan.as_view(), name="form_scan"),
    path("check/<str:token>/", form_views.check, name="check"),
]
