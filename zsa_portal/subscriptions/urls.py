"""Addresses of mail subscriptions."""

from django.urls import path

from zsa_portal.subscriptions import views

app_name = "subscriptions"
urlpatterns = [
    path("subscriptions/", views.Ask.as_view(), name="ask"),
    path("subscriptions/asked/", views.Asked.as_view(), name="asked"),
    path("subscriptions/<str:key>/", views.Own.as_view(), name="own"),
    path("subscriptions/<str:key>/end/", views.End.as_view(), name="end"),
]
