"""The walker's stations from the application to the comments handed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from certification.acceptance.actions import (
    acceptance_save,
    comments_verify,
    recognition_notice_publish,
)
from certification.applications.actions import (
    application_save,
    body_facts_record,
    body_paper_file,
)
from certification.applications.papers import FILED
from certification.applications.records import BodyFacts
from certification.applications.rules import own_papers
from certification.states import S
from zsa_portal.documents.actions import document_add, sealed_scan_add
from zsa_portal.documents.kinds import chinese
from zsa_portal.documents.queries import kind_title
from zsa_portal.home.demo.walking import blank_pdf
from zsa_portal.workflow.perform import catch_up, perform

if TYPE_CHECKING:
    from certification.demo.walk.walker import Moments, Station, Walker
    from certification.models import Recognition

NOTICE_DAYS = 15


def record_body(walker: Walker) -> None:
    """The body records the facts about its standards work, once."""
    body = walker.cast.organisation
    if not BodyFacts.objects.filter(organisation=body).exists():
        values = walker.body_facts()
        body_facts_record(organisation=body, values=values, by=walker.cast.applicant)


def complete_papers(walker: Walker, recognition: Recognition) -> None:
    """Add the papers of the application, and file the body's own where they are not on file."""
    by = walker.cast.applicant
    for kind, title in walker.papers().items():
        upload = walker.file(title, f"{title}：{recognition.title}")
        document_add(matter=recognition, kind=kind, title=title, upload=upload, by=by)
    for kind in FILED.keys() - own_papers(recognition).keys():
        upload = walker.file(chinese(kind_title(kind)), str(recognition.applicant))
        body_paper_file(organisation=recognition.applicant, kind=kind, upload=upload, by=by)


def complete_application(walker: Walker, recognition: Recognition) -> Recognition:
    """Everything that the application needs, its form made, sealed and scanned."""
    by = walker.cast.applicant
    values = walker.application(recognition)
    recognition = application_save(recognition=recognition, values=values, by=by)
    complete_papers(walker, recognition)
    recognition = perform(recognition.make_application_form, by=by)
    walker.forms_made(recognition)
    form = recognition.issued_forms.latest("pk")
    scan = ContentFile(blank_pdf(), name="盖章扫描件.pdf")
    sealed_scan_add(form=form, upload=scan, by=by)
    return type(recognition).objects.get(pk=recognition.pk)


def acceptance(walker: Walker, recognition: Recognition) -> Moments:
    """Complete the application and submit it."""
    yield walker.later(2)
    recognition = complete_application(walker, recognition)
    perform(recognition.submit_application, by=walker.cast.applicant)


def accepted(walker: Walker, recognition: Recognition) -> Moments:
    """Accept the application."""
    yield walker.later(5)
    acceptance_save(recognition=recognition, values=walker.checked(), by=walker.cast.secretariat)
    perform(recognition.accept, by=walker.cast.secretariat)


def notice(walker: Walker, recognition: Recognition) -> Moments:
    """Put the standard on public notice."""
    yield walker.later(1)
    recognition_notice_publish(
        recognitions=[recognition],
        title=f"关于《{recognition.title}》拟认定的公示",
        body="现予公示，欢迎社会各界提出意见。",
        days=NOTICE_DAYS,
        by=walker.cast.secretariat,
    )


def notice_closed(walker: Walker, recognition: Recognition) -> Moments:
    """Let the notice run out."""
    yield from walker.commenting(recognition)
    yield walker.later(NOTICE_DAYS + 1)
    catch_up(recognition)


def panel_forming(walker: Walker, recognition: Recognition) -> Moments:
    """Hand the comments on."""
    yield walker.later(2)
    comments_verify(
        recognition=recognition,
        checks={one.pk: walker.verified(one) for one in recognition.comments()},
        by=walker.cast.secretariat,
    )
    perform(recognition.hand_comments_on, by=walker.cast.secretariat)


STATIONS: dict[str, Station] = {
    S.ACCEPTANCE: acceptance,
    S.ACCEPTED: accepted,
    S.NOTICE: notice,
    S.NOTICE_CLOSED: notice_closed,
    S.PANEL_FORMING: panel_forming,
}
