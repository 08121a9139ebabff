"""Addresses of complaints: for everybody, by a secret, and for the desk and the body."""

from django.urls import path

from zsa_portal.complaints.views import outside, staff

app_name = "complaints"
OWN = "complaints/follow/<str:token>/"
urlpatterns = [
    path("complaints/new/", outside.NewComplaint.as_view(), name="new"),
    path(OWN, outside.Follow.as_view(), name="follow"),
    path(f"{OWN}say/", outside.Say.as_view(), name="say"),
    path(f"{OWN}withdraw/", outside.Withdraw.as_view(), name="withdraw"),
    path(f"{OWN}rate/", outside.Rate.as_view(), name="rate"),
    path(f"{OWN}files/<int:pk>/", outside.own_file, name="own_file"),
    path(f"{OWN}letters/<int:pk>/", outside.own_letter, name="own_letter"),
    path("complaints/", staff.Complaints.as_view(), name="list"),
    path("complaints/figures/", staff.FiguresPage.as_view(), name="figures"),
    path("matters/<int:pk>/complaint/note/", staff.WriteNote.as_view(), name="note"),
    path("matters/<int:pk>/complaint/files/<int:file>/", staff.evidence_file, name="file"),
]
