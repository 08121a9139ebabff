"""Addresses of the directory, of invitations and imports, and of one's own profile."""

from django.urls import path

from zsa_portal.people.accounts import views as accounts
from zsa_portal.people.bodies import views as bodies
from zsa_portal.people.departments import views as departments
from zsa_portal.people.experts import views as experts
from zsa_portal.people.imports import views as imports
from zsa_portal.people.invitations import views as invitations
from zsa_portal.people.organisations import views as organisations

app_name = "people"
urlpatterns = [
    path("profile/", accounts.Profile.as_view(), name="profile"),
    path("profile/deputies/new/", accounts.DeputyNew.as_view(), name="deputy_new"),
    path("profile/deputies/<int:pk>/end/", accounts.DeputyEnd.as_view(), name="deputy_end"),
    path("profile/expert/", experts.OwnExpertData.as_view(), name="expert_own"),
    path("profile/feed/", accounts.Feed.as_view(), name="feed"),
    path("organisation/", organisations.MyOrganisation.as_view(), name="my_organisation"),
    path("organisations/", organisations.Organisations.as_view(), name="organisations"),
    path("organisations/<int:pk>/", organisations.OrganisationPage.as_view(), name="organisation"),
    path(
        "organisations/<int:pk>/invite/",
        invitations.InviteToOrganisation.as_view(),
        name="organisation_invite",
    ),
    path(
        "organisations/<int:pk>/people/<int:person>/end/",
        organisations.PersonEnd.as_view(),
        name="organisation_person_end",
    ),
    path(
        "organisations/<int:pk>/people/<int:person>/role/",
        organisations.PersonAdministrator.as_view(),
        name="organisation_person_role",
    ),
    path("members/", organisations.Members.as_view(), name="members"),
    path("committees/", bodies.Committees.as_view(), name="committees"),
    path("bodies/", bodies.Bodies.as_view(), name="bodies"),
    path("bodies/<int:pk>/", bodies.BodyPage.as_view(), name="body"),
    path("council/", bodies.Council.as_view(), name="council"),
    path("departments/", departments.Departments.as_view(), name="departments"),
    path("departments/<slug:code>/", departments.DepartmentPage.as_view(), name="department"),
    path("posts/", departments.Posts.as_view(), name="posts"),
    path("experts/", experts.Experts.as_view(), name="experts"),
    path("experts/<int:pk>/", experts.ExpertPage.as_view(), name="expert"),
    path("experts/<int:pk>/data/", experts.ExpertData.as_view(), name="expert_data"),
    path("invitations/", invitations.Invitations.as_view(), name="invitations"),
    path("invitations/new/", invitations.Invite.as_view(), name="invitation_new"),
    path(
        "invitations/accept/<str:token>/",
        invitations.Accept.as_view(),
        name="invitation_accept",
    ),
    path("invitations/<int:pk>/resend/", invitations.Resend.as_view(), name="invitation_resend"),
    path(
        "invitations/<int:pk>/withdraw/",
        invitations.Withdraw.as_view(),
        name="invitation_withdraw",
    ),
    path("imports/", imports.Imports.as_view(), name="imports"),
    path("imports/<slug:key>/", imports.ImportPage.as_view(), name="import"),
    path("imports/<slug:key>/template/", imports.ImportTemplate.as_view(), name="import_template"),
    path("imports/<slug:key>/<int:pk>/", imports.ImportPreview.as_view(), name="import_preview"),
]
