from django.urls import path

from archive.search import views

urlpatterns = [
    path("archive/records/", views.Items.as_view(), name="items"),
    path("archive/records/searches/", views.SavedSearches.as_view(), name="searches"),
    path("archive/records/searches/save/", views.SaveSearch.as_view(), name="search_save"),
    path(
        "archive/records/searches/<int:pk>/rename/",
        views.RenameSearch.as_view(),
        name="search_rename",
    ),
    path(
        "archive/records/searches/<int:pk>/delete/",
        views.DeleteSearch.as_view(),
        name="search_delete",
    ),
]
