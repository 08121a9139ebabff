"""The papers of ballots are told apart by keys that carry the app."""

from django.db import migrations, models

from zsa_portal.regulations.renaming import keys_renamed

KEYS = {"ballot_result": "ballots.result", "resolution": "ballots.resolution"}


class Migration(migrations.Migration):
    dependencies = [
        ("zsa_ballots", "0002_score_sheets_and_visibility"),
        ("zsa_documents", "0002_keys_carry_their_app"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ballot",
            name="kind",
            field=models.CharField(db_index=True, max_length=60, verbose_name="kind"),
        ),
        migrations.AlterField(
            model_name="decision",
            name="purpose",
            field=models.CharField(db_index=True, max_length=60, verbose_name="purpose"),
        ),
        keys_renamed(
            KEYS,
            "zsa_documents.Document.kind",
            "zsa_documents.DocumentEvent.kind",
            "zsa_documents.IssuedForm.kind",
            past=("zsa_documents.Document:update_update", "zsa_documents.IssuedForm:issued_once"),
        ),
    ]
