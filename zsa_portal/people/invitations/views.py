"""Screens of invitations: inviting, the staff's list, and the page behind the mailed link."""

from __future__ import annotations

from typing import Any

import django_filters
import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from zsa_portal.people.gates import SignedIn, StaffOnly
from zsa_portal.people.invitations import actions
from zsa_portal.people.invitations.forms import AcceptForm, InviteForm, StaffInviteForm
from zsa_portal.people.invitations.models import Invitation, Place
from zsa_portal.people.organisations.views import OfOrganisation
from zsa_portal.people.places import places_of
from zsa_portal.people.rules import may_invite
from zsa_portal.people.screens import Directory, crumb
from zsa_portal.regulations import clock
from zsa_portal.ui.asking import AskPage
from zsa_portal.ui.elements import Crumb
from zsa_portal.ui.refused import blame
from zsa_portal.ui.views import ListPage, Page


class InvitationFilter(django_filters.FilterSet):
    """Narrows the list by what became of the invitations."""

    state = django_filters.ChoiceFilter(
        label=_("state"), choices=Invitation.State.choices, method="by_state"
    )

    class Meta:
        model = Invitation
        fields: list[str] = []

    def by_state(self, rows, name, value):
        now = clock.now()
        unanswered = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
        chosen = {
            Invitation.State.OPEN: unanswered & Q(expires_at__gt=now),
            Invitation.State.EXPIRED: unanswered & Q(expires_at__lte=now),
            Invitation.State.ACCEPTED: Q(accepted_at__isnull=False),
            Invitation.State.WITHDRAWN: Q(withdrawn_at__isnull=False, accepted_at__isnull=True),
        }
        return rows.filter(chosen[value])


class InvitationTable(tables.Table):
    """Invitations as staff see them; the secret of the link is not among it."""

    place_name = tables.Column(verbose_name=_("place"), orderable=False)
    state = tables.Column(verbose_name=_("state"), accessor="state__label", orderable=False)
    acts = tables.TemplateColumn(
        template_name="people/invitation_acts.html",
        verbose_name="",
        orderable=False,
        exclude_from_export=True,
    )

    class Meta:
        model = Invitation
        fields = ("name", "email", "place_name", "state", "sent_at", "expires_at", "invited_by")


class Invitations(StaffOnly, Directory, ListPage):
    """All invitations, for staff."""

    page_title = _("Invitations")
    directory_tab = "invitations"
    template_name = "people/invitations.html"
    table_class = InvitationTable
    filterset_class = InvitationFilter
    search_fields = ("name", "email", "organisation__name")
    export_name = "invitations"

    def get_queryset(self) -> QuerySet[Invitation]:
        return Invitation.objects.select_related("organisation", "department", "body", "invited_by")


class Invite(StaffOnly, AskPage):
    """Staff invite anyone."""

    page_title = _("Invite somebody")
    form_class = StaffInviteForm
    confirm_label = _("Send the invitation")
    done = _("The invitation is on its way.")

    def get_breadcrumbs(self) -> list[Crumb]:
        return [crumb("invitations"), Crumb(self.get_page_title())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"by": self.request.user}

    def back(self) -> str:
        return reverse("people:invitations")

    def act(self, form: Any) -> None:
        given = form.cleaned_data
        actions.invitation_send(
            email=given["email"],
            name=given["name"],
            language=given["language"],
            by=self.request.user,
            place=form.place(),
        )


class InviteToOrganisation(OfOrganisation, AskPage):
    """An organisation's administrator, or staff, invites people of it."""

    page_title = _("Invite somebody")
    form_class = InviteForm
    confirm_label = _("Send the invitation")
    done = _("The invitation is on its way.")

    def check(self, request: HttpRequest) -> None:
        super().check(request)
        if not self.manages:
            raise PermissionDenied

    def get_page_lead(self) -> str:
        return str(self.organisation)

    def back(self) -> str:
        return self.organisation.get_absolute_url()

    def act(self, form: Any) -> None:
        given = form.cleaned_data
        place = Place(organisation=self.organisation, as_administrator=given["as_administrator"])
        actions.invitation_send(
            email=given["email"],
            name=given["name"],
            language=given["language"],
            by=self.request.user,
            place=place,
        )


