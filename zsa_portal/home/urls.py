"""Addresses of the desk, the lists, the search and the public start page."""

from django.urls import path

from zsa_portal.home import views
from zsa_portal.home.boards import views as boards
from zsa_portal.home.calendar.views import Calendar
from zsa_portal.home.figures.views import Figures, TurnoutList
from zsa_portal.ui.views import Page

app_name = "home"
urlpatterns = [
    path("", views.Start.as_view(), name="start"),
    path("desk/", views.Desk.as_view(), name="desk"),
    path("calendar/", Calendar.as_view(), name="calendar"),
    path("duties/", views.Duties.as_view(), name="inbox"),
    path("matters/", views.Matters.as_view(), name="matters"),
    path("boards/", boards.FirstBoard.as_view(), name="boards"),
    path("boards/<slug:kind>/", boards.PipelineBoard.as_view(), name="board"),
    path("figures/", Figures.as_view(), name="figures"),
    path("figures/ballots/", TurnoutList.as_view(), name="turnout"),
    path("reviewing/", boards.MyReviewing.as_view(), name="my_reviewing"),
    path("reviewing/experts/", boards.ExpertLoad.as_view(), name="expert_load"),
    path("search/", views.Search.as_view(), name="search"),
    path("search/suggestions/", views.Suggestions.as_view(), name="suggestions"),
    path("rules/", views.Rules.as_view(), name="rules"),
    path("privacy/", Page.as_view(template_name="home/privacy.html"), name="privacy"),
    path(
        "accessibility/",
        Page.as_view(template_name="home/accessibility.html"),
        name="accessibility",
    ),
]
