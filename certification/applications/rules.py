"""Conditions of an application (认定 第三、七、八、九、十四条)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from certification.applications import papers
from zsa_portal.documents.filed import on_file
from zsa_portal.documents.models import Document, IssuedForm, Version
from zsa_portal.documents.queries import kind_title
from zsa_portal.people.fields import TechnicalField
from zsa_portal.people.queries import is_member
from zsa_portal.regulations import clock
from zsa_portal.regulations.rule import Months, condition, missing_title, rule
from zsa_portal.ui import official
from zsa_portal.ui.listing import labelled
from zsa_portal.workflow.memo import remembered
from zsa_portal.workflow.wording import field_label

if TYPE_CHECKING:
    from certification.facts import Recognition

HALF_YEAR = Months(6, rule="R07c")
TWO_YEARS = Months(24, rule="R07c")
REQUIRED = ("title", *papers.BODY, *papers.CONTENT, "opinion")
REQUIRED_OF_LEAD = papers.LEAD
OFFICIAL = ("contact_phone", "lead_phone")
"""The fields of telephone numbers."""


@rule("R03")
def names_another_bodys_standard(recognition: Recognition) -> Iterable[str]:
    """The standard is a group standard of another body, named by its number (第二、三条)."""
    number = recognition.source_number
    if not number:
        yield missing_title(field_label(recognition, "source_number"))
    elif sentences := official.fault(official.group_standard, number):
        yield from sentences
    elif official.group_code(number) == official.ASSOCIATION:
        yield _("%(number)s is a standard of the association itself; it is not recognised.") % {
            "number": number
        }


def same_standard(recognition: Recognition) -> Recognition | None:
    """Another application of the body for the same number, draft or not, that has not ended."""
    number = recognition.source_number.strip()
    if not number:
        return None
    over = [code for code, info in recognition.STATES.items() if info.outcome in ("ended", "done")]
    everybody: Any = type(recognition).objects
    rows = everybody.filter(applicant=recognition.applicant_id, source_number__iexact=number)
    found: Recognition | None = (
        rows.exclude(pk=recognition.pk).exclude(state__in=over).order_by("pk").first()
    )
    return found


@condition
def stands_in_no_other_application(recognition: Recognition) -> Iterable[str]:
    """A body applies for a standard once at a time."""
    other = same_standard(recognition)
    if other is not None:
        yield said_elsewhere(other)


def said_elsewhere(other: Recognition) -> str:
    """The sentence that names the application in which a standard stands already."""
    return _(
        "%(standard)s stands in another application of your body: “%(title)s”, %(state)s. Go on "
        "with that one, or give it up first."
    ) % {
        "standard": other.source_number,
        "title": other.title,
        "state": other.state_info.label,
    }


@rule("R07a")
def body_is_member(recognition: Recognition) -> Iterable[str]:
    """The body is a member of the association on this day (第七条)."""
    if not is_member(recognition.applicant):
        yield _(
            "%(body)s is not a member of the association today; only members apply for recognition."
        ) % {"body": recognition.applicant}


@rule("R07b")
def body_is_equipped(recognition: Recognition) -> Iterable[str]:
    """The body has a department and staff for standards work, and own rules in effect (第七条)."""
    facts = recognition.body_facts
    if facts is None:
        yield _("The facts about the body's standards work are not recorded yet.")
        return
    for name in ("department", "staff", "rules"):
        if not getattr(facts, name).strip():
            yield missing_title(field_label(facts, name))
    if facts.rules_since > clock.today():
        yield _("The body's own rules are not in effect before %(day)s.") % {
            "day": facts.rules_since
        }


@rule("R07b")
def equipment_is_shown(recognition: Recognition) -> Iterable[str]:
    """Department, staff and own rules are shown by papers on file (第七条)."""
    filed = own_papers(recognition)
    for kind in (papers.EQUIPMENT_PROOF, papers.OWN_RULES):
        if kind not in filed:
            yield missing_title(kind_title(kind))


@rule("R07c")
def body_has_worked_half_a_year(recognition: Recognition) -> Iterable[str]:
    """The body has done standards work for half a year; exactly half a year passes (第七条)."""
    facts = recognition.body_facts
    if facts is None:
        return
    ready = HALF_YEAR.ends(facts.since)
    if ready > clock.today():
        yield _(
            "The body has done standards work since %(since)s, less than half a year; it may apply "
            "from %(ready)s on."
        ) % {"since": facts.since, "ready": ready}


@rule("R07c")
def no_recent_incident(recognition: Recognition) -> Iterable[str]:
    """No incident of large negative effect occurred in two years, or since founding (第七条)."""
    facts = recognition.body_facts
    if facts is None or facts.incident_on is None:
        return
    past = TWO_YEARS.ends(facts.incident_on)
    if past > clock.today():
        yield _(
            "An incident of large negative effect occurred on %(day)s; the body may apply from "
            "%(past)s on."
        ) % {"day": facts.incident_on, "past": past}


@rule("R08")
def field_is_named(recognition: Recognition) -> Iterable[str]:
    """The standard lies in one of the nine technical fields, with its sub-field (第八条)."""
    if recognition.field not in TechnicalField.values:
        yield _("Name one of the nine technical fields.")
    if not recognition.sub_field.strip():
        yield missing_title(field_label(recognition, "sub_field"))


@rule("R09")
def patents_are_disclosed(recognition: Recognition) -> Iterable[str]:
    """Essential patents are disclosed with form and licensing declarations (第九、十四条)."""
    if recognition.patents is None:
        yield _("Say whether essential patents are involved.")
    elif recognition.patents:
        there = _there(recognition)
        for kind in (papers.DISCLOSURE, papers.LICENCE):
            if kind not in there:
                yield missing_title(kind_title(kind))


@rule("R14a")
def what_is_left_out_is_explained(recognition: Recognition) -> Iterable[str]:
    """A paper that is only filed where needed is there, or it is said why not (第十四条)."""
    there = _there(recognition)
    asked = {
        papers.TEST_REPORT: recognition.no_test_report,
        papers.COMPLAINTS: recognition.no_complaints,
    }
    if recognition.patents:
        asked[papers.PATENT_LIST] = recognition.no_patent_list
    for kind, why_not in asked.items():
        if kind not in there and not why_not.strip():
            yield _("%(paper)s: attach it, or say why there is none.") % {"paper": kind_title(kind)}


@rule("R14b")
def own_papers_are_on_file(recognition: Recognition) -> Iterable[str]:
    """The body's own papers are on file, and anew where they changed since (第十四条)."""
    filed = own_papers(recognition)
    missing = [kind for kind in papers.FIRST_TIME if kind not in filed]
    for kind in missing:
        yield _("%(paper)s is not on file; a body files it with its first application.") % {
            "paper": kind_title(kind)
        }
    if not missing and recognition.own_papers == "":
        yield _("Say whether the body's own papers changed since they were filed.")
    if not missing and recognition.own_papers == "changed" and not _filed_since(recognition):
        yield _("The body's own papers changed: file those that changed anew.")


