"""Lists of organisations."""

from __future__ import annotations

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from zsa_portal.people.organisations.models import Organisation
from zsa_portal.people.tables import FieldsColumn, FlagColumn


class OrganisationTable(tables.Table):
    """Organisations as staff see them."""

    name = tables.Column(linkify=True, order_by="by_pinyin")
    is_member = FlagColumn(verbose_name=_("member today"))
    fields = FieldsColumn()
    people_now = tables.Column(verbose_name=_("people today"))

    class Meta:
        model = Organisation
        fields = ("name", "kind", "is_member", "fields", "contact", "phone", "people_now")
        order_by = "name"


class MemberTable(tables.Table):
    """Members as everybody sees them: no contacts."""

    name = tables.Column(order_by="by_pinyin")
    fields = FieldsColumn()

    class Meta:
        model = Organisation
        fields = ("name", "kind", "fields")
        order_by = "name"
