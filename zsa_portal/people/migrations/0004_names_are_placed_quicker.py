"""What a name is sorted by is reckoned by a function that a session keeps.

One in SQL is copied into each statement that writes a person, an organisation, a body or an expert, with
its 40,000 characters: 4 ms, whatever the name. The result stays the same.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("zsa_portal.people.migrations.0001_squashed_0008_texts_are_folded")
COPIED = BEFORE.by_pinyin().strip().replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
HEAD, _RETURN, PLACED = COPIED.partition("RETURN ")
KEPT = f"""{HEAD.strip().replace("LANGUAGE sql", "LANGUAGE plpgsql")}
AS $$ BEGIN RETURN {PLACED}; END $$"""


class Migration(migrations.Migration):
    dependencies = [("zsa_people", "0003_bodies_by_pinyin")]

    operations = [migrations.RunSQL([KEPT], [COPIED])]
