"""The receipt by mail, and the personal link that corrects, withdraws and declines."""

import pytest
from django.core import mail, signing
from django.db import InternalError, transaction
from django.db.utils import ProgrammingError

from tests.zsa_portal.notices.making import (
    GIVEN,
    SECOND,
    TYPED,
    moderated,
    opinion_url,
    say,
)
from zsa_portal.notices import queries
from zsa_portal.notices.actions import Author, Remark, opinion_answer, opinion_correct
from zsa_portal.notices.mailing import mail_answers
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.own import SALT, address_of
from zsa_portal.notices.versions import OpinionVersion
from zsa_portal.outbox.models import Mail
from zsa_portal.outbox.tasks import send_due
from zsa_portal.regulations import clock
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import LogEntry, Matter
from zsa_portal.workflow.refusals import Changed

pytestmark = pytest.mark.django_db
WRITER = Author("Li Hua", "", "li.hua@example.org")
CORRECTED = {"text": "Meant otherwise.", "seen": "1", "clause": "5.11", "type": "ed"}


def mails():
    return list(Mail.objects.filter(message=None).order_by("pk"))


def words(opinion):
    fresh = Opinion.everything.get(pk=opinion.pk)
    return fresh.text, fresh.version, fresh.moderation, bool(fresh.withdrawn_at)


def test_the_receipt_goes_by_mail_with_the_words_and_the_personal_link(consulted, browse):
    browse().post(opinion_url(consulted), TYPED)
    opinion = Opinion.objects.get()
    send_due()
    sent = mail.outbox[-1]
    assert sent.to == ["wang@example.org"]
    assert sent.subject == f"Receipt: {opinion.reference}"
    for part in ("Dear Wang Fang", "The limit is too low.", "5.10", "Raise it.", "2026-04-01"):
        assert part in sent.body
    assert sent.body.count("http") == 1
    assert sent.body.endswith(address_of(opinion))


def test_a_telephone_gets_no_mail(consulted):
    say(consulted)
    assert mails() == []


def test_the_link_corrects_until_the_last_second_and_what_was_said_is_kept(consulted, browse):
    opinion = moderated(consulted, "First words.", author=WRITER)
    with clock.moved_to(consulted.notice.closes_at - SECOND):
        page = browse().get(address_of(opinion))
        assert (page.status_code, b"First words." in page.content) == (200, True)
        assert browse().post(address_of(opinion), CORRECTED).status_code == 302
    assert words(opinion) == ("Meant otherwise.", 2, "pending", False)
    before = OpinionVersion.objects.get(opinion=opinion)
    assert (before.version, before.text) == (1, "First words.")
    assert LogEntry.objects.get(step="opinion_correct").values["version"] == 2
    assert mails()[-1].subject == f"Opinion corrected: {opinion.reference}"


@pytest.mark.parametrize("act", ["", "withdraw/"])
def test_the_server_refuses_after_the_last_second(consulted, browse, act):
    opinion = say(consulted, "First words.", author=WRITER)
    with clock.moved_to(consulted.notice.closes_at):
        answer = browse().post(address_of(opinion) + act, CORRECTED)
    assert answer.status_code == 409
    assert b"Your opinion stays as it was." in answer.content
    assert act or b"Meant otherwise." in answer.content
    assert words(opinion) == ("First words.", 1, "pending", False)


def test_withdrawing_asks_first_and_then_it_counts_no_more(consulted, browse):
    opinion, other = moderated(consulted, "First.", author=WRITER), say(consulted, "Second.")
    with clock.moved_to(consulted.notice.closes_at - SECOND):
        page = browse().get(address_of(opinion) + "withdraw/")
        assert (page.status_code, b"cannot be undone" in page.content) == (200, True)
        assert words(opinion)[-1] is False
        assert browse().post(address_of(opinion) + "withdraw/").status_code == 302
        assert browse().post(address_of(opinion) + "withdraw/").status_code == 409
        assert browse().post(address_of(opinion), CORRECTED).status_code == 409
    assert words(opinion) == ("First.", 1, "published", True)
    assert list(queries.unanswered(consulted.matter, consulted.notice.kind)) == [other]
    assert [item.received for item in queries.item_list(consulted.notice)] == [1]
    assert LogEntry.objects.filter(step="opinion_withdraw").count() == 1
    assert b"You withdrew this opinion" in browse().get(opinion.get_absolute_url()).content


def test_an_answered_opinion_is_neither_corrected_nor_withdrawn(consulted, browse):
    opinion = say(consulted, "First.", author=WRITER)
    drafter = consulted.people["drafter"]
    opinion_answer(opinion=opinion, by=drafter, disposition="accepted")
    assert browse().post(address_of(opinion), CORRECTED).status_code == 409
    assert browse().post(address_of(opinion) + "withdraw/").status_code == 409
    assert words(opinion)[1:] == (1, "pending", False)


