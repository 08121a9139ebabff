"""Forms of opinions, their moderation and their answers: they check shape, actions decide."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zsa_portal.notices import clauses
from zsa_portal.notices.actions.answers import LONGEST_ANSWER
from zsa_portal.notices.actions.opinions import EVIDENCE, LONGEST_TEXT, Author, Remark
from zsa_portal.notices.kinds import NoticeKind
from zsa_portal.notices.models import Opinion, OpinionAnswer
from zsa_portal.people.contacts import Contact
from zsa_portal.people.folding import Name
from zsa_portal.ui.forms import FileField, StyledForm, Trapped, area

EVIDENCE_BYTES = 20 * 1024 * 1024
TABLE_BYTES = 5 * 1024 * 1024


class AuthorForm(Trapped, StyledForm):
    """Who gives the opinion, and a field that only machines fill in."""

    name = Name(
        label=_("Your name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Not published."),
    )
    organisation = Name(
        label=_("Your organisation"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("Published with the opinion. Without one it appears as that of an individual."),
    )
    contact = Contact(
        label=_("Phone or e-mail"),
        max_length=160,
        help_text=_(
            "For questions of the secretariat; to a mail address go the receipt, the link for "
            "corrections and the answer. It is never published."
        ),
    )
    no_answer = forms.BooleanField(
        label=_("Do not mail me the answer; I read it on the page of my receipt."), required=False
    )
    truthful = forms.BooleanField(
        label=_(
            "What I say is true, and I agree that it is published without my name and contact."
        ),
        error_messages={"required": _("Please confirm this before you send.")},
    )

    def author(self) -> Author:
        """The author as the actions take it."""
        data = self.cleaned_data
        return Author(
            data["name"],
            data["organisation"],
            data["contact"],
            declares_truth=data["truthful"],
            wants_answer=not data["no_answer"],
        )


class OpinionForm(AuthorForm):
    """One opinion; clause, type and change only where the kind of notice asks for them."""

    clause = forms.CharField(
        label=_("Clause"),
        max_length=clauses.LONGEST,
        required=False,
        help_text=_("For example 5.10.2, A.1 or table 3; empty for the whole document."),
    )
    type = forms.ChoiceField(
        label=_("Type of comment"),
        choices=Opinion.Type.choices,
        initial=Opinion.Type.GENERAL,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Opinion and reasons"), widget=area(6), max_length=LONGEST_TEXT)
    proposed_change = forms.CharField(
        label=_("Proposed change"),
        widget=area(4),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("The wording you would like to read."),
    )
    evidence = FileField(
        label=_("Evidence"),
        required=False,
        accept=EVIDENCE,
        max_bytes=EVIDENCE_BYTES,
        help_text=_("Not published; read by those who answer."),
    )
    ticket = forms.UUIDField(widget=forms.HiddenInput, required=False)

    TEXT_FIELDS = ("clause", "type", "proposed_change")
    ORDER = (
        "clause",
        "type",
        "text",
        "proposed_change",
        "evidence",
        "name",
        "organisation",
        "contact",
        "no_answer",
        "truthful",
        "website",
        "ticket",
    )
    half_width = ("name", "contact")

    def __init__(self, *args: Any, kind: NoticeKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ticket"].initial = uuid.uuid4
        if kind.evidencing is not None:
            self.fields["evidence"].required = True
            self.fields["truthful"].label = _(
                "What I say and the evidence are true, and I answer for that; I agree that my words "
                "are published without my name and contact."
            )
        if not kind.with_clauses:
            for name in self.TEXT_FIELDS:
                del self.fields[name]
        self.order_fields([name for name in self.ORDER if name in self.fields])

    @property
    def field_groups(self) -> list[tuple[Any, tuple[str, ...]]]:
        """What is said first, then who says it."""
        return [
            (_("Opinion"), ("clause", "type", "text", "proposed_change", "evidence")),
            (_("Who you are"), ("name", "organisation", "contact", "no_answer", "truthful")),
        ]

    def remark(self) -> Remark:
        """What is said, as the actions take it."""
        data = self.cleaned_data
        return Remark(
            data["text"],
            data.get("clause", ""),
            data.get("type", ""),
            data.get("proposed_change", ""),
        )


class CorrectionForm(OpinionForm):
    """Other words for an opinion that came in; who said it and its evidence stay."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    STAYS = ("name", "organisation", "contact", "no_answer", "truthful", "evidence", "ticket")

    def __init__(self, *args: Any, opinion: Opinion, **kwargs: Any) -> None:
        said = {name: getattr(opinion, name) for name in ("text", *self.TEXT_FIELDS)}
        kwargs.setdefault("initial", said | {"seen": opinion.version})
        super().__init__(*args, kind=opinion.item.notice.meaning, **kwargs)
        for name in self.STAYS:
            del self.fields[name]

    @property
    def field_groups(self) -> list[tuple[Any, tuple[str, ...]]]:
        """What is said, and nothing else."""
        return [(_("Opinion"), ("clause", "type", "text", "proposed_change"))]


class TableForm(AuthorForm):
    """Many comments in a spreadsheet."""

    table = FileField(
        label=_("Table of comments"), accept=(".xlsx", ".docx"), max_bytes=TABLE_BYTES
    )
    half_width = ("name", "contact")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["table"])


class HideForm(StyledForm):
    """Why an opinion is not made public."""

    reason = forms.CharField(
        label=_("Why it is not made public"),
        widget=area(3),
        max_length=1000,
        help_text=_(
            "The author reads it on the private page. The opinion still counts and is answered."
        ),
    )


class AnswerForm(StyledForm):
    """How an opinion is handled."""

    disposition = forms.ChoiceField(
        label=_("Disposition"), choices=Opinion.Disposition.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("Answer"),
        widget=area(3),
        max_length=LONGEST_ANSWER,
        required=False,
        help_text=_("The reason, unless the opinion is accepted in full."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, opinion: Opinion, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "disposition": opinion.disposition,
                "answer": opinion.answer,
                "seen": last_answer(opinion),
            },
        )
        super().__init__(*args, auto_id=f"id_{opinion.pk}_%s", **kwargs)
        self.fields["disposition"].widget.attrs["autofocus"] = True


class ResolutionForm(StyledForm):
    """How an objection was resolved."""

    resolution = forms.CharField(
        label=_("How it was resolved"),
        widget=area(3),
        max_length=LONGEST_ANSWER,
        help_text=_("For example: talked over on which day with whom, and what was agreed."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, opinion: Opinion, **kwargs: Any) -> None:
        initial = {"resolution": opinion.resolution, "seen": last_answer(opinion)}
        kwargs.setdefault("initial", initial)
        super().__init__(*args, auto_id=f"id_{opinion.pk}_%s", **kwargs)


class FiguresForm(StyledForm):
    """To how many organisations the draft was sent, and how many replied (附件7)."""

    sent_to = forms.IntegerField(
        label=_("Organisations the draft was sent to"),
        min_value=0,
        max_value=100_000,
        required=False,
    )
    replied = forms.IntegerField(
        label=_("Organisations that replied, with comments or without"),
        min_value=0,
        max_value=100_000,
        required=False,
    )
    half_width = ("sent_to", "replied")


def last_answer(opinion: Opinion) -> int:
    """The key of an opinion's last answer, 0 without one: what a form has seen of it."""
    rows = OpinionAnswer.objects.filter(opinion=opinion.pk).order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0
