"""A contact is for those who moderate and for nobody else: no page, export, log or message has it."""

import io
import logging

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.urls import reverse
from openpyxl import load_workbook

from tests.zsa_portal.notices.making import COMMENTS, put_on_notice, say
from zsa_portal.documents.models import IssuedForm
from zsa_portal.documents.render import html_of_preview
from zsa_portal.notices.actions import (
    Author,
    opinion_answer,
    opinion_moderate,
)
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.papers import COMMENT_TABLE, comment_table_data
from zsa_portal.outbox.models import Mail, Message
from zsa_portal.workflow.models import LogEntry

pytestmark = pytest.mark.django_db
CONTACT, NAME = "canary-contact@example.org", "Canary Person"
SECRETS = (CONTACT, NAME)
PUBLIC_ROLES = [None, "outsider", "member", "applicant", "council_secretary"]


@pytest.fixture
def spoken(consulted):
    """Three opinions, one of each state, answered; the item they are about."""
    people = consulted.people
    author = Author(NAME, "Canary Works", CONTACT)
    opinions = [say(consulted, f"Said {n}.", clause=f"{n}", author=author) for n in (1, 2, 3)]
    opinion_moderate(opinion=opinions[0], by=people["staff"], moderation="published")
    opinion_moderate(opinion=opinions[1], by=people["staff"], moderation="hidden", reason="Spam.")
    opinion_answer(opinion=opinions[0], by=people["drafter"], disposition="accepted")
    consulted.said = opinions
    return consulted


def addresses(item):
    pk, matter, code = item.said[0].pk, item.matter_id, item.notice.kind
    return [
        "/notices/",
        "/notices/past/",
        "/notices/?export=xlsx",
        "/notices/?q=canary",
        item.notice.get_absolute_url(),
        reverse("notices:public_matter", args=[matter]),
        reverse("notices:opinion_new", args=[item.pk]),
        reverse("notices:sheet", args=[item.pk]),
        "/notices/mine/",
        "/notices/mine/?export=xlsx",
        "/notices/moderation/",
        "/notices/moderation/?state=published",
        "/notices/moderation/?state=hidden",
        *(
            reverse(f"notices:{name}", args=[pk])
            for name in ("moderate", "answer", "resolve", "evidence")
        ),
        reverse("notices:answers", args=[matter, code]),
        reverse("notices:answers", args=[matter, code]) + "?export=xlsx",
        reverse("notices:answers", args=[matter, code]) + "?q=canary",
        f"/matters/{matter}/",
        f"/matters/{matter}/opinions/",
        f"/matters/{matter}/log/",
    ]


def words_of(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not answer.get("Content-Type", "").startswith("application/vnd.openxml"):
        return body.decode(errors="replace")
    rows = load_workbook(io.BytesIO(body)).active.iter_rows(values_only=True)
    return "\n".join(str(value) for row in rows for value in row)


def places(client, item, secret):
    return [one for one in addresses(item) if secret in words_of(client.get(one, follow=True))]


def test_there_is_something_that_could_leak_and_moderators_see_it(spoken, browse):
    seen = places(browse(spoken.people["staff"]), spoken, CONTACT)
    assert seen == [
        "/notices/moderation/",
        "/notices/moderation/?state=published",
        "/notices/moderation/?state=hidden",
        reverse("notices:moderate", args=[spoken.said[0].pk]),
    ]


@pytest.mark.parametrize("who", [*PUBLIC_ROLES, "drafter", "secretary"])
def test_no_page_or_export_shows_a_contact_to_anybody_else(spoken, browse, who):
    assert places(browse(spoken.people[who] if who else None), spoken, CONTACT) == []


def test_staff_of_another_department_sees_no_contact(spoken, browse, make_staff):
    assert places(browse(make_staff(department="archive")), spoken, CONTACT) == []


@pytest.mark.parametrize("who", PUBLIC_ROLES)
def test_persons_are_not_named_to_those_who_do_not_answer(spoken, browse, who):
    assert places(browse(spoken.people[who] if who else None), spoken, NAME) == []


def test_the_author_s_own_page_does_not_repeat_the_contact(spoken, browse):
    page = browse().get(spoken.said[0].get_absolute_url()).content.decode()
    assert CONTACT not in page


def test_the_administration_shows_neither_contact_nor_name_nor_secret_address(
    spoken, browse, make_user
):
    admin = make_user(is_staff=True)
    admin.user_permissions.set(Permission.objects.filter(content_type__app_label="zsa_notices"))
    client = browse(admin)
    for address in (
        reverse("admin:zsa_notices_opinion_changelist"),
        reverse("admin:zsa_notices_opinion_changelist") + "?q=canary",
        reverse("admin:zsa_notices_opinion_change", args=[spoken.said[0].pk]),
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        words = answer.content.decode()
        assert (spoken.said[0].reference in words) == ("canary" not in address)
        assert [one for one in (*SECRETS, spoken.said[0].token) if one in words] == []


def test_the_administration_changes_nothing(spoken, browse, make_user):
    admin = make_user(is_staff=True, is_superuser=True)
    address = reverse("admin:zsa_notices_opinion_change", args=[spoken.said[0].pk])
    assert browse(admin).post(address, {"disposition": "rejected"}).status_code == 403
    assert browse(admin).get(reverse("admin:zsa_notices_opinion_add")).status_code == 403


def test_log_entries_messages_and_mails_hold_no_contact_and_no_words(spoken):
    rows = [
        *LogEntry.objects.values_list("values", "reason"),
        *Message.objects.values_list("subject", "body", "link"),
        *Mail.objects.exclude(address=CONTACT).values_list("address", "subject", "body"),
        *((one.subject, one.body) for one in mail.outbox if one.to != [CONTACT]),
    ]
    told = " ".join(str(row) for row in rows)
    assert "zsa_notices.opinion" in told
    assert [one for one in (*SECRETS, "Said 1.", spoken.said[0].token) if one in told] == []


def test_the_process_log_holds_no_contact(consulted, browse, caplog):
    given = {
        "name": NAME,
        "contact": CONTACT,
        "truthful": "on",
        "text": "Said.",
        "type": "te",
    }
    address = reverse("notices:opinion_new", args=[consulted.pk])
    with caplog.at_level(logging.DEBUG):
        browse().post(address, given)
        browse().post(address, given | {"text": ""})
        browse().post("/notices/items/999999/opinion/", given)
    assert Opinion.objects.count() == 1
    messages = " ".join(
        record.getMessage() for record in caplog.records if record.name != "django.db.backends"
    )
    assert [one for one in SECRETS if one in messages] == []


def test_the_official_papers_hold_neither_contact_nor_name(spoken):
    frozen = " ".join(str(form.data) for form in IssuedForm.objects.all())
    data = comment_table_data(spoken.matter)
    page = html_of_preview(COMMENT_TABLE, data)
    assert "Canary Works" in page
    assert [one for one in SECRETS if one in frozen + str(data) + page] == []


def test_the_other_matter_s_page_of_one_notice_does_not_show_them_either(make_noticed, browse):
    matters = [make_noticed(), make_noticed()]
    notice = put_on_notice(matters, kind=COMMENTS)
    items = list(notice.items.select_related("notice", "matter").order_by("position"))
    author = Author(NAME, "", CONTACT)
    opinion = say(items[0], "Said.", author=author)
    opinion_moderate(opinion=opinion, by=matters[0].people["staff"], moderation="published")
    page = browse().get(reverse("notices:public_matter", args=[matters[0].pk])).content.decode()
    assert "An individual" in page
    assert [one for one in SECRETS if one in page] == []
