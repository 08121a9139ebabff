"""Who may discover and who may read a paper: one rule in SQL for lists, counts and single papers.

The right to a paper is the right of one's party in the matter's phase and the paper's level:

- PUBLIC: who has a part in the matter, or staff, once it is no draft; anyone, while the matter is
  in a phase for which the paper's kind was declared public.
- RESTRICTED: the owner's department and those with a part in the matter; the organisation that
  submitted it; the parties to whom it was handed, or with whom its kind is shared.
- CONFIDENTIAL: named posts, those to whom it was handed by name, and those with whom a procedure
  declares that its kind is shared at any level.

Forms that concern no matter, such as the figures of a year, are read by all staff unless CONFIDENTIAL.
Forms of a withheld kind are kept from the applicant's people, also where they sit on a committee.
A procedure that says itself who may know of its matters keeps their papers from everybody else.
Apps add what they grant to persons by name and for a time (``grants.py``): that opens a paper to be
read page by page, never its bytes as they were sent.
The author reads the own paper, until a procedure takes it over above PUBLIC, as the archive does;
who took one in for the house is none. A withdrawn paper stays with its author, the departments and
the posts; one that was disposed of is withdrawn and stays with nobody. A part that has ended ends
what was handed for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, NullIf

from zsa_portal.documents.access import CARRIED, CONFIDED, PUBLIC_KINDS, SHARES, WITHHELD, Share
from zsa_portal.documents.grants import granted_copies, granted_reading, taken_over
from zsa_portal.documents.known import ANY, Rows, plainly_known
from zsa_portal.documents.right_texts import COVERS, HANDINGS, PARTS, SHARED, SHARED_IN_ANY_STATE
from zsa_portal.people.models import Post
from zsa_portal.people.places import Places, places_of
from zsa_portal.regulations import clock
from zsa_portal.ui.conditions import (
    ALWAYS,
    NEVER,
    Condition,
    among,
    columns_of,
    empty,
    filled,
    of_keys,
    within,
)
from zsa_portal.workflow.access import PARTIES, applied_for, kept_narrow, states_in
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Matter

READS_CONFIDENTIAL = frozenset(
    f"post:{post}" for post in (Post.SECRETARY_GENERAL, Post.EXECUTIVE_VICE_CHAIR, Post.CUSTODIAN)
)
PUBLIC, RESTRICTED, CONFIDENTIAL = "public", "restricted", "confidential"
UNSEALED = (PUBLIC, RESTRICTED)
LIVE, WITHDRAWN = empty("withdrawn_at"), filled("withdrawn_at")
KEPT = empty("disposed_at")
"""What was not disposed of; what was is nobody's to read, its author's and keepers' neither."""
NO_SCAN = empty("scan_of")


def departments_of(who: Places) -> list[int]:
    """The ids of the departments a user belongs to or stands in for."""
    keys = (key.split(":") for key in who.parties)
    return [int(parts[1]) for parts in keys if parts[0] == "dept" and len(parts) == 2]


def _beyond_draft() -> Condition:
    return ~states_in(Phase.DRAFT, prefix="matter__")


def _in_matter(who: Places, paper: str = "") -> Condition:
    """The rights that a part in the matter gives, on rows with a ``matter``.

    ``paper`` leads from the row to the level and kind, e.g. ``issuedform__``.
    """
    return _of_matter(who, paper) & kept_narrow(who, "matter__")


def _of_matter(who: Places, paper: str = "", of: Rows = ANY) -> Condition:
    """``_in_matter`` of matters that one may know of."""
    found = _beyond_draft()
    if not who.parties & READS_CONFIDENTIAL:
        found = (_by_part(who, paper, of) | _by_department(who, paper)) & found
    draft = _submitted(paper) & states_in(Phase.DRAFT, prefix="matter__")
    found |= applied_for(who, "matter__") & (_of_level(paper, PUBLIC) | draft)
    return found & filled("matter")


def _of_level(paper: str, *levels: str) -> Condition:
    return among(f"{paper}level", levels)


