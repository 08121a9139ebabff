"""The address of calendar feeds."""

from django.urls import path

from zsa_portal.reminders import views

app_name = "reminders"
urlpatterns = [
    path("matters/remind/", views.Urge.as_view(), name="urge"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
]
