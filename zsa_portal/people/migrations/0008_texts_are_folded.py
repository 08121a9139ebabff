"""The fold of ``zsa_portal.ui.finding`` in the database, and people found by it."""

from pathlib import Path

import django.contrib.postgres.indexes
from django.db import migrations, models

import zsa_portal.people.sorting
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
    '([@L@]) (?=[@L@])', '\1', 'g'),
  '([a-z](?=[0-9@L@])|[0-9](?=[a-z@L@])|[@L@](?=[a-z0-9]))', '\1 ', 'g'))
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
        SELECT one.letter || coalesce(lead(one.letter) OVER (ORDER BY one.place), '')
          FROM string_to_table(run, NULL) WITH ORDINALITY one(letter, place)
         WHERE run >= '{' COLLATE "C"
      ) every
     WHERE run <> ''
     ORDER BY 1 LIMIT 60000) kept)
"""


# Chinese characters become others of which the order by code is theirs by pinyin: no ICU is needed.
PINYIN = """
CREATE FUNCTION zsa_pinyin(said text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(lower(said COLLATE "C"), '@NAMED@', '@PLACED@') COLLATE "C"
"""
PLAIN = " 0123456789abcdefghijklmnopqrstuvwxyz.-()（）·"
IN_ORDER = "".join((Path(__file__).parents[1] / "pinyin.txt").read_text("utf-8").split())


def by_pinyin() -> str:
    """The function that sorts by pinyin; the characters of GB 2312, which are common, come first in it."""
    common = {one: is_common(one) for one in IN_ORDER}
    pairs = sorted(zip(IN_ORDER, sorted(IN_ORDER), strict=True), key=lambda pair: -common[pair[0]])
    named, placed = (PLAIN + "".join(side) for side in zip(*pairs, strict=True))
    return PINYIN.replace("@NAMED@", named).replace("@PLACED@", placed)


def is_common(character: str) -> bool:
    """Whether a character is one of the first plane of GB 2312."""
    code = character.encode("gb2312", "ignore")
    return bool(code) and code < b"\xd8"


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
        migrations.RunSQL([by_pinyin()], "DROP FUNCTION zsa_pinyin(text)"),
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
        migrations.AlterModelOptions(
            name="expert",
            options={
                "ordering": ["by_pinyin", "pk"],
                "verbose_name": "expert",
                "verbose_name_plural": "experts",
            },
        ),
        migrations.AlterModelOptions(
            name="organisation",
            options={
                "ordering": ["by_pinyin", "pk"],
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
            },
        ),
        migrations.AddField(
            model_name="expert",
            name="by_pinyin",
            field=models.GeneratedField(
                db_persist=True,
                expression=zsa_portal.people.sorting.Pinyin(models.F("name")),
                output_field=models.TextField(),
                verbose_name="place in lists",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="by_pinyin",
            field=models.GeneratedField(
                db_persist=True,
                expression=zsa_portal.people.sorting.Pinyin(models.F("name")),
                output_field=models.TextField(),
                verbose_name="place in lists",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="by_pinyin",
            field=models.GeneratedField(
                db_persist=True,
                expression=zsa_portal.people.sorting.Pinyin(models.F("name")),
                output_field=models.TextField(),
                verbose_name="place in lists",
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["by_pinyin"], name="zsa_people__by_piny_705a4e_idx"),
        ),
    ]
