from django.urls import path

from certification.one_mark.marks import public, views

urlpatterns = [
    path("one-mark/", public.Register.as_view(), name="register"),
    path("one-mark/check/", public.CheckMark.as_view(), name="mark_check"),
    path("one-mark/<str:number>/", public.MarkPage.as_view(), name="mark"),
    path("marks/", views.Marks.as_view(), name="marks"),
    path("marks/new/", views.NewMark.as_view(), name="mark_new"),
    path("marks/<int:pk>/edit/", views.EditMark.as_view(), name="mark_edit"),
]