class OfInvitation(SignedIn, AskPage):
    """Acts on one invitation, for those who might have sent it."""

    def check(self, request: HttpRequest) -> None:
        who = places_of(request.user)
        if not who.staff and self.invitation.organisation_id not in who.administers:
            raise Http404
        if not may_invite(request.user, self.invitation.place):
            raise PermissionDenied

    @cached_property
    def invitation(self) -> Invitation:
        rows = Invitation.objects.select_related("organisation", "department", "body")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_page_lead(self) -> str:
        return str(self.invitation)

    def back(self) -> str:
        if places_of(self.request.user).staff:
            return reverse("people:invitations")
        assert self.invitation.organisation is not None  # noqa: S101 - by ``check``
        return self.invitation.organisation.get_absolute_url()


class Resend(OfInvitation):
    """Sends the same link once more."""

    page_title = _("Send the invitation again")
    confirm_label = _("Send again")
    done = _("The invitation is on its way.")
    effects = (_("The same link is mailed again and open for the full time."),)

    def act(self, form: forms.Form) -> None:
        actions.invitation_resend(invitation=self.invitation, by=self.request.user)


class Withdraw(OfInvitation):
    """Closes the link."""

    page_title = _("Withdraw the invitation")
    confirm_label = _("Withdraw")
    done = _("The invitation is withdrawn.")
    danger = True
    effects = (_("The link in the mail stops working."),)

    def act(self, form: forms.Form) -> None:
        actions.invitation_withdraw(invitation=self.invitation, by=self.request.user)


@method_decorator(never_cache, name="dispatch")
class Accept(Page):
    """Behind the mailed link: open the account, or take the place with the one there is."""

    template_name = "people/accept.html"
    page_title = _("Invitation to the standards portal")

    @cached_property
    def invitation(self) -> Invitation:
        rows = Invitation.objects.select_related("organisation", "department", "body", "invited_by")
        return get_object_or_404(rows, token=self.kwargs["token"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if sentence := actions.why_closed(self.invitation):
            return self._show(closed=sentence, status=410)
        if sentence := self._other_account():
            return self._show(blocked=sentence, sign_in=not request.user.is_authenticated)
        return self._show(form=self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self._other_account():
            return self.get(request)
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form=form, status=422)
        user = request.user if request.user.is_authenticated else None
        given = {name: form.cleaned_data.get(name, "") for name in ("name", "password")}
        try:
            actions.invitation_accept(token=self.invitation.token, user=user, **given)
        except actions.NotOpen as closed:
            return self._show(closed=str(closed), status=410)
        except ValidationError as error:
            blame(form, error)
            return self._show(form=form, status=422)
        if user is not None:
            messages.success(request, gettext("You have the new place now."))
            return redirect("home:desk")
        messages.success(
            request, gettext("Your account is ready. Sign in with the invited address.")
        )
        return redirect("account_login")

    def _form(self, *data: Any) -> forms.Form:
        if self.request.user.is_authenticated:
            return forms.Form(*data)
        return AcceptForm(*data, initial={"name": self.invitation.name})

    def _other_account(self) -> str:
        """Why the visitor must sign in or out first; empty when the form may be shown."""
        account, user = actions.account_of(self.invitation), self.request.user
        if user.is_authenticated:
            if account is not None and account.pk == user.pk:
                return ""
            return gettext(
                "You are signed in as %(user)s, and this invitation is for %(email)s. "
                "Sign out first, then open the link again."
            ) % {"user": user, "email": self.invitation.email}
        if account is not None and account.has_usable_password():
            return gettext("There is an account with this address. Sign in to take the new place.")
        return ""

    def _show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        context = self.get_context_data(
            invitation=self.invitation, here=self.request.path, **context
        )
        return self.render_to_response(context, status=status)
