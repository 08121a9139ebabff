"""Admin of accounts: nobody sets a password, changes an address or raises the own rights."""

from __future__ import annotations

from typing import Any

from allauth.account import admin as _addresses  # noqa: F401 - registered there, anew below
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _factors  # noqa: F401 - registered there, anew below
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from zsa_portal.people.accounts.models import Deputyship, User
from zsa_portal.people.admin_base import DatedAdmin, DatedInline, HoldsToday, ReadOnly
from zsa_portal.people.administration.actions import office_check, office_give, password_link_mail
from zsa_portal.people.administration.offices import (
    GIVE_OFFICES,
    OPEN_ACCOUNTS,
    Office,
    office_of,
)
from zsa_portal.people.bodies.models import Seat
from zsa_portal.people.departments.models import DepartmentMembership, PostHolding
from zsa_portal.people.organisations.models import OrganisationPerson
from zsa_portal.people.reach import trouble

PERSON = ("username", "name", "phone", "language")

admin.site.site_header = _("Standards Portal: administration")
admin.site.site_title = _("Standards Portal")
admin.site.index_title = _("Tables")
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


def on_site(request: HttpRequest, content_type_id: int, object_id: str) -> HttpResponse:
    """Go to where the portal shows a row of the administration; 404 where its rows have no table."""
    model = get_object_or_404(ContentType, pk=content_type_id).model_class()
    if model is None or not model._meta.managed:
        raise Http404
    return shortcut(request, content_type_id, object_id)


class HomesInline(DatedInline):
    model = DepartmentMembership


class PostsInline(DatedInline):
    model = PostHolding


class RolesInline(DatedInline):
    model = OrganisationPerson
    autocomplete_fields = ("organisation",)


class SeatsInline(DatedInline):
    model = Seat
    autocomplete_fields = ("body", "organisation")


class NewUserForm(forms.ModelForm):
    """Asks who it is; the account opens without a password."""

    class Meta:
        model = User
        fields = ("username", "name", "email", "language")

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 - Django's signature
        self.instance.set_unusable_password()
        user: User = super().save(commit=commit)
        return user


class PersonForm(forms.ModelForm):
    """Corrects who it is; the password is not among the fields, the address is not to be written."""

    class Meta:
        model = User
        fields = (*PERSON, "is_active")


class OfficeForm(forms.ModelForm):
    """Gives an office of administration or takes it, and locks an account."""

    office = forms.ChoiceField(
        label=_("office of administration"),
        required=False,
        choices=[("", "—"), *Office.choices],
        help_text=_("An account has one office at most, and none beside a place in the work."),
    )

    class Meta:
        model = User
        fields = ("is_active",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].initial = office_of(self.instance) or ""

    def clean_office(self) -> Office | None:
        office = Office(self.cleaned_data["office"]) if self.cleaned_data["office"] else None
        office_check(user=self.instance, office=office)
        return office


