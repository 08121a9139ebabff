"""What people outside fill in, and the messages of all sides; the actions decide."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zsa_portal.complaints.actions.contents import LONGEST
from zsa_portal.complaints.actions.submitting import About, Person
from zsa_portal.complaints.states import Satisfaction
from zsa_portal.notices.actions.opinions import EVIDENCE
from zsa_portal.notices.forms import EVIDENCE_BYTES
from zsa_portal.people.contacts import Contact
from zsa_portal.people.folding import Name
from zsa_portal.ui.forms import MultipleFileField, StyledForm, Trapped, area


def evidence_field(*, required: bool, label: Any = _("Evidence")) -> MultipleFileField:
    """Several files of the accepted kinds."""
    return MultipleFileField(
        label=label,
        required=required,
        accept=EVIDENCE,
        max_bytes=EVIDENCE_BYTES,
        help_text=_("Several files may be chosen at once."),
    )


class ComplaintForm(Trapped, StyledForm):
    """A complaint: about which standard, what is wrong, the evidence, and who complains."""

    number = forms.CharField(
        label=_("Number of the standard"),
        max_length=80,
        help_text=_("For example T/ZSA 12-2026."),
    )
    title = forms.CharField(
        label=_("Title of the standard"),
        max_length=200,
        required=False,
        help_text=_("Not needed for a standard of our catalogue."),
    )
    statement = forms.CharField(
        label=_("What is wrong"),
        widget=area(8),
        max_length=LONGEST,
        help_text=_(
            "Which rule does the standard or its making violate, and how? This is passed to the "
            "body: leave out what tells who you are, unless the body may know."
        ),
    )
    demand = forms.CharField(
        label=_("What you ask for"), widget=area(3), max_length=LONGEST, required=False
    )
    evidence = evidence_field(required=True)
    name = Name(
        label=_("Your name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Only the association learns it. It is never published."),
    )
    organisation = Name(
        label=_("Your organisation"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("Where you complain for a legal person."),
    )
    contact = Contact(
        label=_("Phone or e-mail"),
        max_length=160,
        help_text=_("With an e-mail address you are told by mail whenever something happens."),
    )
    shares_contact = forms.BooleanField(
        label=_("The body complained about may know my name and contact."),
        required=False,
        help_text=_("Without this the body writes to you through your private page only."),
    )
    truthful = forms.BooleanField(
        label=_("What I say and send is true, and I answer for it."),
        error_messages={"required": _("Please confirm this before you send.")},
    )
    ticket = forms.UUIDField(widget=forms.HiddenInput, required=False)
    half_width = ("number", "title", "name", "contact")
    field_groups = (
        (_("About which standard"), ("number", "title")),
        (_("Complaint"), ("statement", "demand", "evidence")),
        (_("Who you are"), ("name", "contact", "organisation", "shares_contact", "truthful")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ticket"].initial = uuid.uuid4

    def about(self) -> About:
        """The standard as the action takes it."""
        return About(self.cleaned_data["number"], self.cleaned_data["title"])

    def person(self) -> Person:
        """The complainant as the action takes it."""
        data = self.cleaned_data
        return Person(data["name"], data["contact"], data["organisation"], data["shares_contact"])


class SayForm(Trapped, StyledForm):
    """More words or files of the complainant, for the association or for the body too."""

    text = forms.CharField(label=_("Message"), widget=area(5), max_length=LONGEST, required=False)
    evidence = evidence_field(required=False, label=_("Files"))
    for_body = forms.BooleanField(label=_("The body may read this too."), required=False)

    def __init__(self, *args: Any, with_body: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_body:
            del self.fields["for_body"]


class NoteForm(StyledForm):
    """A message of the desk or the body."""

    text = forms.CharField(label=_("Message"), widget=area(6), max_length=LONGEST)
    evidence = evidence_field(required=False, label=_("Files"))
    for_complainant = forms.BooleanField(
        label=_("The complainant reads it."), required=False, initial=True
    )
    for_body = forms.BooleanField(label=_("The body reads it."), required=False)

    def __init__(self, *args: Any, desk: bool, passed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (desk and passed):
            del self.fields["for_body"]


class RateForm(StyledForm):
    """Whether the complainant is satisfied in the end."""

    satisfaction = forms.ChoiceField(
        label=_("Are you satisfied with how your complaint was handled?"),
        choices=Satisfaction.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("Why"), widget=area(3), max_length=LONGEST, required=False)
