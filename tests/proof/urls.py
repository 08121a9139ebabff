"""The one address of its own."""

from django.urls import path

from tests.proof.views import Begin

app_name = "proof"
urlpatterns = [path("suggestions/new/", Begin.as_view(), name="begin")]
