"""The fold of ``zsa_portal.ui.finding`` in the database, and people found by it."""

import django.contrib.postgres.indexes
from django.db import migrations

import zsa_portal.ui.finding.folding

LETTERS = (
    r"\u00c0-\u1fff\u2c00-\u2dff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3040-\u312f\u3131-\u318f"
    r"\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7af\uf900-\ufaff"
    r"\U00010000-\U0003ffff"
)
RADICALS, CHARACTERS = (
    "⺁⺄⺊⺋⺌⺓⺕⺗⺙⺜⺝⺟⺠⺡⺣⺤⺥⺧⺨⺩⺪⺫⺭⺮⺰⺶⺷⺸⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇"
    "⻈⻉⻊⻋⻍⻎⻏⻐⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻫⻬⻮⻰⻳",
    "厂乙卜㔾小幺彐心攵日月母民氵灬爪爫牛犭王疋罒礻竹纟羊羊羊聿肉艹艹艹虎衤覀西见角角"
    "讠贝足车辶辶阝钅长长门阜阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄齐齐齿龙龟",
)
# Half width and small letters; whatever is neither letter nor number parts words, but nothing between
# letters that are no ASCII; Latin words, numbers and runs of these others stand apart.
FOLD = r"""
CREATE FUNCTION zsa_fold(said text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(
  regexp_replace(
    regexp_replace(
      lower(normalize(translate(said, '@RADICALS@', '@CHARACTERS@'), NFKC) COLLATE "C"),
      '[^a-z0-9@L@]+', ' ', 'g'),
    '(?<=[@L@]) (?=[@L@])', '', 'g'),
  '(?<=[a-z])(?=[0-9@L@])|(?<=[0-9])(?=[a-z@L@])|(?<=[@L@])(?=[a-z0-9])', ' ', 'g'))
"""
# Latin words and numbers, at most 16 characters of each, and of all other letters every two side by
# side; a run's last letter alone. At most 60,000 different ones: a tsvector holds one megabyte.
FOUND_BY = r"""
CREATE FUNCTION zsa_found_by(said text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (
  SELECT coalesce(array_to_tsvector(array_agg(kept.word)), ''::tsvector) FROM (
    SELECT DISTINCT every.word COLLATE "C" AS word
      FROM string_to_table(zsa_fold(said), ' ') run,
      LATERAL (
        SELECT left(run, 16) AS word WHERE run < '{' COLLATE "C"
        UNION ALL
        SELECT substr(run, place, 2) FROM generate_series(1, length(run)) place
         WHERE run >= '{' COLLATE "C"
      ) every
     WHERE run <> ''
     ORDER BY 1 LIMIT 60000) kept)
"""


def written(sql: str) -> str:
    """A function's SQL with its letters and radicals in it."""
    told = sql.replace("@L@", LETTERS).replace("@RADICALS@", RADICALS)
    return told.replace("@CHARACTERS@", CHARACTERS)


class Migration(migrations.Migration):
    dependencies = [
        ("zsa_people", "0007_archivists_of_departments"),
    ]

    operations = [
        migrations.RunSQL([written(FOLD)], "DROP FUNCTION zsa_fold(text)"),
        migrations.RunSQL([written(FOUND_BY)], "DROP FUNCTION zsa_found_by(text)"),
        migrations.AddIndex(
            model_name="expert",
            index=django.contrib.postgres.indexes.GinIndex(
                zsa_portal.ui.finding.folding.FoundBy("name", "employer"), name="experts_found"
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=django.contrib.postgres.indexes.GinIndex(
                zsa_portal.ui.finding.folding.FoundBy("name", "name_en"), name="organisations_found"
            ),
        ),
        migrations.AddIndex(
            model_name="user",
            index=django.contrib.postgres.indexes.GinIndex(
                zsa_portal.ui.finding.folding.FoundBy("name"), name="users_found"
            ),
        ),
    ]
