"""The words of records and folders are made anew, by the fold of all other finding."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

import zsa_portal.documents.finding.records


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0006_history_of_records"),
        ("zsa_documents", "0009_texts_are_found"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="folder", name="folders_by_words"),
        migrations.RemoveField(model_name="folder", name="words"),
        migrations.AddField(
            model_name="folder",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=zsa_portal.documents.finding.records.MadeWords(models.F("name")),
                output_field=django.contrib.postgres.search.SearchVectorField(),
                verbose_name="words it is found by",
            ),
        ),
        migrations.AddIndex(
            model_name="folder",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["words"], name="folders_by_words"
            ),
        ),
        migrations.RemoveIndex(model_name="item", name="records_by_words"),
        migrations.RemoveField(model_name="item", name="words"),
        migrations.AddField(
            model_name="item",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=zsa_portal.documents.finding.records.MadeWords(models.F("name")),
                output_field=django.contrib.postgres.search.SearchVectorField(),
                verbose_name="words it is found by",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["words"], name="records_by_words"
            ),
        ),
    ]