@admin.register(User)
class PortalUserAdmin(UserAdmin):
    """Accounts: system administration opens them, security administration gives the offices."""

    form = PersonForm
    add_form = NewUserForm
    list_display = ("name", "username", "email", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser", "language")
    search_fields = ("name", "username", "email", "phone")
    ordering = ("by_pinyin",)
    filter_horizontal = ()
    readonly_fields = ("email", "mail_reaches", "last_login", "date_joined")
    inlines = (HomesInline, PostsInline, RolesInline, SeatsInline)
    actions = ("mail_password_link",)
    add_fieldsets = ((None, {"classes": ("wide",), "fields": NewUserForm.Meta.fields}),)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return self.add_fieldsets
        rights = ("is_active", "office") if _gives_offices(request) else ("is_active",)
        return (
            (_("Person"), {"fields": (*PERSON, "email", "mail_reaches")}),
            (_("Rights in the administration"), {"fields": rights}),
            (_("Dates"), {"fields": ("last_login", "date_joined")}),
        )

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        if obj is not None and _gives_offices(request):
            kwargs["form"] = OfficeForm
        return super().get_form(request, obj, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        fixed = () if request.user.has_perm(OPEN_ACCOUNTS) else PERSON
        return (*self.readonly_fields, *fixed)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj is not None else ()

    @admin.display(description=_("mail"))
    def mail_reaches(self, user: User) -> str:
        """Whether mail reaches the person, and if not since when and why."""
        found = trouble(user.email)
        return found.said if found else str(_("No mail came back."))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or _may_change(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:  # noqa: A002 - Django's name
        """Nobody sets another's password: a mail goes to the person."""
        raise PermissionDenied

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        """Store the account; a new one's person is mailed the link to set a password."""
        super().save_model(request, obj, form, change)
        if not change:
            password_link_mail(user=obj)
        elif "office" in form.changed_data:
            office = form.cleaned_data["office"]
            office_give(user=obj, office=office, by=request.user)  # type: ignore[arg-type]  # signed in, by the admin

    def construct_change_message(self, request: HttpRequest, form: Any, *args: Any) -> Any:
        """What the administration's log says; an office is named."""
        said = super().construct_change_message(request, form, *args)
        if "office" in form.changed_data and isinstance(said, list):
            office = form.cleaned_data["office"]
            said.append({"changed": {"object": office.value if office else "—"}})
        return said

    @admin.action(description=_("Mail the person a link to set the password"), permissions=("add",))
    def mail_password_link(self, request: HttpRequest, chosen: Any) -> None:
        """Queue one mail a person; all of them or none."""
        people = list(chosen)
        try:
            with transaction.atomic():
                for user in people:
                    password_link_mail(user=user)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return
        said = ngettext("%(n)d mail goes out.", "%(n)d mails go out.", len(people))
        self.message_user(request, said % {"n": len(people)}, messages.SUCCESS)


def _gives_offices(request: HttpRequest) -> bool:
    return request.user.has_perm(GIVE_OFFICES)


def _may_change(request: HttpRequest, user: User) -> bool:
    """Nobody the own account; an administrator's only who gives offices."""
    if request.user.pk == user.pk:
        return False
    return _gives_offices(request) or not (user.is_staff or user.is_superuser)


@admin.register(Deputyship)
class DeputyshipAdmin(DatedAdmin):
    list_display = ("principal", "deputy", "reason", "starts", "ends")
    list_filter = (HoldsToday, "reason")
    search_fields = ("principal__name", "deputy__name")
    autocomplete_fields = ("principal", "deputy")


class EmailAddressAdmin(ReadOnly):
    """Addresses as their people confirmed them: a reset mail goes there, so nobody else writes them."""

    list_display = ("email", "user", "primary", "verified")
    list_filter = ("primary", "verified")
    list_select_related = ("user",)
    search_fields = ("email", "user__name")


class AuthenticatorAdmin(ReadOnly):
    """Second factors without their secrets; a lost one is taken out, never one's own."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    list_select_related = ("user",)
    search_fields = ("user__name", "user__username")
    fields = ("user", "type", "created_at", "last_used_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = admin.ModelAdmin.has_delete_permission(self, request, obj)
        return may and obj is not None and obj.user_id != request.user.pk


@admin.register(LogEntry)
class AdminLogAdmin(ReadOnly):
    """What was done in the administration's pages."""

    list_display = ("action_time", "user", "content_type", "object_repr", "action_flag", "said")
    list_filter = ("action_flag",)
    list_select_related = ("user", "content_type")
    search_fields = ("user__name", "object_repr")
    date_hierarchy = "action_time"

    @admin.display(description=_("what"))
    def said(self, row: LogEntry) -> str:
        return row.get_change_message()


for model in (Group, EmailAddress, Authenticator):
    admin.site.unregister(model)
admin.site.register(EmailAddress, EmailAddressAdmin)
admin.site.register(Authenticator, AuthenticatorAdmin)
