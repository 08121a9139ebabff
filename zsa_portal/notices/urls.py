"""Addresses of notices, opinions, their moderation and their answers."""

from django.urls import path

from zsa_portal.notices.feeds import ConsultationFeed, NoticeFeed
from zsa_portal.notices.views import answering, chapters, giving, moderation, own, public, sheets

app_name = "notices"
urlpatterns = [
    path("notices/", public.OpenNotices.as_view(), name="public_list"),
    path("notices/feed.xml", NoticeFeed(), name="feed"),
    path("notices/consultations.xml", ConsultationFeed(), name="consultation_feed"),
    path("notices/past/", public.PastNotices.as_view(), name="past_list"),
    path("notices/<int:pk>/", public.NoticePage.as_view(), name="notice"),
    path("notices/matters/<int:pk>/", public.MatterConsultation.as_view(), name="public_matter"),
    path("notices/items/<int:pk>/opinion/", giving.NewOpinion.as_view(), name="opinion_new"),
    path("notices/items/<int:pk>/sheet/", sheets.CommentSheet.as_view(), name="sheet"),
    path("notices/items/<int:pk>/sheet/send/", sheets.SendSheet.as_view(), name="sheet_send"),
    path("notices/sheet.xlsx", sheets.SheetTemplate.as_view(), name="sheet_template"),
    path("notices/receipts/<str:token>/", giving.Receipt.as_view(), name="receipt"),
    path("notices/own/<str:key>/", own.Own.as_view(), name="own"),
    path("notices/own/<str:key>/withdraw/", own.Withdraw.as_view(), name="own_withdraw"),
    path("notices/own/<str:key>/answer/", own.NoAnswer.as_view(), name="own_no_answer"),
    path("notices/forget/", giving.Forget.as_view(), name="forget"),
    path("notices/mine/", giving.MyOpinions.as_view(), name="mine"),
    path("notices/moderation/", moderation.Queue.as_view(), name="moderation"),
    path("notices/opinions/<int:pk>/moderate/", moderation.Moderate.as_view(), name="moderate"),
    path("notices/opinions/<int:pk>/evidence/", moderation.Evidence.as_view(), name="evidence"),
    path("notices/opinions/<int:pk>/answer/", answering.Answer.as_view(), name="answer"),
    path("notices/opinions/<int:pk>/resolve/", answering.Resolve.as_view(), name="resolve"),
    path("matters/<int:pk>/answers/<str:kind>/", answering.Answers.as_view(), name="answers"),
    path(
        "matters/<int:pk>/answers/<str:kind>/accept/",
        answering.AcceptEditorial.as_view(),
        name="accept",
    ),
    path(
        "matters/<int:pk>/answers/<str:kind>/share/",
        chapters.ShareChapter.as_view(),
        name="share",
    ),
    path("matters/<int:pk>/answers/<str:kind>/undo/", answering.TakeBack.as_view(), name="undo"),
    path(
        "matters/<int:pk>/answers/<str:kind>/figures/", answering.Figures.as_view(), name="figures"
    ),
]
