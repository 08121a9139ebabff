"""What stands on every cover and public page of a standard (制定 第三十一、三十四条; GB/T 1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zsa_portal.documents.access import make_public
from zsa_portal.documents.forms import FormKind
from zsa_portal.regulations.rule import provision
from zsa_portal.workflow.machine import Phase
from zsa_portal.workflow.models import Level

if TYPE_CHECKING:
    from zsa_portal.catalogue.models import Edition

CHINESE = "zh"
TEXT = "catalogue.standard_text"
"""The kind of paper that is a text of a standard, in whatever language."""

STANDARD_COVER = FormKind(
    key="catalogue.standard_cover",
    title=gettext_lazy("Cover of the standard"),
    template="forms/standard_cover.html",
    level=Level.PUBLIC,
)
make_public(STANDARD_COVER.key, Phase.PUBLISHED)


@provision("F31", otherwise="")
def prevailing_note(language: str) -> str:
    """What every edition in another language than Chinese says, in the reader's language (第三十一条)."""
    if language == CHINESE:
        return ""
    return _("Where this edition and the Chinese text conflict, the Chinese text prevails.")


@provision("F34", otherwise="")
def copyright_note() -> str:
    """Whose the copyright is, for every page, cover and file (第三十四条)."""
    return _(
        "Copyright: Zhongguancun Standardization Association, which arranges publication "
        "and distribution. All rights reserved."
    )


def rights_in_chinese() -> str:
    """The copyright note as official papers print it."""
    with translation.override("zh-hans"):
        return copyright_note()


def cover_data(edition: Edition) -> dict[str, Any]:
    """What the cover in the layout of GB/T 1.1 shows; official covers are Chinese."""
    return {
        "number": edition.number,
        "replaces": edition.replaces.number if edition.replaces else "",
        "title": edition.title,
        "title_en": edition.title_en,
        "ics": edition.ics,
        "ccs": edition.ccs,
        "published_on": str(edition.published_on),
        "implemented_on": str(edition.implemented_on),
        "rights": rights_in_chinese(),
    }
