"""Engaged experts stand by pinyin."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("zsa_engagements", "0001_squashed_0002_replacements"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="engagement",
            options={
                "ordering": ["-round", "expert__by_pinyin", "pk"],
                "verbose_name": "engagement of an expert",
                "verbose_name_plural": "engagements of experts",
            },
        ),
    ]
