"""Addresses of recognition, process by process."""

from django.urls import path

from certification.acceptance.urls import urlpatterns as acceptance
from certification.applications.urls import urlpatterns as applications
from certification.approval.urls import urlpatterns as approval
from certification.assessment.urls import urlpatterns as assessment
from certification.boards.urls import urlpatterns as boards
from certification.one_mark.urls import urlpatterns as one_mark
from certification.panels.urls import urlpatterns as panels
from certification.upkeep.urls import urlpatterns as upkeep
from certification.views import Recognitions

app_name = "certification"
urlpatterns = [
    path("recognitions/", Recognitions.as_view(), name="recognitions"),
    *applications,
    *acceptance,
    *assessment,
    *approval,
    *one_mark,
    *panels,
    *upkeep,
    *boards,
]
