"""Addresses of matters and their steps."""

from django.urls import path

from zsa_portal.workflow import views
from zsa_portal.workflow.batches import Batches

app_name = "workflow"
urlpatterns = [
    path("batches/", Batches.as_view(), name="batches"),
    path("matters/<int:pk>/", views.MatterPage.as_view(), name="matter"),
    path("matters/<int:pk>/do/<slug:name>/", views.StepPage.as_view(), name="step"),
    path("matters/<int:pk>/correct/", views.CorrectPage.as_view(), name="correct"),
    path("matters/<int:pk>/<slug:tab>/", views.MatterPage.as_view(), name="tab"),
    path("states/", views.ProceduresPage.as_view(), name="states_main"),
    path("states/<slug:kind>/", views.StatesPage.as_view(), name="states"),
]
