"""Lists sorted by title or number read from an index what a page shows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zsa_workflow", "0009_steps_for_several")]

    operations = [
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["title", "-id"], name="matters_by_title"),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["number", "-id"], name="matters_by_number"),
        ),
    ]
