import django.db.models.deletion
from django.db import migrations, models

ONE_RUN = "one_run_of_checks_under_way"


class Migration(migrations.Migration):
    """Runs of the four checks are of a filing or of an intake; the keys stay what they were."""

    dependencies = [
        ("archive", "0001_squashed_0008_intakes"),
        ("zsa_workflow", "0008_drafts_of_steps"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="checkrun", name=ONE_RUN),
        migrations.RenameField(model_name="checkrun", old_name="filing", new_name="origin"),
        migrations.AlterField(
            model_name="checkrun",
            name="origin",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="check_runs",
                to="zsa_workflow.matter",
                verbose_name="filing or intake",
            ),
        ),
        migrations.AlterField(
            model_name="checkrun",
            name="occasion",
            field=models.CharField(
                choices=[
                    ("filing", "When the list was submitted"),
                    ("custody", "At the take-over"),
                    ("inspection", "At an inspection"),
                    ("intake", "When the bag was taken in"),
                ],
                max_length=12,
                verbose_name="occasion",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("origin", "occasion"),
                name=ONE_RUN,
            ),
        ),
    ]