def _by_part(who: Places, paper: str, of: Rows) -> Condition:
    """What the parts give that one plays now: PUBLIC papers, those of one's department, shares."""
    departments = [f"dept:{pk}" for pk in departments_of(who)]
    gives, values = [f"part.party_id = ANY({PARTIES})"], [sorted(who.parties), departments]
    confides = ["FALSE"]
    for shares, said in ((SHARES, gives), (CONFIDED, confides)):
        for share, kinds in _shared(shares, of):
            said.append(SHARED if share.states else SHARED_IN_ANY_STATE)
            values += _asked(share, kinds)
    text = PARTS.format(parties=PARTIES, gives=" OR ".join(gives), confides=" OR ".join(confides))
    level, kind, state = f"{paper}level", f"{paper}kind", "matter__state"
    return Condition(text, values, matter="matter", level=level, kind=kind, state=state)


def _shared(shares: Mapping[Share, Collection[str]], of: Rows) -> Iterator[tuple[Share, list[str]]]:
    """The shares in which kinds of the papers asked stand, each with these."""
    found = ((share, of.among(kinds)) for share, kinds in shares.items())
    return ((share, kinds) for share, kinds in found if kinds)


def _asked(share: Share, kinds: list[str]) -> list[Any]:
    """What fills the text of a share, in order."""
    values: list[Any] = [sorted(share.roles), kinds]
    return [*values, sorted(share.states)] if share.states else values


def _submitted(paper: str = "") -> Condition:
    """The levels at which who submitted a paper still reads it."""
    confided = {kind for kinds in CONFIDED.values() for kind in kinds}
    return _of_level(paper, *UNSEALED) | among(f"{paper}kind", sorted(confided))


def _by_department(who: Places, paper: str) -> Condition:
    departments = departments_of(who)
    if not departments:
        return NEVER
    own = _of_level(paper, *UNSEALED) & among("matter__owner", departments, "bigint")
    return _of_level(paper, PUBLIC) | own


def _public(who: Places, paper: str = "") -> Condition:
    """What anyone who may know of it may read, on rows with a ``matter``."""
    return _announced(paper) & kept_narrow(who, "matter__")


def _announced(paper: str = "", of: Rows = ANY) -> Condition:
    """``_public`` of matters that one may know of."""
    found = NEVER
    for phase in (Phase.NOTICE, Phase.PUBLISHED):
        kinds = of.among(kind for kind, phases in PUBLIC_KINDS.items() if phase in phases)
        found |= among(f"{paper}kind", kinds) & states_in(phase, prefix="matter__")
    return found & _of_level(paper, PUBLIC)


def _handed(who: Places) -> Condition:
    """Papers handed to one's party: by name for CONFIDENTIAL ones, and while the part lasts."""
    now = clock.now()
    values = [now, now, sorted(who.parties), who.user_id]
    return Condition(HANDINGS, values, document="pk", matter="matter", level="level")


def _without_matter(who: Places) -> Condition:
    """Papers of no matter: by level and owner department alone."""
    found = _of_level("", PUBLIC) | _of_level("", RESTRICTED) & _owned(who)
    if who.parties & READS_CONFIDENTIAL:
        found = ALWAYS
    return found & empty("matter") & NO_SCAN


def _owned(who: Places) -> Condition:
    """Papers of one's own departments."""
    return among("owner", departments_of(who), "bigint")


def _kept(who: Places, of: Rows = ANY) -> Condition:
    """Withdrawn papers, and scans of forms, that the keepers still read: of matters that one may know of."""
    found = among("matter__owner", departments_of(who), "bigint") | _owned(who)
    found &= _of_level("", *UNSEALED)
    if who.parties & READS_CONFIDENTIAL:
        found = NO_SCAN | (_form_of_party(who, "scan_of__") if of.scans else NEVER)
    return found & WITHDRAWN & KEPT & _beyond_draft()


def _own(who: Places) -> Condition:
    """What a user uploaded as an author, not what was taken in for the house or over by it."""
    sent = Condition("{author} = %s", [who.user_id], author="uploaded_by") & KEPT
    theirs = sent & ~among("kind", sorted(CARRIED))
    return theirs & (_of_level("", PUBLIC) | ~taken_over())


def _placed(who: Places, of: Rows) -> Condition:
    """What parts, departments and posts open, of matters that one may know of."""
    found = _without_matter(who)
    if of.in_matters:
        found |= _of_matter(who, of=of)
    return LIVE & found | _kept(who, of) if of.withdrawn else LIVE & found


