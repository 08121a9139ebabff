"""Addresses of panels: any matter with a panel has them, by the key of the kind."""

from django.urls import path

from certification.panels import views

PANEL = "recognition/<int:pk>/panels/<str:panel_kind>/"

urlpatterns = [
    path(PANEL, views.PanelPage.as_view(), name="panel"),
    path(
        f"{PANEL}places/<int:place>/withdraw/",
        views.WithdrawInvitation.as_view(),
        name="panel_withdraw",
    ),
    path(f"{PANEL}invitation/", views.Invitation.as_view(), name="panel_invitation"),
    path(
        f"{PANEL}invitation/letter/",
        views.InvitationPaper.as_view(),
        name="panel_letter",
    ),
]
