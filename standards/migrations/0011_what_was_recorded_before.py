"""What was recorded before: dossiers never asked about annex 6, declarations signed for what stands."""

from django.db import migrations

SUBMITTED = ("approval_draft_ready", "secretariat_expert_check", "council_approval")
NOT_ASKED = "报送时系统尚未要求说明附件6是否适用。"


def note(apps, schema_editor):
    projects = apps.get_model("standards", "Project").objects.filter(state__in=SUBMITTED)
    projects.filter(overview_waiver="").update(overview_waiver=NOT_ASKED)
    disclosures = apps.get_model("standards", "PatentDisclosure").objects
    for one in disclosures.filter(paper__isnull=False):
        one.signed_for = f"{one.holder}\n{one.patent_number}\n{one.licence}"
        one.save(update_fields=["signed_for"])


class Migration(migrations.Migration):
    dependencies = [("standards", "0010_annex_six_and_patents")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
