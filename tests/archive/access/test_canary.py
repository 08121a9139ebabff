"""No word of a restricted thing is anywhere where it does not belong: all pages, files, mails, feeds.

The world is built once and read as everybody; who may come upon which word is said in ``meant.py``.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unittest import mock

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from archive.loans.records import LoanItem
from tests.archive.access import canaries
from tests.archive.access.canaries import NOW, Archive
from tests.archive.access.meant import Who, may_know
from tests.archive.access.opened import text_of
from tests.examples import examples
from tests.lasting import lasting
from tests.procedure.models import Example
from zsa_portal.documents import store, watermark
from zsa_portal.documents.models import Document
from zsa_portal.outbox.models import Mail, Message
from zsa_portal.people.accounts.actions import feed_renew
from zsa_portal.people.administration.offices import RIGHTS
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import LogEntry

pytestmark = pytest.mark.django_db
ROLES = ("clerk", "colleague", "custodian", "former deputy", "audit")
"""Who is asked each day; the long run asks everybody."""
ALONE = (
    "home:start",
    "home:desk",
    "home:calendar",
    "home:inbox",
    "home:search",
    "home:my_reviewing",
    "home:boards",
    "outbox:inbox",
    "outbox:deliveries",
    "workflow:batches",
    "archive:spot_check_draw",
    "workflow:kept_views",
    "archive:storage_check",
    "archive:bag_verify",
    "archive:levels",
    "archive:level_versions",
    "archive:intake_new",
)
OF_DOCUMENTS = ("history", "read", "copy", "level", "withdraw", "hand", "compare")
OF_VERSIONS = ("download", "view", "text")
OF_FORMS = ("form", "form_progress", "form_pdf")
OF_RECORDS = ("item", "item_access", "exception_give", "exception_give_folder")
OF_EXCEPTIONS = ("exception_approve", "exception_refuse", "exception_revoke")
TABS_OF = {
    "filing": ("overview", "list", "material", "checks", "log", "papers"),
    "loan": ("overview", "log"),
    "inspection": ("overview", "findings", "log", "papers"),
    "appraisal": ("overview", "records", "log", "papers"),
}
OF_ANY_MATTER = ("zip", "zip_progress", "zip_file")
PAGES_OF = {
    "filing": (
        "filing_custody",
        "filing_list_pdf",
        "filing_list_xlsx",
        "folder_new",
        "rows",
        "proposals",
        "original_new",
        "filing_columns",
    ),
    "loan": ("loan_edit",),
    "inspection": ("finding_new", "inspection_checks", "inspection_report"),
    "appraisal": ("appraisal_opinions", "disposal_register_pdf", "disposal_register_xlsx"),
}
LISTS = (
    "archive:items",
    "archive:loans",
    "archive:my_loans",
    "archive:exceptions",
    "archive:exceptions_waiting",
    "archive:spot_checks",
    "archive:lists_taken",
    "archive:filings",
    "archive:filing_months",
    "archive:filing_missing",
    "archive:public_files",
    "archive:inspections",
    "archive:appraisals",
    "archive:retention",
    "archive:bags",
    "archive:intakes",
    "archive:storage",
    "home:matters",
)
FOUND_BY_LISTS = ("name", "folder", "purpose", "finding")
"""The kinds of word that whoever may know them also comes upon: else the crawl would prove nothing."""
OFFICES = ("admin", "security", "audit")
WORDS = re.compile(r"Qz\d{3}[a-z]+")


@dataclass
class Crawl:
    """What was read, by name of the person: each word with the addresses that said it."""

    archive: Archive
    said: dict[str, dict[str, list[str]]]
    logged: str
    count: int

    @property
    def people(self) -> dict[str, Who]:
        """Who was asked."""
        return {name: self.archive.people[name] for name in asked_as(self.archive)}


def asked_as(archive: Archive) -> list[str]:
    """The names of those who read everything."""
    is_long = examples(1) > 1
    return [name for name in archive.users if name != "superuser" and (is_long or name in ROLES)]


@pytest.fixture(scope="module")
def archive(django_db_setup: None, django_db_blocker: Any) -> Iterator[Archive]:
    """The world, rolled back at the end."""
    with translation.override("en"), lasting(django_db_blocker, canaries.build) as made:
        yield made


def _bytes_as_they_are(version: Any, *_given: Any, **_more: Any) -> Any:
    return version.file


@pytest.fixture(scope="module")
def workers() -> Iterator[None]:
    """Pages and copies are the bytes themselves: whoever gets a picture gets its words.

    The proof's procedure makes projects, which have a page of what was filed of them.
    """
    with (
        mock.patch.object(Example, "IS_PROJECT", True),
        mock.patch.object(watermark, "pages_of", return_value=1),
        mock.patch.object(watermark, "marked_copy", _bytes_as_they_are),
        mock.patch.object(watermark, "leaving", _bytes_as_they_are),
        mock.patch.object(
            watermark,
            "page_picture",
            lambda version, *_a, **_k: store.open_file(version.file).read(),
        ),
    ):
        yield


@pytest.fixture(scope="module")
def crawl(archive: Archive, workers: None, django_db_blocker: Any) -> Crawl:
    """Every page, read by everybody."""
    lines, count = io.StringIO(), 0
    handler = logging.StreamHandler(lines)
    logging.getLogger().addHandler(handler)
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    with django_db_blocker.unblock(), clock.moved_to(NOW), translation.override("en"):
        paths = paths_of(archive)
        for name in asked_as(archive):
            user = archive.users[name]
            client = client_of(user)
            for path in [*paths, *own_paths(name, user)]:
                with transaction.atomic():
                    text = text_of(client.get(path))
                    transaction.set_rollback(True)
                count += 1
                for word in set(WORDS.findall(text)):
                    said[name][word].append(path)
    logging.getLogger().removeHandler(handler)
    return Crawl(archive, said, lines.getvalue(), count)


def client_of(user: Any) -> Client:
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    return client


def paths_of(archive: Archive) -> list[str]:
    """The archive's and the kernel's pages with the things of the archive, its tabs and exports."""
    found = [reverse(name) for name in ALONE]
    found += [f"{reverse(name)}?export=xlsx" for name in LISTS]
    for item in archive.shown:
        found += [reverse(f"documents:{name}", args=[item.document_id]) for name in OF_DOCUMENTS]
        found.append(reverse("documents:page", args=[item.document_id, 1]))
        found += [reverse(f"archive:{name}", args=[item.pk]) for name in OF_RECORDS]
        for version in item.document.versions.all():
            found += [reverse(f"documents:{name}", args=[version.pk]) for name in OF_VERSIONS]
        found += [reverse("archive:label", args=[item.label])] if item.label else []
        found.append(reverse("archive:row", args=[item.filing_id, item.pk]))
        found.append(reverse("archive:folder_rename", args=[item.filing_id, item.folder_id]))
    for form in archive.forms:
        found += [reverse(f"documents:{name}", args=[form.pk]) for name in OF_FORMS]
    for bag in archive.bags:
        found += [reverse(f"archive:{name}", args=[bag.pk]) for name in ("bag", "bag_file")]
        found.append(reverse("archive:bag_folder", args=[bag.folder_id]))
    found += [reverse("archive:spot_check", args=[one.pk]) for one in archive.spot_checks]
    found += [f"{project.get_absolute_url()}archive/" for project in archive.projects]
    for one in archive.exceptions:
        found += [reverse(f"archive:{name}", args=[one.kind, one.pk]) for name in OF_EXCEPTIONS]
    for matter in archive.matters:
        here = matter.get_absolute_url()
        found += [f"{here}{tab}/" for tab in TABS_OF[matter.kind]]
        found += [reverse(f"archive:{name}", args=[matter.pk]) for name in PAGES_OF[matter.kind]]
        lent = LoanItem.objects.filter(loan=matter.pk).values_list("item", flat=True)
        found += [reverse("archive:loan_copy", args=[matter.pk, record]) for record in lent]
        found += [reverse(f"documents:{name}", args=[matter.pk]) for name in OF_ANY_MATTER]
    return list(dict.fromkeys(found))


def own_paths(name: str, user: Any) -> Iterator[str]:
    """One's messages and calendar, and the tables of one's office."""
    if user is None:
        return
    yield reverse("reminders:feed", kwargs={"token": feed_renew(user=user)})
    for pk in Message.objects.filter(recipient=user).values_list("pk", flat=True):
        yield reverse("outbox:message", args=[pk])
    if name in OFFICES:
        office = next(one for one in RIGHTS if one.value.endswith(OFFICE_OF[name]))
        for right in sorted(RIGHTS[office]):
            app, _dot, rest = right.partition(".")
            yield f"/admin/{app}/{rest.partition('_')[2]}/"
        if name == "audit":
            for pk in LogEntry.objects.order_by("-pk").values_list("pk", flat=True)[:30]:
                yield reverse("admin:zsa_workflow_logentry_change", args=[pk])


OFFICE_OF = {"admin": "system", "security": "security", "audit": "audit"}


def test_every_word_is_said_only_to_whom_may_know_it(crawl: Crawl):
    wrong = [
        f"{name} reads {one.kind} of {one.department} ({one.level}) at {crawl.said[name][one.word][:4]}"
        for name, who in crawl.people.items()
        for one in crawl.archive.secrets
        if one.word in crawl.said[name] and not may_know(who, one)
    ]
    assert wrong == []


def test_who_may_know_a_word_comes_upon_it(crawl: Crawl):
    missing = [
        f"{name}: {one.kind} of {one.department} ({one.level}, by {one.author})"
        for name, who in crawl.people.items()
        for one in crawl.archive.secrets
        if one.kind in FOUND_BY_LISTS
        and one.author != "archivist"
        and may_know(who, one)
        and one.word not in crawl.said[name]
    ]
    assert missing == []


def test_the_words_of_files_reach_their_readers(crawl: Crawl):
    read = crawl.said["custodian"]
    told = {
        word for word, paths in read.items() if any(not one.endswith("/bag.zip") for one in paths)
    }
    bodies = [one for one in crawl.archive.secrets if one.kind == "body" and one.word in told]
    assert len(bodies) == len(crawl.archive.shown) - len(crawl.archive.listed)
    for name, who in crawl.people.items():
        got = {one.word for one in bodies if one.word in crawl.said[name]}
        assert (name, got) == (name, {one.word for one in bodies if may_know(who, one)})


OPENED_BY = {
    "/list.pdf": "custodian",
    "/list.xlsx": "custodian",
    "/report.pdf": "quality",
    "/register.pdf": "custodian",
    "/register.xlsx": "custodian",
    "/bag.zip": "custodian",
    "/pdf/": "custodian",
    "?export=xlsx": "custodian",
}
"""How the addresses of files end that are made of what the archive holds, and who opens each.

