from django.urls import path

from standards.proposals import views

urlpatterns = [
    path("proposals/new/", views.NewProposal.as_view(), name="proposal_new"),
    path("proposals/<int:pk>/edit/", views.EditProposal.as_view(), name="proposal_edit"),
]
