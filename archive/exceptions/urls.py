from django.urls import path

from archive.exceptions import views

urlpatterns = [
    path("archive/exceptions/", views.Exceptions.as_view(), name="exceptions"),
    path(
        "archive/exceptions/waiting/", views.WaitingExceptions.as_view(), name="exceptions_waiting"
    ),
    path(
        "archive/exceptions/<str:kind>/<int:pk>/approve/",
        views.ApproveException.as_view(),
        name="exception_approve",
    ),
    path(
        "archive/exceptions/<str:kind>/<int:pk>/refuse/",
        views.RefuseException.as_view(),
        name="exception_refuse",
    ),
    path(
        "archive/exceptions/<str:kind>/<int:pk>/revoke/",
        views.RevokeException.as_view(),
        name="exception_revoke",
    ),
    path("archive/records/<int:pk>/access/", views.ItemAccess.as_view(), name="item_access"),
    path(
        "archive/records/<int:pk>/access/give/",
        views.GiveException.as_view(),
        name="exception_give",
    ),
    path(
        "archive/records/<int:pk>/access/give-folder/",
        views.GiveFolderException.as_view(),
        name="exception_give_folder",
    ),
]
