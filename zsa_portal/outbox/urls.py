"""Addresses of messages, deliveries and routing."""

from django.urls import path

from zsa_portal.outbox import preference_views, views

app_name = "outbox"
urlpatterns = [
    path("messages/", views.Inbox.as_view(), name="inbox"),
    path("messages/read/", views.ReadAll.as_view(), name="read_all"),
    path("messages/preferences/", preference_views.Preferences.as_view(), name="preferences"),
    path("messages/<int:pk>/", views.MessagePage.as_view(), name="message"),
    path("messages/<int:pk>/open/", views.Open.as_view(), name="open"),
    path("messages/<int:pk>/read/", views.Read.as_view(), name="read"),
    path("deliveries/", views.Deliveries.as_view(), name="deliveries"),
    path("deliveries/<int:pk>/resend/", views.Resend.as_view(), name="resend"),
    path("routing/", views.RoutingPage.as_view(), name="routing"),
]
