"""What the archivist's pages ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.filing.collecting.naming import ending
from archive.filing.collecting.numbering import in_order, lies_in
from archive.filing.collecting.queries import own_kinds
from archive.filing.levels import entries_offered
from archive.filing.models import Filing
from archive.kinds import SORTS, Medium, Retention, Sort
from archive.records import Folder, Item
from zsa_portal.documents import contents
from zsa_portal.documents.levels import LEVELS_SHOWN
from zsa_portal.people.models import Department
from zsa_portal.ui.forms import FileField, MultipleFileField, StyledForm, area
from zsa_portal.workflow.models import Matter

NO_SECRETS = _("The files contain no state secrets (国家秘密).")


class Place(forms.ModelChoiceField):
    """A folder of the filing's department and year, in the order of the numbers."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Folder.objects.none(), **options)

    def of(self, filing: Filing, without: Folder | None = None) -> None:
        """Offer the folders of a filing, without one and all below it."""
        rows = Folder.objects.filter(department=filing.department_id, year=filing.month.year)
        kept = [
            one for one in in_order(rows) if without is None or not lies_in(one.number, without)
        ]
        self.queryset = Folder.objects.filter(pk__in=[one.pk for one in kept])
        empty = [("", self.empty_label or "---------")]
        self.choices = empty + [(one.pk, f"{'　' * (one.depth - 1)}{one}") for one in kept]


def offer(form: forms.Form, filing: Filing, *names: str, without: Folder | None = None) -> None:
    """Let fields of a form choose among the folders of a filing."""
    for name in names:
        field: Any = form.fields[name]
        field.of(filing, without)


class FolderForm(StyledForm):
    """Asks for a folder's name, its place, and its project."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("By the matter it is about, not by a person alone."),
        widget=forms.TextInput(attrs={"list": "scope", "autocomplete": "off"}),
    )
    parent = Place(
        label=_("In the folder"), required=False, empty_label=_("At the uppermost level")
    )
    project = forms.ModelChoiceField(
        Matter.objects.none(),
        label=_("Project"),
        required=False,
        help_text=_("A folder of a project is joined with the other departments' of the same."),
    )
    person_reason = forms.CharField(
        label=_("Why it is named after a person alone"), max_length=300, required=False
    )

    def __init__(self, *args: Any, filing: Filing, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, filing, "parent")
        part = Q(involvements__party__department=filing.department_id)
        own = Matter.objects.filter(part | Q(owner=filing.department_id))
        projects = Matter.objects.visible_to(user).filter(pk__in=own).exclude(kind__in=own_kinds())
        field: Any = self.fields["project"]
        field.queryset = projects
        field.widget.attrs["data-picker"] = True


class RenameForm(StyledForm):
    """Asks for another name."""

    name = forms.CharField(label=_("Name"), max_length=120)
    person_reason = forms.CharField(
        label=_("Why it is named after a person alone"), max_length=300, required=False
    )


class MoveForm(StyledForm):
    """Asks where a folder goes."""

    parent = Place(
        label=_("Into the folder"), required=False, empty_label=_("To the uppermost level")
    )
    before = Place(label=_("Before"), required=False, empty_label=_("At the end"))

    def __init__(self, *args: Any, filing: Filing, folder: Folder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, filing, "parent", "before", without=folder)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        before, parent = cleaned.get("before"), cleaned.get("parent")
        if before and before.parent_id != (parent.pk if parent else None):
            self.add_error("before", _("This folder does not lie in the chosen place."))
        return cleaned


def offer_kinds(form: Any, department: Department) -> None:
    """Let a form choose among the kinds of file that the table lists for a department."""
    none = ("", pgettext_lazy("table of levels", "Not listed"))
    form.fields["entry"].choices = [none, *entries_offered(department)]


class IntoForm(StyledForm):
    """Asks into which folder rows go."""

    folder = Place(label=_("Into the folder"))

    def __init__(self, *args: Any, filing: Filing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, filing, "folder")


class WhyForm(StyledForm):
    """Asks why rows are as they are."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class SentForm(StyledForm):
    """Asks for files and where they go; one request brings one file or a few."""

    folder = Place(
        label=_("Into the folder"), required=False, empty_label=_("By the files' own folders")
    )
    entry = forms.ChoiceField(
        label=_("Kind in the table of levels"),
        required=False,
        help_text=_("It proposes the level; what is not listed has the department's highest."),
    )
    documents = MultipleFileField(label=_("Files"))
    no_state_secrets = forms.BooleanField(
        label=NO_SECRETS,
        help_text=_(
            "State secrets do not belong on this portal. The levels here are the association's own."
        ),
    )

    def __init__(self, *args: Any, filing: Filing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, filing, "folder")
        offer_kinds(self, filing.department)
        widget: Any = self.fields["documents"].widget
        widget.accept, widget.max_bytes = contents.KEPT, settings.FILES_MAX_BYTES


