"""Dossiers that lie with the secretariat or the council were never asked whether annex 6 applies."""

from django.db import migrations

SUBMITTED = ("approval_draft_ready", "secretariat_expert_check", "council_approval")
NOT_ASKED = "报送时系统尚未要求说明附件6是否适用。"


def note(apps, schema_editor):
    projects = apps.get_model("standards", "Project").objects.filter(state__in=SUBMITTED)
    projects.filter(overview_waiver="").update(overview_waiver=NOT_ASKED)


class Migration(migrations.Migration):
    dependencies = [("standards", "0010_annex_six_and_patents")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
