"""Names with rare characters are printed; one that no font has stops the form and is named."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.template.loader import get_template

from tests.procedure.papers import EXAMPLE_DATA, EXAMPLE_FORM
from tests.zsa_portal.documents.test_forms import forget, text_of
from zsa_portal.documents import checks, forms, glyphs, render, tasks
from zsa_portal.documents.models import IssuedForm
from zsa_portal.workflow.refusals import Refusal

pytestmark = pytest.mark.django_db

EXTENSIONS = {
    "A": "㐀䶵",
    "B": "𠀀𪛖",
    "C": "𪜀𫜴",
    "D": "𫝀𫠝",
    "E": "𫠠𬺡",
    "F": "𬺰𮯠",
    "G": "\U00030000\U00030edd",
    "H": "\U00031350",
}
NO_FONT = "\U0002ebf0"
"""The first of extension I."""


@pytest.fixture
def issue(example_matter: Any) -> Any:
    def make(**data: Any) -> IssuedForm:
        return forms.issue(
            EXAMPLE_FORM,
            about=example_matter,
            data=EXAMPLE_DATA | data,
            by=example_matter.people["staff"],
        )

    return make


@pytest.mark.parametrize("extension", list(EXTENSIONS))
def test_the_fonts_of_the_image_have_the_extensions(extension: str) -> None:
    assert glyphs.lacking(EXTENSIONS[extension]) == []


def test_a_rare_name_is_printed_with_a_font_that_has_it(issue: Any) -> None:
    name = "张" + "".join(EXTENSIONS.values())
    made = render.pdf(render.html_of(issue(title=name)))
    assert name in re.sub(r"\s", "", text_of(made))
    with pikepdf.open(io.BytesIO(made)) as document:
        fonts = {
            str(one["/FontName"]).partition("+")[2]
            for one in document.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        }
    assert any(font.startswith("HanaMinB") for font in fonts)
    assert any(font.startswith("BabelStone-Han") for font in fonts)


def test_a_character_that_no_font_has_stops_the_form_and_is_named(issue: Any) -> None:
    with pytest.raises(Refusal) as refused:
        issue(note=f"负责人：王{NO_FONT}明。")
    named, advice = refused.value.reasons
    assert named == (
        f"No font has the character “{NO_FONT}” (U+2EBF0) of “负责人：王{NO_FONT}明。”, so "
        "“Example form” is not issued."
    )
    assert advice.startswith("Write it otherwise where it is typed")
    assert IssuedForm.objects.count() == 0


def test_the_field_is_named_where_the_matter_has_it(issue: Any, example_matter: Any) -> None:
    example_matter.title = f"王{NO_FONT}规范"
    with pytest.raises(Refusal, match="in the field “title”"):
        issue(title=example_matter.title)


@pytest.mark.parametrize("sign", ["\ue000", "\U000f0000", "\U0010ffff"])
def test_a_private_character_means_nothing_and_is_named(issue: Any, sign: str) -> None:
    with pytest.raises(Refusal, match=re.escape(f"U+{ord(sign):04X}")):
        issue(rows=[{"title": "x", "organisation": sign}])


def test_a_preview_stops_too() -> None:
    with pytest.raises(Refusal, match=r"U\+2EBF0"):
        forms.preview(EXAMPLE_FORM, EXAMPLE_DATA | {"title": NO_FONT})


@pytest.mark.parametrize(
    "plain", ["☑ ☒ ☐", "a\u0301 \u3000\t\n\u200b", "葛\U000e0100", "①≤±℃㎡ΩЖ→", "é"]
)
def test_what_is_drawn_or_has_no_ink_needs_no_glyph(plain: str) -> None:
    assert glyphs.lacking({"rows": [[plain]]}, 5, None) == []


def test_a_form_issued_before_fails_with_the_character_named(
    issue: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glyphs, "require", lambda *_texts: None)
    form = issue(note=NO_FONT)
    tasks.render_form(form.pk)
    form.refresh_from_db()
    assert (form.state, form.error) == ("failed", f"RenderError: no font has {NO_FONT} (U+2EBF0)")


def test_an_associations_own_font_brings_what_none_has(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rare.ttf").write_bytes(glyphs.RARE["HanaMinA"].read_bytes())
    monkeypatch.setattr(glyphs, "RARE", {})
    assert [lack.sign for lack in glyphs.lacking("\uf900𠀋")] == ["𠀋"]
    settings.FORM_FONTS_DIR = str(tmp_path)
    forget()
    assert glyphs.lacking("\uf900𠀋") == []
    assert '"Noto Serif SC", "ZSA Rare", serif' in render._style_sheet_text()
    assert render.font_files()["ZSA Rare"] == tmp_path / "rare.ttf"
    forget()


def test_a_machine_without_the_fonts_is_warned(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.fonts_are_there() == []
    monkeypatch.setattr(glyphs, "RARE", {"HanaMinB": Path("/none/HanaMinB.ttf")})
    (warning,) = checks.fonts_are_there()
    assert "fonts-hanazono" in warning.msg
    assert [lack.point for lack in glyphs.lacking("𠀋")] == ["U+2000B"]


def test_the_forms_own_words_have_their_glyphs() -> None:
    for template in sorted(Path("templates/forms").glob("*.html")):
        assert glyphs.lacking(get_template(f"forms/{template.name}").template.source) == []
