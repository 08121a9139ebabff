"""Screens of organisations: the staff's list, an organisation's page, looking after its people."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import View

from zsa_portal.people.bodies.models import Seat
from zsa_portal.people.gates import SignedIn, StaffOnly
from zsa_portal.people.invitations.models import Invitation
from zsa_portal.people.organisations import actions, queries
from zsa_portal.people.organisations.forms import (
    AdministratorForm,
    EndForm,
    MemberFilter,
    OrganisationFilter,
)
from zsa_portal.people.organisations.models import Organisation, OrganisationPerson
from zsa_portal.people.organisations.tables import MemberTable, OrganisationTable
from zsa_portal.people.places import places_of
from zsa_portal.people.reach import troubles
from zsa_portal.people.rules import may_manage
from zsa_portal.people.screens import Directory, crumb
from zsa_portal.people.tables import field_names
from zsa_portal.regulations import clock
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.views import ListPage, Page


class Organisations(StaffOnly, Directory, ListPage):
    """All organisations, for staff."""

    page_title = _("Organisations")
    directory_tab = "organisations"
    table_class = OrganisationTable
    filterset_class = OrganisationFilter
    search_fields = ("name", "name_en", "credit_code", "contact", "memberships__number")
    export_name = "organisations"

    def get_queryset(self) -> QuerySet[Organisation]:
        return queries.with_status()


class Members(ListPage):
    """The member organisations, for everybody."""

    template_name = "people/public_list.html"
    page_title = _("Member organisations")
    table_class = MemberTable
    filterset_class = MemberFilter
    search_fields = ("name", "name_en")
    export_name = "members"

    def get_queryset(self) -> QuerySet[Organisation]:
        return queries.members()


class MyOrganisation(SignedIn, View):
    """The way to one's own organisation; the one administered first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        who = places_of(request.user)
        own = sorted(who.administers) or sorted(who.organisations)
        if not own:
            raise Http404
        return redirect("people:organisation", own[0])


class OfOrganisation(SignedIn):
    """Staff and the organisation's own people; nobody else knows of the page."""

    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def organisation(self) -> Organisation:
        return get_object_or_404(Organisation, pk=self.kwargs["pk"])

    @cached_property
    def manages(self) -> bool:
        return may_manage(self.request.user, self.organisation)

    def check(self, request: HttpRequest) -> None:
        who = places_of(request.user)
        if not who.staff and self.kwargs["pk"] not in who.organisations:
            raise Http404

    def get_breadcrumbs(self) -> list[Crumb]:
        own = Crumb(str(self.organisation), self.organisation.get_absolute_url())
        staff = places_of(self.request.user).staff
        return [crumb("organisations"), own] if staff else [own]


class OrganisationPage(OfOrganisation, Page):
    """One organisation: membership, people, seats, invitations."""

    template_name = "people/organisation.html"

    def get_page_title(self) -> str:
        return str(self.organisation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        organisation = self.organisation
        invited = Invitation.objects.unanswered().filter(organisation=organisation)
        seats = Seat.objects.filter(organisation=organisation).current()
        memberships = list(organisation.memberships.order_by("-starts"))
        return super().get_context_data(**kwargs) | {
            "organisation": organisation,
            "manages": self.manages,
            "facts": self._facts(),
            "memberships": memberships,
            "is_member": any(row.holds() for row in memberships),
            "people": self._people(),
            "former": queries.people_before(organisation)[:50] if self.manages else [],
            "invitations": invited.select_related("invited_by") if self.manages else [],
            "seats": seats.select_related("body", "user").order_by("user__by_pinyin", "pk"),
            "today": clock.today(),
            "staff": places_of(self.request.user).staff,
        }

    def _people(self) -> list[OrganisationPerson]:
        """The people of today; who looks after them learns from whom mail comes back."""
        people = list(queries.people_now(self.organisation))
        found = troubles([row.user.email for row in people]) if self.manages else {}
        for row in people:
            row.mail_trouble = found.get(row.user.email.lower())
        return people

    def _facts(self) -> list[tuple[str, str]]:
        one = self.organisation
        return [
            (gettext("kind"), one.get_kind_display()),
            (gettext("English name"), one.name_en),
            (gettext("unified social credit code"), one.credit_code),
            (gettext("legal representative"), one.legal_representative),
            (gettext("technical fields"), field_names(one.fields)),
            (gettext("contact"), one.contact),
            (gettext("phone"), one.phone),
            (gettext("e-mail"), one.email),
            (gettext("address"), one.address),
        ]


class OfPerson(OfOrganisation, AskPage):
    """Acts on one person's role; only for those who look after the organisation's people."""

    def check(self, request: HttpRequest) -> None:
        super().check(request)
        if not self.manages:
            raise PermissionDenied

    @cached_property
    def person(self) -> OrganisationPerson:
        rows = OrganisationPerson.objects.filter(organisation=self.organisation)
        return get_object_or_404(rows.select_related("user"), pk=self.kwargs["person"])

    def get_page_lead(self) -> str:
        return f"{self.person.user} · {self.organisation}"

    def back(self) -> str:
        if not places_of(self.request.user).staff and self.organisation.pk not in (
            places_of(self.request.user).administers
        ):
            return reverse("people:profile")
        return self.organisation.get_absolute_url()


class PersonEnd(OfPerson):
    """Ends a person's role."""

    page_title = _("End the role")
    form_class = EndForm
    confirm_label = _("End the role")
    done = _("The role ends on the day you gave.")
    danger = True
    effects = (
        _("The person's rights for the organisation end after the last day."),
        _("Invitations the person sent for the organisation are withdrawn at once."),
    )

    def act(self, form: Any) -> None:
        actions.organisation_person_end(
            person=self.person, by=self.request.user, last_day=form.cleaned_data["last_day"]
        )


class PersonAdministrator(OfPerson):
    """Makes a person an administrator, or an ordinary one again."""

    page_title = _("Role in the organisation")
    form_class = AdministratorForm
    confirm_label = _("Save")
    done = _("The role is changed.")
    effects = (_("An administrator invites people of the organisation and ends their roles."),)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"is_administrator": self.person.is_administrator}}

    def act(self, form: Any) -> None:
        actions.organisation_person_set_administrator(
            person=self.person,
            by=self.request.user,
            is_administrator=form.cleaned_data["is_administrator"],
        )