@rule("R14c")
def application_is_complete(recognition: Recognition) -> Iterable[str]:
    """Every field of the 申请表 is filled in, the lead unit's only where an enterprise leads."""
    wanted: Sequence[str] = REQUIRED
    if recognition.enterprise_led is None:
        yield _("Say whether an enterprise leads the standard.")
    elif recognition.enterprise_led:
        wanted = (*REQUIRED, *REQUIRED_OF_LEAD)
    for name in wanted:
        if not getattr(recognition, name).strip():
            yield missing_title(field_label(recognition, name))
    for name in OFFICIAL:
        for sentence in official.fault(official.phone, getattr(recognition, name)):
            yield labelled(field_label(recognition, name), sentence)


@rule("R14c")
def declarations_are_made(recognition: Recognition) -> Iterable[str]:
    """Each of the three self-declarations is made (表A.1)."""
    for name, words in papers.DECLARATIONS.items():
        if not getattr(recognition, name):
            yield _("Not declared: %(words)s") % {"words": words}


@rule("R14c")
def application_is_sealed(recognition: Recognition) -> Iterable[str]:
    """The sealed scan of the form is there, and the form says what the application says now."""
    form = last_form(recognition)
    if form is None:
        yield _("Make the form, print and seal it, and add its scan.")
    elif not says_the_same(recognition, form):
        yield _("The application changed after form %(number)s was made; make it anew.") % {
            "number": form.number
        }
    elif not form.is_scanned:
        yield _("The sealed scan of form %(number)s is missing; add it on the form's page.") % {
            "number": form.number
        }


def own_papers(recognition: Recognition) -> dict[str, Version]:
    """What the body has on file, by kind; one query, once an object."""
    return remembered(
        recognition, "own_papers", lambda: on_file(recognition.applicant, list(papers.FILED))
    )


def last_form(recognition: Recognition) -> Any:
    """The form made last, with ``is_scanned``, or None; one query, once an object."""
    scans = Document.objects.live().filter(scan_of=OuterRef("pk"))
    rows = IssuedForm.objects.filter(matters=recognition.pk, kind=papers.APPLICATION_FORM.key)
    newest = rows.annotate(is_scanned=Exists(scans)).order_by("-pk")
    return remembered(recognition, "application_form", newest.first)


def says_the_same(recognition: Recognition, form: IssuedForm) -> bool:
    """Whether a form that was made says what the application says now, its list of standards aside."""
    now = papers.application_data(recognition)
    return all(form.data.get(name) == value for name, value in now.items())


def _there(recognition: Recognition) -> set[str]:
    rows = papers.APPLICATION_DOSSIER.rows_on_page(recognition)
    return {row.paper.kind for row in rows if row.found}


def _filed_since(recognition: Recognition) -> bool:
    """Whether the body filed one of its own papers since this application was begun."""
    filed = own_papers(recognition)
    return any(filed[kind].at >= recognition.created_at for kind in papers.FIRST_TIME)
