from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0016_searches_are_kept_views"),
    ]

    operations = [migrations.DeleteModel(name="SavedSearch")]
