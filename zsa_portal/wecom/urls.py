"""The address that WeCom calls."""

from django.urls import path

from zsa_portal.wecom import views

app_name = "wecom"
urlpatterns = [path("wecom/", views.CallBackAddress.as_view(), name="call_back")]
