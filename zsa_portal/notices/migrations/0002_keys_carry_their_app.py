"""The papers of notices are told apart by keys that carry the app."""

from django.db import migrations, models

from zsa_portal.regulations.renaming import keys_renamed

KEYS = {"public_notice": "notices.public_notice", "comment_table": "notices.comment_table"}


class Migration(migrations.Migration):
    dependencies = [
        ("zsa_notices", "0001_initial"),
        ("zsa_documents", "0002_keys_carry_their_app"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(db_index=True, max_length=60, verbose_name="kind"),
        ),
        keys_renamed(
            KEYS,
            "zsa_documents.Document.kind",
            "zsa_documents.DocumentEvent.kind",
            "zsa_documents.IssuedForm.kind",
            past=("zsa_documents.Document:update_update", "zsa_documents.IssuedForm:issued_once"),
        ),
    ]
