import pgtrigger.migrations
from django.db import migrations

ANNOUNCEMENTS = (
    "id, number, title, body, published_on, implemented_on, issued_by_id, issued_at",
) * 2
STANDARDS = ("id, running, field, committee_id",) * 2
EDITION = """
    id, standard_id, announcement_id, number, title, title_en, year, status, published_on,
    implemented_on, replaces_id, ics, ccs, proposer, drafting_units, principal_drafters, abstract,
    abstract_en, created_at
"""
OLD_KIND = """
    CASE origin WHEN 'imported' THEN 'catalogue.imported' ELSE 'standards.formulated' END
"""
NEW_ORIGIN = "CASE kind WHEN 'catalogue.imported' THEN 'imported' ELSE 'portal' END"
TEXTS = ("id, edition_id, language, version_id, released, added_by_id, added_at",) * 2
EVENTS = (
    "pgh_id, pgh_created_at, pgh_label, pgh_context_id, pgh_obj_id, id, edition_id, language, "
    "version_id, released, added_by_id, added_at",
) * 2
# Table -> (its columns, what they are read from), there and back.
FORWARDS = {
    "announcement": ANNOUNCEMENTS,
    "standard": STANDARDS,
    "edition": (
        f"{EDITION}, matter_id, kind, status_reason, source_number",
        f"{EDITION}, project_id, {OLD_KIND}, '', ''",
    ),
    "standardtext": TEXTS,
    "standardtextevent": EVENTS,
}
BACKWARDS = FORWARDS | {
    "edition": (f"{EDITION}, project_id, origin", f"{EDITION}, matter_id, {NEW_ORIGIN}")
}
NEXT_KEY = """
SELECT setval(
    pg_get_serial_sequence('{table}', '{key}'), COALESCE(MAX({key}), 1), MAX({key}) IS NOT NULL
) FROM {table}
"""
EMPTIED = [
    f"DELETE FROM zsa_catalogue_{model}"
    for model in ("standardtext", "standardtextevent", "edition", "standard", "announcement")
]


def copied(columns, old, new):
    """Statements that copy every table; what the copy wrote to the history of texts is no history."""
    statements = []
    for model, (into, out) in columns.items():
        table, key = f"{new}_{model}", "pgh_id" if model == "standardtextevent" else "id"
        if model == "standardtextevent":
            statements.append(f"DELETE FROM {table}")
        statements.append(f"INSERT INTO {table} ({into}) SELECT {out} FROM {old}_{model}")
        statements.append(NEXT_KEY.format(table=table, key=key))
    return [*statements, "SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"]


def there(apps, _editor):
    relabel(apps, "standards", "zsa_catalogue")


def back(apps, _editor):
    relabel(apps, "zsa_catalogue", "standards")


def relabel(apps, old, new):
    """Content types move with their tables, and so do the permissions that hang on them."""
    types = apps.get_model("contenttypes", "ContentType").objects
    known = types.filter(app_label=new).values("model")
    types.filter(app_label=old, model__in=FORWARDS).exclude(model__in=known).update(app_label=new)


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("standards", "0012_imported_editions_are_marked"),
        ("zsa_catalogue", "0001_initial"),
    ]
    run_before = [("zsa_catalogue", "0002_standards_keep_the_number_of_their_body")]

    operations = [
        migrations.RunSQL(
            copied(FORWARDS, "standards", "zsa_catalogue"),
            [*copied(BACKWARDS, "zsa_catalogue", "standards"), *EMPTIED],
        ),
        migrations.RunPython(there, back),
        *(
            pgtrigger.migrations.RemoveTrigger(model_name="standardtext", name=name)
            for name in ("insert_insert", "update_update", "delete_delete")
        ),
        migrations.DeleteModel(name="StandardTextEvent"),
        migrations.DeleteModel(name="StandardText"),
        migrations.DeleteModel(name="Edition"),
        migrations.DeleteModel(name="Standard"),
        migrations.DeleteModel(name="Announcement"),
    ]
