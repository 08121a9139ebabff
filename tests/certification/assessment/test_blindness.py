"""Nobody reads a judgement before it is closed: whatever a role can reach is searched for a canary."""

from __future__ import annotations

import pytest
from django.urls import reverse

from certification.demo.walk.reviewing import judgement
from certification.states import S
from tests.standards.association import person
from zsa_portal.ballots.actions import draft_save, vote_cast
from zsa_portal.outbox.models import Mail, Message
from zsa_portal.people.accounts.actions import feed_renew
from zsa_portal.people.administration.actions import office_install
from zsa_portal.people.administration.offices import Office
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import LogEntry
from zsa_portal.workflow.tabs import TABS

CANARY = "金丝雀CANARY"


@pytest.fixture
def judged(recognition_at, walker):
    """The first reviewer has judged against it, the second has a draft; both wrote the canary."""
    recognition = recognition_at(S.BALLOT)
    opened = recognition.ballots.latest("pk")
    first, second, third = walker.cast.reviewers[:3]
    sheet = {
        key: {"answer": row["answer"], "reason": CANARY} for key, row in judgement(opened).items()
    }
    with clock.moved_to(walker.now):
        changes = [{"clause": "1", "change": CANARY}]
        vote_cast(
            ballot=opened,
            by=first,
            choice="disapprove",
            reason=CANARY,
            sheet=sheet,
            changes=changes,
        )
        vote_cast(ballot=opened, by=third, choice="approve", sheet=judgement(opened))
        draft_save(
            ballot=opened, by=second, part="conclusion", values={"choice": "", "reason": CANARY}
        )
    return recognition


def addresses(recognition, ballot):
    """What may be asked about the matter and its ballot."""
    tabs = {name.partition(".")[2] for name in TABS}
    return [
        recognition.get_absolute_url(),
        *(f"{recognition.get_absolute_url()}{tab}/" for tab in sorted(tabs)),
        ballot.get_absolute_url(),
        reverse("ballots:export", args=[ballot.pk]),
        reverse("ballots:judge", args=[ballot.pk]),
        reverse("ballots:judge_part", args=[ballot.pk, "innovation"]),
        reverse("ballots:judge_part", args=[ballot.pk, "changes"]),
        reverse("ballots:judge_part", args=[ballot.pk, "conclusion"]),
        reverse("ballots:mine"),
        reverse("home:desk"),
        reverse("certification:recognitions"),
        f"{reverse('certification:recognitions')}?_export=xlsx",
        f"{reverse('home:search')}?q={CANARY}",
    ]


def test_there_is_something_that_could_leak(client, judged, walker):
    ballot = judged.ballots.latest("pk")
    with clock.moved_to(walker.now):
        client.force_login(walker.cast.reviewers[0])
        own = client.get(reverse("ballots:judge_part", args=[ballot.pk, "conclusion"]))
    assert CANARY in own.content.decode()


def test_no_page_of_any_role_shows_it(client, judged, walker):
    ballot, cast = judged.ballots.latest("pk"), walker.cast
    people = [cast.secretariat, cast.examiner, cast.applicant, cast.council_secretary]
    people += [cast.reviewers[2], cast.reviewers[4], person("nobody")]
    answered = 0
    with clock.moved_to(walker.now):
        for user in people:
            client.force_login(user)
            for url in addresses(judged, ballot):
                answer = client.get(url, follow=True)
                words = b"".join(answer).decode(errors="replace")
                assert CANARY not in words.replace(f"?q={CANARY}", "") or "search" in url
                answered += answer.status_code == 200
    assert answered > 50


def test_staff_see_who_is_missing_and_no_figures(client, judged, walker):
    ballot = judged.ballots.latest("pk")
    with clock.moved_to(walker.now):
        client.force_login(walker.cast.secretariat)
        page = client.get(ballot.get_absolute_url()).content.decode()
        tab = client.get(f"{judged.get_absolute_url()}assessment/").content.decode()
    assert page.count("No vote") == 3
    assert page.count("Voted") >= 2
    assert "Against" not in page
    assert '<svg class="radar"' not in tab + page


def test_neither_log_nor_mail_nor_feed_nor_form_nor_admin_tells(client, judged, walker):
    told = [str(entry.values) + entry.reason for entry in LogEntry.objects.filter(matter=judged.pk)]
    told += [message.subject + message.body for message in Message.objects.all()]
    told += [str(mail.__dict__) for mail in Mail.objects.all()]
    told += [str(form.data) for form in judged.issued_forms.all()]
    with clock.moved_to(walker.now):
        feed = feed_renew(user=walker.cast.secretariat)
        told.append(client.get(reverse("reminders:feed", args=[feed])).content.decode())
        client.force_login(office_install(user=person("admin"), office=Office.SYSTEM))
        for name in ("ballot", "elector", "vote"):
            url = reverse(f"admin:zsa_ballots_{name}_changelist")
            told.append(client.get(url, follow=True).content.decode())
    assert len(told) > 10
    assert not [one for one in told if CANARY in one or "disapprove" in one]
