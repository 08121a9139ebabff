"""Bodies are sorted by pinyin in lists of what belongs to them."""

import zsa_portal.people.sorting
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("zsa_people", "0002_texts_are_folded_quicker"),
    ]

    operations = [
        migrations.AddField(
            model_name="body",
            name="by_pinyin",
            field=models.GeneratedField(
                db_persist=True,
                expression=zsa_portal.people.sorting.Pinyin(models.F("name")),
                output_field=models.TextField(),
                verbose_name="place in lists",
            ),
        ),
    ]
