import pgtrigger.migrations
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery, Value, Window
from django.db.models.functions import Coalesce, Lag

FIELD = models.CharField(
    blank=True,
    default="",
    choices=[
        ("next_it", "New-generation information technology"),
        ("equipment", "High-end equipment manufacturing"),
        ("new_materials", "New materials"),
        ("bio", "Bioengineering"),
        ("connected_vehicles", "Intelligent connected vehicles"),
        ("new_energy", "New energy"),
        ("environment", "Energy saving and environmental protection"),
        ("future", "Future industries"),
        ("other", "Other high technology"),
    ],
    max_length=30,
    verbose_name="technical field",
)


def hand_fields_down(apps, schema_editor):
    """Give every project, and every event of one, the field that its matter had then."""
    project, event = (apps.get_model("standards", name) for name in ("Project", "ProjectEvent"))
    matter = apps.get_model("zsa_workflow", "Matter").objects.filter(pk=OuterRef("pk"))
    project.objects.update(technical_field=Subquery(matter.order_by().values("field")))
    then = apps.get_model("zsa_workflow", "MatterEvent").objects.filter(
        pgh_obj=OuterRef("pgh_obj"), pgh_created_at__lte=OuterRef("pgh_created_at")
    )
    latest = then.order_by("-pgh_created_at", "-pgh_id").values("field")[:1]
    event.objects.update(technical_field=Coalesce(Subquery(latest), Value("")))


def keep_changes(apps, schema_editor):
    """Give a change of the field alone, of which only the matter had an event, one of the project."""
    event = apps.get_model("standards", "ProjectEvent")
    before = Window(Lag("field"), partition_by="pgh_obj", order_by="pgh_id")
    rows = apps.get_model("zsa_workflow", "MatterEvent").objects.filter(kind="project")
    changes = rows.annotate(before=before).exclude(before=None).exclude(before=F("field"))
    for change in changes.order_by("pgh_id"):
        own = event.objects.filter(pgh_obj=change.pgh_obj_id)
        last = own.filter(pgh_created_at__lte=change.pgh_created_at)
        last = last.order_by("-pgh_created_at", "-pgh_id").first()
        if last is None or last.pgh_created_at == change.pgh_created_at:
            continue
        last.pk, last.pgh_label, last.pgh_context_id = None, "update", change.pgh_context_id
        last.technical_field = change.field
        last.save(force_insert=True)
        own.filter(pk=last.pk).update(pgh_created_at=change.pgh_created_at)


class Migration(migrations.Migration):
    """The field leaves the matter in the kernel's own migration; until then it has another name."""

    dependencies = [("standards", "0004_history_of_texts"), ("zsa_workflow", "0001_initial")]
    run_before = [("zsa_workflow", "0003_field_of_its_machine")]

    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="project", name="insert_insert"),
        pgtrigger.migrations.RemoveTrigger(model_name="project", name="update_update"),
        migrations.AddField("project", "technical_field", FIELD),
        migrations.AddField("projectevent", "technical_field", FIELD.clone()),
        migrations.RunPython(hand_fields_down),
        migrations.RunPython(keep_changes),
    ]