class OneSentForm(StyledForm):
    """One file, its path below the folder and its checksum, as the page's script sends them."""

    folder = Place(required=False)
    entry = forms.ChoiceField(required=False)
    no_state_secrets = forms.BooleanField(label=NO_SECRETS)
    file = FileField(label=_("File"))
    path = forms.CharField(max_length=1000, required=False)
    sha256 = forms.CharField(max_length=64, required=False)

    def __init__(self, *args: Any, filing: Filing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, filing, "folder")
        offer_kinds(self, filing.department)


class OriginalForm(StyledForm):
    """Asks for a paper original: what it is, and where it lies."""

    name = forms.CharField(label=_("Name"), max_length=255)
    sort = forms.ChoiceField(
        label=_("Kind"), choices=[(one.value, one.label) for one in SORTS[Medium.PAPER]]
    )
    folder = Place(label=_("In the folder"))
    box = forms.CharField(label=_("Box"), max_length=40)
    shelf = forms.CharField(label=_("Shelf"), max_length=40)
    entry = forms.ChoiceField(label=_("Kind in the table of levels"), required=False)
    level = forms.ChoiceField(
        label=_("Level"),
        choices=[("", _("As the table of levels says")), *LEVELS_SHOWN],
        required=False,
    )
    level_reason = forms.CharField(
        label=_("Why lower than the table of levels"), max_length=300, required=False
    )
    retention = forms.ChoiceField(
        label=_("Kept for"), choices=Retention, initial=Retention.YEARS_30
    )
    remark = forms.CharField(label=_("Remark"), max_length=300, required=False)
    half_width = ("box", "shelf", "sort", "retention")

    def __init__(self, *args: Any, filing: Filing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, filing, "folder")
        offer_kinds(self, filing.department)


class RowForm(StyledForm):
    """Asks for what a row of the list says."""

    name = forms.CharField(label=_("File name"), max_length=255)
    name_reason = forms.CharField(label=_("Why the name stays"), max_length=300, required=False)
    sort = forms.ChoiceField(label=_("Kind"), choices=Sort)
    entry = forms.ChoiceField(
        label=_("Kind in the table of levels"),
        required=False,
        help_text=_(
            "Another kind brings its own level, unless you choose one or say why it is lower."
        ),
    )
    level = forms.ChoiceField(label=_("Level"), choices=LEVELS_SHOWN)
    level_reason = forms.CharField(
        label=_("Why lower than the table of levels"), max_length=300, required=False
    )
    retention = forms.ChoiceField(label=_("Kept for"), choices=Retention)
    pdf_reason = forms.CharField(
        label=_("Why there is no editable original"), max_length=300, required=False
    )
    box = forms.CharField(label=_("Box"), max_length=40, required=False)
    shelf = forms.CharField(label=_("Shelf"), max_length=40, required=False)
    remark = forms.CharField(label=_("Remark"), max_length=300, required=False, widget=area(2))
    half_width = ("sort", "retention", "box", "shelf")

    def __init__(
        self, *args: Any, row: Item, own: bool, named: str, caution: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer_kinds(self, row.department)
        sort: Any = self.fields["sort"]
        sort.choices = [(one.value, one.label) for one in SORTS[Medium(row.medium)]]
        if named and named != row.name:
            self.fields["name"].help_text = _("By the numbering rule: %(name)s") % {"name": named}
        self.fields["level"].help_text = caution
        if not own:
            del self.fields["level"]
            self.fields["entry"].help_text = ""
        if row.medium != Medium.PAPER:
            del self.fields["box"], self.fields["shelf"]
        if ending(row.name) not in (".pdf", ".ofd"):
            del self.fields["pdf_reason"]