def _from_organisation(who: Places) -> Condition:
    """Papers that were submitted for one's organisations."""
    return among("organisation", sorted(who.organisations), "bigint") & _submitted()


def _given(who: Places, of: Rows) -> Condition:
    """Live papers that were handed over or submitted, and scans of forms that one reads."""
    found = _handed(who) | _from_organisation(who)
    return LIVE & (found | _form_of_party(who, "scan_of__") if of.scans else found)


def _of_party(who: Places, of: Rows = ANY, others: Condition = NEVER) -> Condition:
    """What a user reads otherwise than as a member of the public.

    ``others`` are opened besides where one may know of their matters; the rules of narrow kinds,
    which are dear to plan, stand in the statement once.
    """
    if who.user_id is None:
        return others & kept_narrow(who, "matter__", of.kinds)
    placed = (_placed(who, of) | others) & kept_narrow(who, "matter__", of.kinds)
    return _own(who) | placed | _given(who, of)


def _standing(who: Places, of: Rows = ANY) -> Condition:
    """What a user reads by level, department, post, part and handing: the papers as they were sent."""
    return _of_party(who, of, LIVE & _announced(of=of) if of.in_matters else NEVER)


def _readable(who: Places, of: Rows = ANY) -> Condition:
    return _standing(who, of) | granted_reading(who, clock.now())


def _staff_know() -> Condition:
    """What staff know of, of matters that one may know of."""
    return _beyond_draft() & LIVE


def _known_to_staff(who: Places) -> Condition:
    """What staff may know of or read.

    What one may read by part, department, post or as anyone is live, and of no matter or of one
    beyond its draft that is not narrow: known already. Not asking it halves the statement.
    """
    if who.organisations:
        return _staff_know() & kept_narrow(who, "matter__") | _readable(who)
    placed = (_staff_know() | _kept(who)) & kept_narrow(who, "matter__")
    return placed | _own(who) | (LIVE & _handed(who)) | granted_reading(who, clock.now())


def named_rights(who: Places) -> dict[str, Condition]:
    """The rules of ``readable_by`` one by one, each under a name, for whoever has to explain them."""
    public = _public(who) & LIVE
    if who.user_id is None:
        return {"public": public}
    keeps = bool(who.parties & READS_CONFIDENTIAL)
    in_matter, kept = LIVE & _in_matter(who), _kept(who) & kept_narrow(who, "matter__")
    return {
        "author": _own(who),
        "post": (in_matter | kept | LIVE & _without_matter(who)) if keeps else NEVER,
        "part": NEVER if keeps else in_matter,
        "department": NEVER if keeps else LIVE & _without_matter(who),
        "handed": LIVE & _handed(who),
        "organisation": LIVE & _from_organisation(who),
        "scan": LIVE & _form_of_party(who, "scan_of__"),
        "kept": NEVER if keeps else kept,
        "public": public,
    }


