from django.urls import path

from standards.review import views

urlpatterns = [
    path(
        "projects/<int:pk>/review/attendance/",
        views.AttendancePage.as_view(),
        name="review_attendance",
    ),
    path("projects/<int:pk>/review/minutes/", views.MinutesPage.as_view(), name="review_minutes"),
    path("projects/<int:pk>/review/move/", views.MovePage.as_view(), name="review_move"),
    path("projects/<int:pk>/review/changes/", views.AnswersPage.as_view(), name="review_answers"),
]
