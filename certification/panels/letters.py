"""The official papers of a panel's members: the letter of appointment and what they sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from certification.panels.papers import APPOINTMENT, DECLARATIONS, INTEREST_MONTHS, TEXTS
from zsa_portal.documents import forms
from zsa_portal.documents.kinds import chinese
from zsa_portal.people.models import Expert
from zsa_portal.regulations import clock
from zsa_portal.ui.due import last_day

if TYPE_CHECKING:
    from certification.panels.records import Place
    from zsa_portal.documents.kinds import FormKind
    from zsa_portal.documents.models import IssuedForm
    from zsa_portal.workflow.models import Matter


def appointment_issue(place: Place, matter: Matter, *, by: Any) -> IssuedForm:
    """Issue the letter by which an expert is asked onto a panel; see forms.issue."""
    data = appointment_data(place, matter)
    return forms.issue(
        APPOINTMENT, about=matter, data=data, by=by, title=_named(APPOINTMENT, place)
    )


def appointment_data(place: Place, matter: Matter) -> dict[str, Any]:
    """What the letter says: to whom, for which standard, in which part, until when to answer."""
    subject = place.plan.panel_kind.about(matter)
    return {
        "name": place.name,
        "employer": place.employer,
        "post": "组长委员" if place.is_chair else "委员",
        "kind": chinese(Expert.Kind(place.kind).label),
        "panel": place.plan.panel_kind.name % matter.title,
        "standard": subject.standard,
        "body": str(subject.body or ""),
        "entrusted_to": place.plan.entrusted_to,
        "answer_until": str(last_day(place.answer_by)) if place.answer_by else "",
        "date": str(clock.today()),
    }


def declaration_text(key: str, place: Place, matter: Matter) -> str:
    """What a member is asked to sign now, one paragraph a line."""
    subject = place.plan.panel_kind.about(matter)
    words = {
        "standard": subject.standard,
        "body": str(subject.body or ""),
        "months": int(INTEREST_MONTHS.value()),
    }
    return "\n".join(paragraph.format(**words) for paragraph in TEXTS[key])


def declaration_issue(key: str, text: str, place: Place, matter: Matter, *, by: Any) -> IssuedForm:
    """Issue what a member has signed in the portal; see forms.issue."""
    form = DECLARATIONS[key]
    data = {
        "heading": chinese(form.title),
        "paragraphs": text.splitlines(),
        "name": place.name,
        "employer": place.employer,
        "signed_at": clock.now().astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M"),
        "date": str(clock.today()),
    }
    return forms.issue(form, about=matter, data=data, by=by, title=_named(form, place))


def _named(form: FormKind, place: Place) -> str:
    """The title of a paper of one member, so that five of them can be told apart."""
    return f"{chinese(form.title)}（{place.name}）"
