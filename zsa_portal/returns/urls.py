"""Addresses of returned mails."""

from django.urls import path

from zsa_portal.returns import views

app_name = "returns"
urlpatterns = [
    path("returns/", views.Returns.as_view(), name="returns"),
    path("returns/mine/", views.ConfirmOwn.as_view(), name="confirm"),
    path("returns/<int:pk>/confirm/", views.Confirm.as_view(), name="confirm_address"),
]
