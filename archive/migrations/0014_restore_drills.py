from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0013_evaluations"),
    ]

    operations = [
        migrations.AddField(
            model_name="storagecheck",
            name="proved_on",
            field=models.DateField(blank=True, null=True, verbose_name="last restore drill"),
        ),
    ]
