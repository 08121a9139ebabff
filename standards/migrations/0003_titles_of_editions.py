import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def hand_titles_down(apps, schema_editor):
    """Give every edition the title that its standard had for all of them."""
    standard = apps.get_model("standards", "Standard").objects.filter(pk=OuterRef("standard"))
    apps.get_model("standards", "Edition").objects.update(
        title=Subquery(standard.values("title")), title_en=Subquery(standard.values("title_en"))
    )


class Migration(migrations.Migration):
    dependencies = [("standards", "0002_initial")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="title",
            field=models.CharField(default="", max_length=240, verbose_name="title"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="edition",
            name="title_en",
            field=models.CharField(
                blank=True, default="", max_length=300, verbose_name="English title"
            ),
            preserve_default=False,
        ),
        migrations.RunPython(hand_titles_down),
        migrations.RemoveIndex(model_name="standard", name="standard_title_trigram"),
        migrations.RemoveIndex(model_name="standard", name="standard_english_trigram"),
        migrations.RemoveField(model_name="standard", name="title"),
        migrations.RemoveField(model_name="standard", name="title_en"),
        migrations.AddIndex(
            model_name="edition",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["title"], name="edition_title_trigram", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["title_en"], name="edition_english_trigram", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]