class DocumentQuerySet(models.QuerySet):
    """Documents, narrowed to what somebody may know of or read."""

    def live(self) -> Self:
        """Those not withdrawn."""
        return self.filter(LIVE)

    def readable_by(self, user: Any, of: Rows = ANY) -> Self:
        """The documents a user may read; None or an anonymous user is the public.

        ``of`` says what is known of the documents that are asked.
        """
        return self.filter(_readable(places_of(user), of))

    def opened_to(self, user: Any, of: Rows = ANY) -> Self:
        """Those of which a user may have the bytes as they were sent: what is granted is not among them."""
        return self.filter(_standing(places_of(user), of))

    def savable_by(self, user: Any, of: Rows = ANY) -> Self:
        """Those of which a user may save a copy: of right, or a marked one that was granted."""
        who = places_of(user)
        return self.filter(_standing(who, of) | granted_copies(who, clock.now()))

    def readable_by_party(self, user: Any, of: Rows = ANY) -> Self:
        """The documents a user may read otherwise than as a member of the public."""
        return self.filter(_of_party(places_of(user), of))

    def readable_in(self, matter: Any, user: Any) -> Self:
        """The live papers of one matter that a user may read; no scan of a form is among them.

        The same rights as ``readable_by``, without those that matter only elsewhere.
        """
        of = Rows(scans=False, withdrawn=False, kinds=frozenset({matter.kind}))
        rights = _standing(places_of(user), of) & LIVE & NO_SCAN
        return self.filter(rights, matter=matter.pk)

    def discoverable_by(self, user: Any, *, read: Collection[int] | None = None) -> Self:
        """The documents a user may know of: staff know of all beyond drafts, titles masked.

        ``read`` are the keys of those among them that the user may read, where they are known:
        the rights then need not be asked again.
        """
        who = places_of(user)
        if read is not None:
            if not who.staff:
                return self.filter(pk__in=read)
            known = _staff_know() & kept_narrow(who, "matter__")
            return self.filter(known | of_keys(list(read)))
        return self.filter(_known_to_staff(who) if who.staff else _readable(who))

    def plainly_known_to(self, user: Any) -> Self:
        """Those of ``discoverable_by`` that every member of staff may know of, the user being one."""
        if not places_of(user).staff:
            return self.none()
        return self.filter(plainly_known())

    def named_to(self, user: Any, of: Rows = ANY) -> Self:
        """Those that a user may know of with their title: not the CONFIDENTIAL ones one may not read."""
        who = places_of(user)
        if not who.staff:
            return self.filter(_readable(who, of))
        known = _of_level("", *UNSEALED) & _staff_know()
        return self.filter(_of_party(who, of, known) | granted_reading(who, clock.now()))


class VersionQuerySet(models.QuerySet):
    """Versions, narrowed to those that somebody may read: the public reads only the newest."""

    def readable_by(self, user: Any, of: Rows = ANY) -> Self:
        """The versions a user may read; ``of`` as with documents."""
        documents = apps.get_model("zsa_documents", "Document").objects
        newer = apps.get_model("zsa_documents", "Version").objects.filter(
            document=OuterRef("document"), number__gt=OuterRef("number")
        )
        public = Q(document__in=documents.readable_by(None, of)) & ~Exists(newer)
        return self.filter(Q(document__in=documents.readable_by_party(user, of)) | public)


def _form_of_party(who: Places, form: str = "") -> Condition:
    """The forms a user reads by a part in a matter; ``form`` leads to them, e.g. ``scan_of__``."""
    if who.user_id is None:
        return NEVER
    found = Condition("{by} = %s", [who.user_id], by=f"{form}issued_by")
    found |= _covers(_in_matter(who, "issuedform__"), form) | _of_no_matter(who, form)
    return found & ~_withheld(who, form)


def _of_no_matter(who: Places, form: str) -> Condition:
    """The forms about no matter at all that staff reads, by their level alone."""
    if not who.staff:
        return NEVER
    levels = (*UNSEALED, CONFIDENTIAL) if who.parties & READS_CONFIDENTIAL else UNSEALED
    return _of_level(form, *levels) & ~_covers(ALWAYS, form)


def _withheld(who: Places, form: str) -> Condition:
    """Forms that say what the applicant's people are not told, e.g. who voted how."""
    applied = _covers(applied_for(who, "matter__"), form)
    return among(f"{form}kind", WITHHELD) & applied


def _covers(rights: Condition, form: str = "") -> Condition:
    """The forms that cover a matter by which one has these rights; NEVER if nobody has them."""
    called = columns_of(Matter, "covered", "matter__") | {"matter": "cover.matter_id"}
    called |= {"issuedform__level": "{level}", "issuedform__kind": "{kind}"}
    of_form = {"form": f"{form}pk", "level": f"{form}level", "kind": f"{form}kind"}
    return within(COVERS, rights, called, **of_form)


class FormQuerySet(models.QuerySet):
    """Issued forms, narrowed to those that somebody may read."""

    def readable_by(self, user: Any) -> Self:
        """The forms a user may read, by one of the matters they cover."""
        who = places_of(user)
        return self.filter(_form_of_party(who) | _covers(_public(who, "issuedform__")))

    def numbered(self) -> Self:
        """Each with ``printed_number``: its own, or that of the notice or standard it prints."""
        found = (NullIf("number", Value("")), KT("data__number"), Value(""))
        return self.annotate(printed_number=Coalesce(*found, output_field=models.TextField()))
