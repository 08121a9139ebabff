"""Addresses at which a meeting of a matter is written: the matter's key and the kind's."""

from django.urls import path

from zsa_portal.meetings import views

app_name = "meetings"
ROOT = "matters/<int:pk>/meetings/<str:kind>/"
urlpatterns = [
    path(f"{ROOT}attendance/", views.AttendancePage.as_view(), name="attendance"),
    path(f"{ROOT}minutes/", views.MinutesPage.as_view(), name="minutes"),
    path(f"{ROOT}move/", views.MovePage.as_view(), name="move"),
    path(f"{ROOT}calendar/", views.CalendarFile.as_view(), name="calendar"),
    path(f"{ROOT}answers/", views.AnswersPage.as_view(), name="answers"),
]
