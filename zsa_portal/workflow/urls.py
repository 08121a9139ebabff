"""Addresses of matters and their steps."""

from django.urls import path

from zsa_portal.workflow import views
from zsa_portal.workflow.batches import Batches
from zsa_portal.workflow.bulk import views as bulk
from zsa_portal.workflow.handlers import views as handlers
from zsa_portal.workflow.kept import views as kept

app_name = "workflow"
urlpatterns = [
    path("batches/", Batches.as_view(), name="batches"),
    path("matters/steps/", bulk.BulkSteps.as_view(), name="bulk"),
    path(
        "matters/steps/<slug:kind>/<slug:name>/",
        bulk.BulkStep.as_view(),
        name="bulk_step",
    ),
    path("matters/steps-taken/<int:pk>/", bulk.BulkResult.as_view(), name="bulk_run"),
    path("matters/steps-taken/<int:pk>/progress/", bulk.progress, name="bulk_progress"),
    path("matters/<int:pk>/", views.MatterPage.as_view(), name="matter"),
    path("matters/<int:pk>/do/<slug:name>/", views.StepPage.as_view(), name="step"),
    path("matters/assign/", handlers.AssignPage.as_view(), name="assign"),
    path("matters/<int:pk>/handler/", handlers.HandlerPage.as_view(), name="handler"),
    path("matters/<int:pk>/correct/", views.CorrectPage.as_view(), name="correct"),
    path("matters/<int:pk>/<slug:tab>/", views.MatterPage.as_view(), name="tab"),
    path("lists/views/", kept.KeptViews.as_view(), name="kept_views"),
    path("lists/views/<int:pk>/rename/", kept.RenameView.as_view(), name="view_rename"),
    path("lists/views/<int:pk>/delete/", kept.DeleteView.as_view(), name="view_delete"),
    path("lists/<str:place>/keep/", kept.KeepView.as_view(), name="view_keep"),
    path("states/", views.ProceduresPage.as_view(), name="states_main"),
    path("states/<slug:kind>/", views.StatesPage.as_view(), name="states"),
]