The quality department is asked in the long run only.
"""


def test_files_that_are_made_were_opened_and_said_words(crawl: Crawl):
    """Else the crawl would prove nothing of them."""
    paths = {
        name: {path for found in read.values() for path in found}
        for name, read in crawl.said.items()
    }
    asked = {ending: reader for ending, reader in OPENED_BY.items() if reader in paths}
    opened = {
        ending: reader
        for ending, reader in asked.items()
        if any(path.endswith(ending) for path in paths[reader])
    }
    assert "custodian" in asked.values()
    assert opened == asked


def test_no_mail_and_no_message_says_more_than_its_reader_may_know(archive: Archive):
    by_key = {user.pk: name for name, user in archive.users.items() if user is not None}
    secrets = {one.word: one for one in archive.secrets}
    mails = Mail.objects.filter(message__isnull=False).values_list(
        "message__recipient", "subject", "body"
    )
    messages = Message.objects.values_list("recipient", "subject", "body")
    assert mails
    assert messages
    wrong = [
        (subject, word)
        for reader, subject, body in [*mails, *messages]
        for word in WORDS.findall(f"{subject} {body}")
        if not may_know(archive.people.get(by_key.get(reader, ""), Who("")), secrets[word])
    ]
    assert wrong == []
    outside = Mail.objects.filter(message__isnull=True).values_list("subject", "body")
    assert not any(WORDS.search(f"{subject} {body}") for subject, body in outside)


def test_the_programs_log_says_none_of_them(crawl: Crawl):
    assert set(WORDS.findall(crawl.logged)) == set()


SEARCHED = (
    "archive:items",
    "archive:loans",
    "archive:filings",
    "home:search",
    "home:suggestions",
    "home:matters",
)
EXPORTED = ("archive:items", "archive:loans", "home:matters")
CHANGING = re.compile(r"Qz\w+|[A-Za-z0-9]{64}|nonce=.[^\"]*.")


def test_a_search_for_a_word_one_may_not_know_finds_what_a_search_for_nothing_finds(
    archive: Archive,
):
    """The whole answer is the same: rows, counts, suggestions, pages."""
    kinds = ("name", "folder", "remark", "purpose")
    asked = [one for one in archive.secrets if one.kind in kinds and one.author != "archivist"]
    wrong = []
    with clock.moved_to(NOW), translation.override("en"):
        for name in ("archivist", "quality", "colleague", "former deputy"):
            client = client_of(archive.users[name])
            unknown = [one for one in asked if not may_know(archive.people[name], one)]
            for url in map(reverse, SEARCHED):
                miss = answer_to(client, url, "Qz000nothing")
                wrong += [
                    (name, url, one.kind, one.level)
                    for one in unknown[::4]
                    if answer_to(client, url, one.word) != miss
                ]
            for url in map(reverse, EXPORTED):
                none = sheets_of(client, url, "Qz000nothing")
                wrong += [
                    (name, url, one.kind, one.level)
                    for one in unknown[::8]
                    if sheets_of(client, url, one.word) != none
                ]
    assert wrong == []


def sheets_of(client: Client, url: str, word: str) -> list[bytes]:
    """The rows of the spreadsheet that a search gives."""
    answer = client.get(url, {"q": word, "export": "xlsx"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return [packed.read(name) for name in sorted(packed.namelist()) if "/worksheets/" in name]


def answer_to(client: Client, url: str, word: str) -> str:
    """The page that a search gives, without the word itself and what changes by the request."""
    return CHANGING.sub("", client.get(url, {"q": word}).content.decode())


def test_no_document_of_the_world_is_beyond_the_table(archive: Archive):
    names = {one.word for one in archive.secrets if one.kind in ("name", "appraised")}
    titles = set(Document.objects.filter(kind="archive.record").values_list("title", flat=True))
    assert titles == names
