"""The address at which an expert gives an opinion: the matter's key and the kind's."""

from django.urls import path

from zsa_portal.engagements import views

app_name = "engagements"
urlpatterns = [
    path(
        "matters/<int:pk>/engagements/<str:kind>/opinion/",
        views.OpinionPage.as_view(),
        name="opinion",
    ),
]