@pytest.mark.parametrize("act", ["", "withdraw/", "answer/"])
def test_the_link_is_signed_and_of_one_opinion(consulted, browse, act):
    opinion, other = say(consulted, author=WRITER), say(consulted, author=WRITER)
    signature = signing.Signer(salt=SALT).sign(other.token).rpartition(":")[2]
    forged = (opinion.token, f"{opinion.token}:{signature}", f"{opinion.token}:x")
    for key in forged:
        assert browse().post(f"/notices/own/{key}/{act}", CORRECTED).status_code == 404
    assert browse().get(address_of(opinion) + act).status_code == 200


def test_a_correction_from_an_old_page_changes_nothing(consulted):
    opinion = say(consulted, "First.", author=WRITER)
    opinion_correct(opinion=opinion, remark=Remark("Second.", type="te"), seen=1)
    with pytest.raises(Changed):
        opinion_correct(opinion=opinion, remark=Remark("Third.", type="te"), seen=1)
    opinion_correct(opinion=opinion, remark=Remark("Second.", type="te"), seen=2)
    assert words(opinion)[:2] == ("Second.", 2)


def test_an_empty_correction_keeps_the_input(consulted, browse):
    opinion = say(consulted, "First.", author=WRITER)
    answer = browse().post(address_of(opinion), CORRECTED | {"text": "", "clause": "7.1"})
    assert (answer.status_code, b'value="7.1"' in answer.content) == (422, True)


def test_the_database_holds_what_was_said(consulted):
    opinion = say(consulted, "First.", author=WRITER)
    opinion_correct(opinion=opinion, remark=Remark("Second.", type="te"), seen=1)
    for act in (
        lambda: Opinion.objects.filter(pk=opinion.pk).update(text="Forged."),
        lambda: OpinionVersion.objects.update(text="Forged."),
        lambda: OpinionVersion.objects.all().delete(),
    ):
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            act()


def test_the_answer_is_mailed_once_after_the_decision(consulted):
    wanted = say(consulted, author=WRITER)
    declined = say(consulted, author=Author("Wu", "", "wu@example.org", wants_answer=False))
    drafter = consulted.people["drafter"]
    for opinion in (wanted, declined):
        opinion_answer(opinion=opinion, by=drafter, disposition="rejected", answer="No room.")
    before = len(mails())
    assert mail_answers() == 0
    matters = Matter.objects.filter(pk=consulted.matter_id)
    matters.update(state="published")
    record(matters.get(), by=None, step="publish", source="noticed")
    assert [mail_answers(), mail_answers()] == [1, 0]
    (sent,) = mails()[before:]
    assert (sent.address, sent.shown) == ("li.hua@example.org", wanted.reference)
    assert "No room." in sent.body
    assert sent.body.endswith(wanted.get_absolute_url())


def test_the_link_declines_the_answer(consulted, browse):
    opinion = say(consulted, author=WRITER)
    address = address_of(opinion) + "answer/"
    assert browse().get(address).status_code == 200
    assert Opinion.objects.get().wants_answer is True
    browse().post(address)
    assert Opinion.objects.get().wants_answer is False


def test_the_checkbox_declines_the_answer(noticed, browse):
    browse().post(opinion_url(noticed), GIVEN | {"no_answer": "on"})
    assert Opinion.objects.get().wants_answer is False


@pytest.mark.parametrize(
    "contact", ["a@example.org", "010-6655 1234 转 12", "+86 13800000000", "a@b.cn / 010-66551234"]
)
def test_a_contact_that_reaches_somebody(noticed, browse, contact):
    assert browse().post(opinion_url(noticed), GIVEN | {"contact": contact}).status_code == 302


@pytest.mark.parametrize("contact", ["wang@", "wang.example.org", "12345", "later", "+" + "1" * 16])
def test_a_contact_that_reaches_nobody_keeps_the_input(noticed, browse, contact):
    answer = browse().post(opinion_url(noticed), GIVEN | {"contact": contact})
    page = answer.content.decode()
    assert (answer.status_code, Opinion.objects.count()) == (422, 0)
    assert "Write a mail address such as name@example.org" in page
    assert "The limit is too low." in page


def test_the_receipt_s_page_leads_only_its_signed_in_author_to_the_correction(consulted, browse):
    outsider = consulted.people["outsider"]
    opinion = say(consulted, by=outsider)
    receipt, way = opinion.get_absolute_url(), address_of(opinion).encode()
    assert way in browse(outsider).get(receipt).content
    assert way not in browse().get(receipt).content
    assert b'data-copy="private-address"' in browse().get(receipt).content


def test_the_personal_pages_cost_the_same_for_many_opinions(
    consulted, browse, django_assert_max_num_queries
):
    opinion = say(consulted, author=WRITER)
    for _again in range(2):
        with django_assert_max_num_queries(15):
            browse().get(address_of(opinion))
        say(consulted, author=WRITER)
        say(consulted, author=WRITER)
