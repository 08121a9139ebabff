"""Addresses of the archivist's pages."""

from django.urls import path

from archive.filing.collecting.views import folders, projects, rows, uploads

FILING = "archive/filings/<int:pk>"
FOLDER = f"{FILING}/folders/<int:folder>"

urlpatterns = [
    path(f"{FILING}/material/", rows.MaterialPage.as_view(), {"tab": "material"}, name="material"),
    path(f"{FILING}/folders/new/", folders.NewFolder.as_view(), name="folder_new"),
    path(f"{FOLDER}/rename/", folders.RenameFolder.as_view(), name="folder_rename"),
    path(f"{FOLDER}/move/", folders.MoveFolder.as_view(), name="folder_move"),
    path(f"{FOLDER}/delete/", folders.DeleteFolder.as_view(), name="folder_delete"),
    path(f"{FILING}/proposed/", folders.Proposals.as_view(), name="proposals"),
    path(f"{FILING}/upload/", uploads.Upload.as_view(), name="upload"),
    path(f"{FILING}/upload/known/", uploads.UploadKnown.as_view(), name="upload_known"),
    path(f"{FILING}/upload/one/", uploads.UploadOne.as_view(), name="upload_one"),
    path(f"{FILING}/originals/new/", rows.NewOriginal.as_view(), name="original_new"),
    path(f"{FILING}/rows/", rows.ChosenRows.as_view(), name="rows"),
    path(f"{FILING}/rows/<int:row>/", rows.EditRow.as_view(), name="row"),
    path(
        "archive/projects/<int:pk>/remind/",
        projects.RemindDepartments.as_view(),
        name="project_remind",
    ),
    path("archive/labels/<str:label>/", rows.LabelPage.as_view(), name="label"),
]
