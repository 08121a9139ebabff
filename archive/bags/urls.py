from django.urls import path

from archive.bags import views

urlpatterns = [
    path("archive/bags/", views.Bags.as_view(), name="bags"),
    path("archive/bags/verify/", views.VerifyBag.as_view(), name="bag_verify"),
    path("archive/bags/folder/<int:pk>/", views.BagOfFolder.as_view(), name="bag_folder"),
    path("archive/bags/project/<int:pk>/", views.BagOfProject.as_view(), name="bag_project"),
    path("archive/bags/<int:pk>/", views.BagPage.as_view(), name="bag"),
    path("archive/bags/<int:pk>/bag.zip", views.BagFile.as_view(), name="bag_file"),
]
