"""Opinions come in, and are moderated."""

from __future__ import annotations

import hashlib
import json
import unicodedata
import uuid
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zsa_portal.documents import glyphs, numbers, store
from zsa_portal.documents.store import Stored
from zsa_portal.notices import clauses
from zsa_portal.notices.actions.telling import tell_received
from zsa_portal.notices.models import NoticeItem, Opinion, OpinionSheet, new_token
from zsa_portal.notices.rules import moderates, require_declaration, require_evidence, require_open
from zsa_portal.people.folding import folded_name
from zsa_portal.people.models import Party, User
from zsa_portal.regulations import clock
from zsa_portal.ui.official import plain
from zsa_portal.workflow.duties import discharge, owe
from zsa_portal.workflow.log import record
from zsa_portal.workflow.models import Matter
from zsa_portal.workflow.perform import held
from zsa_portal.workflow.refusals import BadValue

LONGEST_TEXT = 4000
MOST_AT_ONCE = 300
MODERATE = "moderate_opinions"
EVIDENCE = (".pdf", ".docx", ".xlsx", ".jpg", ".jpeg", ".png", ".txt", ".zip", ".ofd")


@dataclass(frozen=True)
class Author:
    """Who gives an opinion; ``contact`` is a phone or e-mail that only moderators see.

    ``declares_truth`` tells whether the author declared that what is said, and its evidence, is true.
    ``wants_answer`` is whether the answer is mailed to a contact that is a mail address.
    """

    name: str
    organisation: str = ""
    contact: str = ""
    declares_truth: bool = False
    wants_answer: bool = True


@dataclass(frozen=True)
class Remark:
    """What is said: ``type`` is ge, te or ed; clause, type and change only where the kind has them."""

    text: str
    clause: str = ""
    type: str = ""
    proposed_change: str = ""


@dataclass(frozen=True)
class Received:
    """A table of comments with what is stored of it; ``again`` when it had been sent before."""

    sheet: OpinionSheet
    opinions: list[Opinion]
    again: bool = False


def opinion_submit(
    *,
    item: NoticeItem,
    by: User | None,
    author: Author,
    remark: Remark,
    evidence: UploadedFile | None = None,
    ticket: uuid.UUID | None = None,
) -> Opinion:
    """Store an opinion on a matter on notice; ``by`` is None for somebody not signed in.

    ``ticket`` names the filled-in form: the same words sent twice are stored once. Raises Closed
    or WrongState when opinions may no longer come in, BadValue naming the field; then nothing is
    stored.
    """
    author, remark = _clean_author(author), clean_remark(item, remark)
    require_evidence(item.notice.meaning, given=evidence is not None)
    require_declaration(item.notice.meaning, given=author.declares_truth)
    require_open(item.notice, item.matter)
    stored = _stored(evidence) if evidence else None
    with held(item.matter) as matter:
        require_open(item.notice, matter)
        if ticket and (known := Opinion.everything.filter(ticket=ticket).first()):
            if _same(known, item, remark):
                return known
            ticket = None
        opinion = _receive(item, matter, by, author, remark)
        if stored is not None:
            opinion.evidence, opinion.evidence_name = stored.file, stored.name
            opinion.evidence_cleaned = stored.cleaned
        _keep(opinion, ticket)
        record(
            matter,
            by=by,
            step="opinion_receive",
            reason=opinion.evidence_cleaned,
            values={"opinion": opinion, **_declared(author)},
        )
        tell_received([opinion])
    return opinion


def opinions_submit(
    *, item: NoticeItem, by: User, author: Author, remarks: Sequence[Remark]
) -> Received:
    """Store many comments of a signed-in user, all or none; raises as ``opinion_submit``.

    The same comments sent again by the same user on the same matter are stored once, also when
    they come at the same time: then what is already there is given, and nothing else happens.
    """
    if not remarks:
        raise BadValue("table", _("The table holds no comment."))
    require_evidence(item.notice.meaning, given=False)
    if len(remarks) > MOST_AT_ONCE:
        raise BadValue("table", _("At most %(most)d comments at once.") % {"most": MOST_AT_ONCE})
    author = _clean_author(author)
    cleaned = [clean_remark(item, remark) for remark in remarks]
    with held(item.matter) as matter:
        sheet, is_new = OpinionSheet.objects.get_or_create(
            item=item,
            author=by,
            digest=digest_of(cleaned),
            defaults={"received_at": clock.now()},
        )
        if not is_new:
            return Received(sheet, list(sheet.opinions.order_by("number")), again=True)
        require_open(item.notice, matter)
        stored = [_receive(item, matter, by, author, remark) for remark in cleaned]
        for opinion in stored:
            opinion.sheet = sheet
            opinion.save()
        values = {"opinions": stored, **_declared(author)}
        record(matter, by=by, step="opinion_receive", values=values)
        tell_received(stored)
    return Received(sheet, stored)


def digest_of(remarks: Sequence[Remark]) -> str:
    """What tells one table of comments from another: its rows, in whatever order and spacing."""
    rows = sorted(
        [" ".join(unicodedata.normalize("NFKC", text).split()) for text in astuple(remark)]
        for remark in remarks
    )
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def _declared(author: Author) -> dict[str, bool]:
    return {"declared_true": True} if author.declares_truth else {}


def _stored(evidence: UploadedFile) -> Stored:
    try:
        return store.put(evidence, accept=EVIDENCE)
    except BadValue as refusal:
        raise refusal.at("evidence") from refusal


