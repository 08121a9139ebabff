from django.urls import path

from certification.assessment import views

ROOT = "recognition/<int:pk>/changes/"
urlpatterns = [
    path(f"{ROOT}list/", views.ListChanges.as_view(), name="changes_list"),
    path(f"{ROOT}answer/", views.AnswerChanges.as_view(), name="changes_answer"),
    path(f"{ROOT}<int:change>/check/", views.CheckChange.as_view(), name="change_check"),
]
