"""Addresses of ballots and recusals."""

from django.urls import path

from zsa_portal.ballots import judge_views, views

app_name = "ballots"
urlpatterns = [
    path("ballots/", views.Mine.as_view(), name="mine"),
    path("ballots/<int:pk>/", views.BallotPage.as_view(), name="ballot"),
    path("ballots/<int:pk>/vote/", views.Vote.as_view(), name="vote"),
    path("ballots/<int:pk>/judge/", judge_views.Judge.as_view(), name="judge"),
    path("ballots/<int:pk>/judge/<str:part>/", judge_views.JudgePart.as_view(), name="judge_part"),
    path("ballots/<int:pk>/export/", views.Export.as_view(), name="export"),
    path("ballots/electors/<int:pk>/strike/", views.Strike.as_view(), name="strike"),
    path("ballots/matters/<int:pk>/recuse/", views.Recuse.as_view(), name="recuse"),
    path("ballots/recusals/<int:pk>/lift/", views.LiftRecusal.as_view(), name="recusal_lift"),
]
