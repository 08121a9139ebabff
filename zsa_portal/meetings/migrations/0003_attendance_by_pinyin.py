"""Who is expected at a meeting stands by pinyin, who leads the body first."""

import zsa_portal.people.sorting
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("zsa_meetings", "0001_squashed_0002_recorder_of_the_minutes"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="attendance",
            options={
                "ordering": (
                    models.Case(
                        models.When(seat__role="chair", then=models.Value(0)),
                        models.When(seat__role="lead", then=models.Value(1)),
                        models.When(seat__role="vice_chair", then=models.Value(2)),
                        models.When(seat__role="secretary", then=models.Value(3)),
                        default=models.Value(4),
                    ),
                    zsa_portal.people.sorting.Pinyin("name"),
                    "pk",
                ),
                "verbose_name": "attendance",
                "verbose_name_plural": "attendance",
            },
        ),
    ]
