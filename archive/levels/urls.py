from django.urls import path

from archive.levels import views

urlpatterns = [
    path("archive/levels/", views.Levels.as_view(), name="levels"),
    path("archive/levels/versions/", views.Versions.as_view(), name="level_versions"),
    path("archive/levels/versions/<int:number>/", views.Levels.as_view(), name="level_version"),
    path("archive/levels/draft/", views.Draft.as_view(), name="level_draft"),
    path("archive/levels/<int:pk>/entries/new/", views.RowPage.as_view(), name="level_row_new"),
    path(
        "archive/levels/<int:pk>/entries/<slug:department>/<slug:key>/",
        views.RowPage.as_view(),
        name="level_row",
    ),
    path(
        "archive/levels/<int:pk>/entries/<slug:department>/<slug:key>/remove/",
        views.RemoveRow.as_view(),
        name="level_row_remove",
    ),
]
