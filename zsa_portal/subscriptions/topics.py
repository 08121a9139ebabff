"""What one may subscribe to: the public rows of the feeds, and the technical fields they lie in."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.catalogue.feeds import address_of
from zsa_portal.catalogue.models import Edition
from zsa_portal.catalogue.queries import editions
from zsa_portal.notices.kinds import KINDS
from zsa_portal.notices.models import Notice, NoticeItem
from zsa_portal.people.fields import TechnicalField
from zsa_portal.ui.due import last_day
from zsa_portal.workflow.fields import lies_in

Fields = dict[int, list[str]]


@dataclass(frozen=True)
class Topic:
    """A kind of thing that is told of: its public rows, the fields of some of them, and its lines.

    ``fields`` gives for keys of rows the technical fields they lie in, in few queries; ``line`` is
    what a mail says of a row, with its address.
    """

    key: str
    label: str | Promise
    rows: Callable[[], QuerySet[Any]]
    fields: Callable[[Collection[int]], Fields]
    line: Callable[[Any], str]


def _consultations() -> list[str]:
    return [code for code, kind in KINDS.items() if kind.with_clauses]


def _notice_fields(pks: Collection[int]) -> Fields:
    found: Fields = {}
    for field in TechnicalField.values:
        items = NoticeItem.objects.filter(lies_in(field, "matter__"), notice__in=pks)
        for notice in items.order_by().values_list("notice", flat=True).distinct():
            found.setdefault(notice, []).append(field)
    return found


def _edition_fields(pks: Collection[int]) -> Fields:
    rows = Edition.objects.filter(pk__in=pks).exclude(standard__field="")
    return {pk: [field] for pk, field in rows.order_by().values_list("pk", "standard__field")}


def _notice_line(notice: Notice) -> str:
    until = _("open until %(day)s, 24:00 Beijing time") % {"day": last_day(notice.closes_at)}
    address = settings.SITE_URL + notice.get_absolute_url()
    return f"{notice.number} {notice.title} ({notice.kind_label}; {until})\n{address}"


def _edition_line(edition: Edition) -> str:
    since = _("in force from %(day)s") % {"day": edition.implemented_on}
    return f"{edition.shown_name} ({since})\n{settings.SITE_URL}{address_of(edition)}"


TOPICS = {
    topic.key: topic
    for topic in (
        Topic(
            "notices",
            gettext_lazy("Public notices"),
            lambda: Notice.objects.exclude(kind__in=_consultations()),
            _notice_fields,
            _notice_line,
        ),
        Topic(
            "consultations",
            gettext_lazy("Consultations on drafts"),
            lambda: Notice.objects.filter(kind__in=_consultations()),
            _notice_fields,
            _notice_line,
        ),
        Topic(
            "standards",
            gettext_lazy("Published standards"),
            editions,
            _edition_fields,
            _edition_line,
        ),
    )
}
CHOICES = [(topic.key, topic.label) for topic in TOPICS.values()]
