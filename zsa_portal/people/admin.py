"""Admin of every table of this package."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import Field, Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.accounts import admin as accounts
from zsa_portal.people.admin_base import (
    DatedAdmin,
    DatedInline,
    HoldsToday,
    ListsAsForms,
    NobodyOneself,
    ReadOnly,
    column,
)
from zsa_portal.people.administration.offices import KEEP, Office, entrust
from zsa_portal.people.models import (
    Background,
    Body,
    Department,
    DepartmentMembership,
    Deputyship,
    Employment,
    Expert,
    ImportRun,
    Invitation,
    Membership,
    Organisation,
    OrganisationPerson,
    Party,
    PostHolding,
    Seat,
    User,
)
from zsa_portal.regulations.models import Setting
from zsa_portal.ui.official import PhoneField

__all__ = ["accounts"]

TRACKED = (
    "DepartmentMembership",
    "Deputyship",
    "Employment",
    "Membership",
    "OrganisationPerson",
    "PostHolding",
    "Seat",
)


class DepartmentPeopleInline(DatedInline):
    model = DepartmentMembership
    autocomplete_fields = ("user",)


@admin.register(Department)
class DepartmentAdmin(ListsAsForms, admin.ModelAdmin):
    list_display = ("name", "code", "position")
    search_fields = ("name", "name_en", "code")
    inlines = (DepartmentPeopleInline,)


@admin.register(DepartmentMembership)
class DepartmentMembershipAdmin(DatedAdmin):
    list_display = ("user", "department", "is_head", "is_archivist", "starts", "ends")
    list_filter = (HoldsToday, "department", "is_head", "is_archivist")
    search_fields = ("user__name", "department__name")
    autocomplete_fields = ("user", "department")


@admin.register(PostHolding)
class PostHoldingAdmin(DatedAdmin):
    list_display = ("post", "user", "starts", "ends", "appointed_by")
    list_filter = (HoldsToday, "post")
    search_fields = ("user__name", "appointed_by")
    autocomplete_fields = ("user",)


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0


class OrganisationPeopleInline(DatedInline):
    model = OrganisationPerson
    autocomplete_fields = ("user",)


@admin.register(Organisation)
class OrganisationAdmin(ListsAsForms, admin.ModelAdmin):
    list_display = ("name", "kind", "credit_code", "contact", "phone")
    list_filter = ("kind",)
    search_fields = ("name", "name_en", "credit_code", "memberships__number")
    inlines = (MembershipInline, OrganisationPeopleInline)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "phone":
            return PhoneField(label=db_field.verbose_name, required=False, max_length=40)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Membership)
class MembershipAdmin(DatedAdmin):
    list_display = ("number", "organisation", "starts", "ends", "end_reason")
    search_fields = ("number", "organisation__name")
    autocomplete_fields = ("organisation",)


@admin.register(OrganisationPerson)
class OrganisationPersonAdmin(DatedAdmin):
    list_display = ("user", "organisation", "is_administrator", "starts", "ends")
    list_filter = (HoldsToday, "is_administrator")
    search_fields = ("user__name", "organisation__name")
    autocomplete_fields = ("user", "organisation")


class BackgroundInline(admin.TabularInline):
    model = Background
    extra = 0


class EmploymentInline(admin.TabularInline):
    model = Employment
    extra = 0
    autocomplete_fields = ("organisation",)


@admin.register(Expert)
class ExpertAdmin(ListsAsForms, NobodyOneself, admin.ModelAdmin):
    list_display = ("name", "kind", "origin", "years", "employer", "active")
    list_filter = ("kind", "origin", "active")
    search_fields = ("name", "employer", "title")
    autocomplete_fields = ("user", "organisation")
    inlines = (BackgroundInline, EmploymentInline)


@admin.register(Background)
class BackgroundAdmin(admin.ModelAdmin):
    list_display = ("expert", "field", "kind", "evidence")
    list_filter = ("field", "kind")
    list_select_related = ("expert",)
    search_fields = ("expert__name",)
    autocomplete_fields = ("expert",)


@admin.register(Employment)
class EmploymentAdmin(DatedAdmin):
    list_display = ("expert", "employer", "post", "starts", "ends")
    list_filter = (HoldsToday,)
    list_select_related = ("expert",)
    search_fields = ("expert__name", "employer")
    autocomplete_fields = ("expert", "organisation")


class BodySeatsInline(DatedInline):
    model = Seat
    autocomplete_fields = ("user", "organisation")


@admin.register(Body)
class BodyAdmin(admin.ModelAdmin):
    list_display = ("name", "code", "kind", "field", "founded", "dissolved")
    list_filter = ("kind", "field")
    search_fields = ("name", "name_en", "code")
    inlines = (BodySeatsInline,)


@admin.register(Seat)
class SeatAdmin(DatedAdmin):
    list_display = ("body", "user", "role", "organisation", "votes", "starts", "ends")
    list_filter = (HoldsToday, "body__kind", "role", "votes")
    search_fields = ("body__name", "user__name", "organisation__name")
    autocomplete_fields = ("body", "user", "organisation")


@admin.register(Party)
class PartyAdmin(ReadOnly):
    list_display = ("key", "department", "organisation", "body", "user", "post", "role")
    list_select_related = Party.WITH_NAMES
    search_fields = ("key",)


@admin.register(Invitation)
class InvitationAdmin(ReadOnly):
    list_display = (
        "name",
        "email",
        column("place_name", _("place")),
        "sent_at",
        "accepted_at",
        "withdrawn_at",
    )
    list_select_related = ("organisation", "department", "body")
    search_fields = ("name", "email")
    exclude = ("token",)


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly):
    list_display = ("importer", "name", "state", "uploaded_by", "released_by", "applied_at")
    list_filter = ("importer", "state")
    list_select_related = ("uploaded_by", "released_by")
    exclude = ("rows", "errors")


class HistoryAdmin(ReadOnly):
    """Every insert, update and delete of a row, as the database's triggers kept it."""

    list_display = ("pgh_created_at", "pgh_label", "id", "starts", "ends", "by_whom")
    list_filter = ("pgh_label",)
    list_select_related = ("pgh_context",)
    date_hierarchy = "pgh_created_at"

    @admin.display(description=_("by whom"))
    def by_whom(self, row: Any) -> Any:
        """The user of the request that wrote it, by id; empty for jobs and the shell."""
        return row.pgh_context.metadata.get("user") if row.pgh_context else None


def history(name: str) -> type[Model]:
    """The table that keeps every row a table had."""
    return apps.get_model("zsa_people", f"{name}Event")


for name in TRACKED:
    admin.site.register(history(name), HistoryAdmin)

REGISTERS = (Department, Organisation, Membership, Expert, Background, Employment, Body)
PLACES = (DepartmentMembership, PostHolding, OrganisationPerson, Seat, Deputyship)
entrust(Office.SYSTEM, User, *REGISTERS, acts=KEEP)
entrust(Office.SYSTEM, Invitation, ImportRun, EmailAddress)
entrust(Office.SYSTEM, Setting, acts=("view", "add"))
entrust(Office.SECURITY, *PLACES, acts=(*KEEP, "delete"))
entrust(Office.SECURITY, *REGISTERS, Party)
entrust(Office.SECURITY, User, acts=("view", "change"))
entrust(Office.SECURITY, Authenticator, acts=("view", "delete"))
entrust(Office.AUDIT, LogEntry, ImportRun, Setting, *(history(name) for name in TRACKED))
