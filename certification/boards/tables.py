"""Lists of bodies, and of a body's marks."""

from __future__ import annotations

import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from certification.models import Mark
from certification.one_mark.marks.states import Standing
from zsa_portal.people.models import Organisation


class BodyTable(tables.Table):
    """Bodies with what goes on and what is recognised."""

    name = tables.Column(
        verbose_name=_("Body"),
        order_by="by_pinyin",
        linkify=lambda record: reverse("certification:body_applications", args=[record.pk]),
    )
    kind = tables.Column(verbose_name=_("Kind of body"))
    going_on = tables.Column(
        verbose_name=_("Applications under way"),
        initial_sort_descending=True,
        attrs={"td": {"class": "number"}},
    )
    recognised = tables.Column(
        verbose_name=_("Recognised standards in force"),
        initial_sort_descending=True,
        attrs={"td": {"class": "number"}},
    )

    class Meta:
        model = Organisation
        fields = ("name", "kind", "going_on", "recognised")
        order_by = ("name",)


def _page(record: Mark) -> str:
    """Its page in the register, which everybody may open; the matter's before there is one."""
    return record.public_url if record.authorisation_id else record.get_absolute_url()


class BodyMarkTable(tables.Table):
    """Marks of a body, or on its standards."""

    number = tables.Column(verbose_name=_("Number"), linkify=_page)
    title = tables.Column(verbose_name=_("Product"), linkify=_page)
    applicant = tables.Column(verbose_name=_("Enterprise"), order_by="applicant__by_pinyin")
    standard = tables.Column(verbose_name=_("Standard"), accessor="edition__number")
    standing = tables.Column(verbose_name=_("Status"), orderable=False)
    until = tables.Column(verbose_name=_("Valid until"), accessor="authorisation__ends")

    class Meta:
        model = Mark
        fields = ("number", "title", "applicant", "standard", "standing", "until")

    def render_standing(self, record: Mark) -> str:
        if record.authorisation_id is None:
            return str(record.state_info.label)
        return str(Standing(record.standing).label)  # type: ignore[attr-defined]  # annotated
