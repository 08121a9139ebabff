"""Kinds are keys that carry the app, with a dot; the apps that declare them rename their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zsa_documents", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(db_index=True, max_length=60, verbose_name="kind"),
        ),
        migrations.AlterField(
            model_name="documentevent",
            name="kind",
            field=models.CharField(max_length=60, verbose_name="kind"),
        ),
        migrations.AlterField(
            model_name="issuedform",
            name="kind",
            field=models.CharField(db_index=True, max_length=60, verbose_name="kind"),
        ),
    ]
