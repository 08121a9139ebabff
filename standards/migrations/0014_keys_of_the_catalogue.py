"""Announcements, covers and texts of standards are the catalogue's, whichever procedure makes them."""

from django.db import migrations

from zsa_portal.regulations.renaming import keys_renamed

NAMES = ("announcement", "standard_cover", "standard_text")


class Migration(migrations.Migration):
    dependencies = [
        ("standards", "0013_catalogue_moves_down"),
        ("zsa_documents", "0002_keys_carry_their_app"),
    ]

    operations = [
        keys_renamed(
            {f"standards.{name}": f"catalogue.{name}" for name in NAMES},
            "zsa_documents.Document.kind",
            "zsa_documents.DocumentEvent.kind",
            "zsa_documents.IssuedForm.kind",
            past=("zsa_documents.Document:update_update", "zsa_documents.IssuedForm:issued_once"),
        )
    ]