def _receive(
    item: NoticeItem, matter: Matter, by: User | None, author: Author, remark: Remark
) -> Opinion:
    notice, now = item.notice, clock.now()
    number = numbers.next(f"opinion:{notice.number}")
    owe(matter, moderator_of(matter), MODERATE)
    return Opinion(
        item=item,
        number=number,
        reference=f"{notice.number}-{number:03d}",
        token=new_token(),
        author=by,
        name=author.name,
        organisation=author.organisation,
        contact=author.contact,
        wants_answer=author.wants_answer,
        language=get_language() or "",
        clause=remark.clause,
        clause_key=clauses.sort_key(remark.clause),
        type=remark.type,
        text=remark.text,
        proposed_change=remark.proposed_change,
        received_at=now,
        declared_true_at=now if author.declares_truth else None,
    )


def _keep(opinion: Opinion, ticket: uuid.UUID | None) -> None:
    """Store an opinion under its ticket; without it where another matter's took it meanwhile."""
    opinion.ticket = ticket
    try:
        with transaction.atomic():
            opinion.save()
    except IntegrityError:
        if ticket is None:
            raise
        _keep(opinion, None)


def moderation_settle(matter: Matter, *, by: User | None = None) -> None:
    """Discharge the duty to moderate once no opinion on a held matter waits for it."""
    pending = Opinion.objects.filter(item__matter=matter.pk, moderation=Opinion.Moderation.PENDING)
    if not pending.exists():
        discharge(matter, MODERATE, by=by)


def moderator_of(matter: Matter) -> Party:
    """Who owes it to decide what of a matter's opinions becomes public."""
    running = matter.parties_that(lambda role: role.runs)
    return running[-1] if running else Party.of(matter.owner)


def _same(known: Opinion, item: NoticeItem, remark: Remark) -> bool:
    said = Remark(known.text, known.clause, known.type, known.proposed_change)
    return known.item_id == item.pk and said == remark


def _line(text: str, most: int) -> str:
    return " ".join(plain(text).split())[:most]


def _clean_author(author: Author) -> Author:
    cleaned = Author(
        folded_name(_line(author.name, 80)),
        folded_name(_line(author.organisation, 160)),
        _line(author.contact, 160),
        author.declares_truth,
        author.wants_answer,
    )
    if not cleaned.name:
        raise BadValue("name", _("Say who you are; your name is not published."))
    if not cleaned.contact:
        raise BadValue("contact", _("Give a phone number or e-mail; it is never published."))
    for field in ("name", "organisation"):
        glyphs.require_value(field, getattr(cleaned, field))
    return cleaned


def clean_remark(item: NoticeItem, remark: Remark) -> Remark:
    """The remark as it will be stored. Raises BadValue naming the field that is wrong."""
    cleaned = Remark(
        plain(remark.text),
        clauses.clean(plain(remark.clause)),
        remark.type.strip().lower(),
        plain(remark.proposed_change),
    )
    if not cleaned.text:
        raise BadValue("text", _("Write down your opinion."))
    for field in ("text", "proposed_change"):
        if len(getattr(cleaned, field)) > LONGEST_TEXT:
            raise BadValue(field, _("At most %(most)d characters.") % {"most": LONGEST_TEXT})
        glyphs.require_value(field, getattr(cleaned, field))
    if not item.notice.meaning.with_clauses:
        return replace(cleaned, clause="", type="", proposed_change="")
    if len(cleaned.clause) > clauses.LONGEST:
        raise BadValue("clause", _("The clause is a number such as 5.10.2 or A.1."))
    if cleaned.type not in Opinion.Type.values:
        raise BadValue("type", _("The type is ge (general), te (technical) or ed (editorial)."))
    return cleaned


def opinion_moderate(*, opinion: Opinion, by: User, moderation: str, reason: str = "") -> Opinion:
    """Publish or hide one opinion; see ``opinions_moderate``."""
    opinions_moderate(opinions=[opinion], by=by, moderation=moderation, reason=reason)
    opinion.refresh_from_db()
    return opinion


@transaction.atomic
def opinions_moderate(
    *, opinions: Sequence[Opinion], by: User, moderation: str, reason: str = ""
) -> int:
    """Publish or hide opinions, all or none; returns how many.

    ``moderation`` is published or hidden; hiding needs a ``reason``. A hidden opinion still counts
    and must be answered. Raises PermissionDenied if one belongs to a matter whose opinions the
    user does not moderate, BadValue for ``moderation`` and ``reason``.
    """
    reason = plain(reason)
    if moderation not in (Opinion.Moderation.PUBLISHED, Opinion.Moderation.HIDDEN):
        raise BadValue("moderation", _("Choose whether the opinion becomes public."))
    if moderation == Opinion.Moderation.HIDDEN and not reason:
        raise BadValue("reason", _("Say why the opinion is not made public."))
    if moderation == Opinion.Moderation.PUBLISHED:
        reason = ""
    by_matter: dict[int, list[Opinion]] = {}
    for opinion in opinions:
        by_matter.setdefault(opinion.item.matter_id, []).append(opinion)
    for _pk, group in sorted(by_matter.items()):
        _moderate(group, by, moderation, reason)
    return len(opinions)


def _moderate(group: list[Opinion], by: User, moderation: str, reason: str) -> None:
    with held(group[0].item.matter) as matter:
        if not moderates(matter, by):
            raise PermissionDenied
        rows = Opinion.objects.filter(pk__in=[opinion.pk for opinion in group])
        rows.update(
            moderation=moderation,
            moderated_by=by,
            moderated_at=clock.now(),
            moderation_reason=reason,
        )
        moderation_settle(matter, by=by)
        step = "opinion_publish" if moderation == Opinion.Moderation.PUBLISHED else "opinion_hide"
        record(matter, by=by, step=step, values={"opinions": group, "reason": reason})
