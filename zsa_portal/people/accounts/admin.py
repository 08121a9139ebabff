"""Admin of accounts: nobody raises the own rights, nobody touches a higher account."""

from __future__ import annotations

from typing import Any

from allauth.account.admin import EmailAddressAdmin
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.admin import AuthenticatorAdmin
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts.models import Deputyship, User
from zsa_portal.people.admin_base import DatedAdmin, DatedInline, HoldsToday
from zsa_portal.people.bodies.models import Seat
from zsa_portal.people.departments.models import DepartmentMembership, PostHolding
from zsa_portal.people.organisations.models import OrganisationPerson

RIGHTS = ("is_staff", "is_superuser", "groups", "user_permissions")

admin.site.site_header = _("Standards Portal: administration")
admin.site.site_title = _("Standards Portal")
admin.site.index_title = _("Tables")
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


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


class NewUserForm(AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "name", "email")


@admin.register(User)
class PortalUserAdmin(UserAdmin):
    """Accounts. Rights in the admin are a superuser's to give; places have their own tables."""

    add_form = NewUserForm
    list_display = ("name", "username", "email", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser", "language")
    search_fields = ("name", "username", "email", "phone")
    ordering = ("name",)
    readonly_fields = ("last_login", "date_joined")
    inlines = (HomesInline, PostsInline, RolesInline, SeatsInline)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("name", "email", "phone", "language")}),
        (_("Rights in the administration"), {"fields": ("is_active", *RIGHTS)}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "classes": ("wide",),
                "fields": (
                    "username",
                    "name",
                    "email",
                    "usable_password",
                    "password1",
                    "password2",
                ),
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed = (*super().get_readonly_fields(request, obj),)
        return fixed if request.user.is_superuser else (*fixed, *RIGHTS)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj is not None else ()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or request.user.is_superuser or not _is_higher(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and request.user.is_superuser

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> Any:  # noqa: A002 - Django's name
        """A forgotten password is reset by mail; to set one is a superuser's."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)


def _is_higher(user: User) -> bool:
    return user.is_superuser or user.is_staff


@admin.register(Deputyship)
class DeputyshipAdmin(DatedAdmin):
    list_display = ("principal", "deputy", "reason", "starts", "ends")
    list_filter = (HoldsToday, "reason")
    search_fields = ("principal__name", "deputy__name")
    autocomplete_fields = ("principal", "deputy")


class SuperuserOnly:
    """Rights, verified addresses and second factors open accounts: a superuser's to change."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser


for model, shown in (
    (Group, GroupAdmin),
    (EmailAddress, EmailAddressAdmin),
    (Authenticator, AuthenticatorAdmin),
):
    admin.site.unregister(model)
    admin.site.register(model, type(shown.__name__, (SuperuserOnly, shown), {}))
