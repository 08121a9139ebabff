"""The words by which opinions are found are kept beside them, not made anew at every look."""

import django.contrib.postgres.search
import zsa_portal.ui.finding.folding
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("zsa_notices", "0008_chapters_shared_out"),
        ("zsa_people", "0002_texts_are_folded_quicker"),
    ]

    operations = [
        migrations.AddField(
            model_name="opinion",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=zsa_portal.ui.finding.folding.FoundBy(
                    "reference", "clause", "organisation", "text"
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
                verbose_name="words it is found by",
            ),
        ),
    ]
