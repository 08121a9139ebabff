"""The tables as version 0.5.0 had them; a database older than that is brought to 0.5.0 first."""

from pathlib import Path

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import zsa_portal.people.dated
import zsa_portal.people.folding
import zsa_portal.people.invitations.models
import zsa_portal.people.sorting
import zsa_portal.regulations.clock
import zsa_portal.ui.finding.folding
from zsa_portal.regulations.squashing import Squashed

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


OFFICES = ("administration:system", "administration:security", "administration:audit")


def make(apps, _editor):
    """The groups of administration; what each may do stands in people.administration.offices."""
    group = apps.get_model("auth", "Group")
    for name in OFFICES:
        group.objects.get_or_create(name=name)


def remove(apps, _editor):
    apps.get_model("auth", "Group").objects.filter(name__in=OFFICES).delete()


class Migration(Squashed):
    replaces = [
        ("zsa_people", "0001_initial"),
        ("zsa_people", "0002_history_invitations_imports"),
        ("zsa_people", "0003_tables_are_read_by_workers"),
        ("zsa_people", "0004_names_and_codes_are_folded"),
        ("zsa_people", "0005_offices_of_administration"),
        ("zsa_people", "0006_experts_have_origin_background_and_history"),
        ("zsa_people", "0007_archivists_of_departments"),
        ("zsa_people", "0008_texts_are_folded"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.RunSQL([written(FOLD)], "DROP FUNCTION zsa_fold(text)"),
        migrations.RunSQL([written(FOUND_BY)], "DROP FUNCTION zsa_found_by(text)"),
        migrations.RunSQL([by_pinyin()], "DROP FUNCTION zsa_pinyin(text)"),
        migrations.CreateModel(
            name="Body",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("committee", "Technical committee"),
                            ("panel", "Panel"),
                            ("council", "Council"),
                            ("drafting_group", "Drafting group"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "code",
                    zsa_portal.people.folding.CodeField(
                        max_length=40, unique=True, verbose_name="code"
                    ),
                ),
                ("name", zsa_portal.people.folding.NameField(max_length=160, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=200, verbose_name="English name"),
                ),
                (
                    "field",
                    models.CharField(
                        blank=True,
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
                    ),
                ),
                ("founded", models.DateField(blank=True, null=True, verbose_name="founded")),
                ("dissolved", models.DateField(blank=True, null=True, verbose_name="dissolved")),
            ],
            options={
                "verbose_name": "body",
                "verbose_name_plural": "bodies",
                "ordering": ["kind", "code"],
            },
        ),
        migrations.CreateModel(
            name="Department",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="English name"),
                ),
                (
                    "duties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="duties",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
            ],
            options={
                "verbose_name": "department",
                "verbose_name_plural": "departments",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    zsa_portal.people.folding.NameField(
                        max_length=160, unique=True, verbose_name="name"
                    ),
                ),
                (
                    "name_en",
                    zsa_portal.people.folding.NameField(
                        blank=True, max_length=200, verbose_name="English name"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("enterprise", "Enterprise"),
                            ("social_organisation", "Social organisation"),
                            ("other", "Other"),
                        ],
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                (
                    "credit_code",
                    zsa_portal.people.folding.CreditCodeField(
                        blank=True, max_length=18, verbose_name="unified social credit code"
                    ),
                ),
                (
                    "legal_representative",
                    zsa_portal.people.folding.NameField(
                        blank=True, max_length=80, verbose_name="legal representative"
                    ),
                ),
                ("contact", models.CharField(blank=True, max_length=80, verbose_name="contact")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("address", models.CharField(blank=True, max_length=240, verbose_name="address")),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="technical fields",
                    ),
                ),
                (
                    "by_pinyin",
                    models.GeneratedField(
                        db_persist=True,
                        expression=zsa_portal.people.sorting.Pinyin(models.F("name")),
                        output_field=models.TextField(),
                        verbose_name="place in lists",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["by_pinyin", "pk"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        zsa_portal.ui.finding.folding.FoundBy("name", "name_en"),
                        name="organisations_found",
                    ),
                    models.Index(fields=["by_pinyin"], name="zsa_people__by_piny_705a4e_idx"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("credit_code", ""), _negated=True),
                        fields=("credit_code",),
                        name="zsa_people_one_organisation_a_code",
                        violation_error_message="Another organisation has this credit code.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "name",
                    zsa_portal.people.folding.NameField(max_length=80, verbose_name="full name"),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "Chinese"), ("en", "English")],
                        default="zh-hans",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
                (
                    "feed_token",
                    models.CharField(
                        blank=True,
                        editable=False,
                        max_length=64,
                        null=True,
                        unique=True,
                        verbose_name="secret of the calendar feed",
                    ),
                ),
                (
                    "by_pinyin",
                    models.GeneratedField(
                        db_persist=True,
                        expression=zsa_portal.people.sorting.Pinyin(models.F("name")),
                        output_field=models.TextField(),
                        verbose_name="place in lists",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        zsa_portal.ui.finding.folding.FoundBy("name"), name="users_found"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="zsa_people_one_account_an_address",
                        violation_error_message="There is an account with this address already.",
                    )
                ],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Expert",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    zsa_portal.people.folding.NameField(max_length=80, verbose_name="full name"),
                ),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                        ),
                        default=list,
                        size=None,
                        verbose_name="technical fields",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("technical", "Technical"),
                            ("standardisation", "Standardisation"),
                            ("testing", "Testing"),
                            ("market", "Market"),
                            ("investment", "Investment"),
                        ],
                        max_length=30,
                        verbose_name="kind of expertise",
                    ),
                ),
                (
                    "years",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(70)],
                        verbose_name="years of experience",
                    ),
                ),
                (
                    "employer",
                    zsa_portal.people.folding.NameField(
                        blank=True, max_length=160, verbose_name="employer"
                    ),
                ),
                (
                    "title",
                    models.CharField(blank=True, max_length=80, verbose_name="professional title"),
                ),
                ("active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="expert",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="experts",
                        to="zsa_people.organisation",
                        verbose_name="employing organisation",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("government", "Government"),
                            ("social_organisation", "Social organisation"),
                            ("enterprise", "Enterprise"),
                            ("research", "Research institution"),
                            ("testing", "Testing body"),
                            ("certification", "Certification body"),
                            ("user", "Users"),
                            ("consumer", "Consumers"),
                        ],
                        max_length=20,
                        verbose_name="origin",
                    ),
                ),
                (
                    "standardisation_since",
                    models.DateField(
                        blank=True, null=True, verbose_name="works in standardisation since"
                    ),
                ),
                (
                    "by_pinyin",
                    models.GeneratedField(
                        db_persist=True,
                        expression=zsa_portal.people.sorting.Pinyin(models.F("name")),
                        output_field=models.TextField(),
                        verbose_name="place in lists",
                    ),
                ),
            ],
            options={
                "verbose_name": "expert",
                "verbose_name_plural": "experts",
                "ordering": ["by_pinyin", "pk"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        zsa_portal.ui.finding.folding.FoundBy("name", "employer"),
                        name="experts_found",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=60, unique=True, verbose_name="key")),
                ("post", models.CharField(blank=True, max_length=40)),
                ("role", models.CharField(blank=True, max_length=20)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="zsa_people.body",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="zsa_people.department",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="zsa_people.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "party",
                "verbose_name_plural": "parties",
            },
        ),
        migrations.CreateModel(
            name="DepartmentMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                ("is_head", models.BooleanField(default=False, verbose_name="head of department")),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="zsa_people.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="department_memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "is_archivist",
                    models.BooleanField(default=False, verbose_name="archivist of the department"),
                ),
            ],
            options={
                "verbose_name": "department membership",
                "verbose_name_plural": "department memberships",
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["user", "department"], name="zsa_people__user_id_23af7b_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="zsa_people_departmentmembership_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("user", "="),
                            ("department", "="),
                            (zsa_portal.people.dated.Days(), "&&"),
                        ],
                        name="zsa_people_departmentmembership_once",
                        violation_error_message="This person belongs to the department in that time already.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="departmentmembership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_people_departmentmembershipevent" ("department_id", "ends", "id", "is_archivist", "is_head", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "user_id") VALUES (NEW."department_id", NEW."ends", NEW."id", NEW."is_archivist", NEW."is_head", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts", NEW."user_id"); RETURN NULL;',
                    hash="5ac369ab85c7844eff2bb631b11cd39d40fa2163",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0ab52",
                    table="zsa_people_departmentmembership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="departmentmembership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "zsa_people_departmentmembershipevent" ("department_id", "ends", "id", "is_archivist", "is_head", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "user_id") VALUES (NEW."department_id", NEW."ends", NEW."id", NEW."is_archivist", NEW."is_head", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts", NEW."user_id"); RETURN NULL;',
                    hash="0adc60b76de8d17d99bc5fd97766e55097638499",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_92de6",
                    table="zsa_people_departmentmembership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="departmentmembership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_people_departmentmembershipevent" ("department_id", "ends", "id", "is_archivist", "is_head", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "user_id") VALUES (OLD."department_id", OLD."ends", OLD."id", OLD."is_archivist", OLD."is_head", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts", OLD."user_id"); RETURN NULL;',
                    hash="50b846a6ce7ab232df8f157d87cd45835f465ac2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dd7ce",
                    table="zsa_people_departmentmembership",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Deputyship",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "reason",
                    models.CharField(
                        choices=[("leave", "On leave"), ("standing", "Standing deputy")],
                        default="leave",
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="principals",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="deputy",
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deputies",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="principal",
                    ),
                ),
            ],
            options={
                "verbose_name": "deputy",
                "verbose_name_plural": "deputies",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="zsa_people_deputyship_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("principal", models.F("deputy")), _negated=True),
                        name="zsa_people_deputy_is_another",
                        violation_error_message="Nobody is their own deputy.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("principal", "="),
                            ("deputy", "="),
                            (zsa_portal.people.dated.Days(), "&&"),
                        ],
                        name="zsa_people_deputyship_once",
                        violation_error_message="This person is the deputy in that time already.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deputyship",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_people_deputyshipevent" ("deputy_id", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal_id", "reason", "starts") VALUES (NEW."deputy_id", NEW."ends", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."principal_id", NEW."reason", NEW."starts"); RETURN NULL;',
                    hash="9a715febc871ebc36d04c52aaf6f4e5bee7e23db",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b5279",
                    table="zsa_people_deputyship",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deputyship",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "zsa_people_deputyshipevent" ("deputy_id", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal_id", "reason", "starts") VALUES (NEW."deputy_id", NEW."ends", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."principal_id", NEW."reason", NEW."starts"); RETURN NULL;',
                    hash="2fb9f19c1021eeeda28653df4d702de429d8eada",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ae363",
                    table="zsa_people_deputyship",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="deputyship",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_people_deputyshipevent" ("deputy_id", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "principal_id", "reason", "starts") VALUES (OLD."deputy_id", OLD."ends", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."principal_id", OLD."reason", OLD."starts"); RETURN NULL;',
                    hash="d2265165d9dd3a835cd3d3e161515c2ff9d8d114",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7ddc4",
                    table="zsa_people_deputyship",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "number",
                    zsa_portal.people.folding.CodeField(
                        max_length=40, unique=True, verbose_name="membership number"
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="reason for the end"),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="zsa_people.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "association membership",
                "verbose_name_plural": "association memberships",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="zsa_people_membership_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("organisation", "="), (zsa_portal.people.dated.Days(), "&&")],
                        name="zsa_people_membership_once",
                        violation_error_message="The organisation is a member in that time already.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_people_membershipevent" ("end_reason", "ends", "id", "number", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (NEW."end_reason", NEW."ends", NEW."id", NEW."number", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts"); RETURN NULL;',
                    hash="d951310c72441601fccfa7afec74c12ba29f3cf9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b3713",
                    table="zsa_people_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "zsa_people_membershipevent" ("end_reason", "ends", "id", "number", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (NEW."end_reason", NEW."ends", NEW."id", NEW."number", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts"); RETURN NULL;',
                    hash="6de3d658c27e53782dc91cf722fbf64edc2bbc4b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c65ef",
                    table="zsa_people_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_people_membershipevent" ("end_reason", "ends", "id", "number", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts") VALUES (OLD."end_reason", OLD."ends", OLD."id", OLD."number", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts"); RETURN NULL;',
                    hash="a89f1a3ba407f75ac7857a810994d0dc5f42443e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_827a3",
                    table="zsa_people_membership",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="OrganisationPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "is_administrator",
                    models.BooleanField(default=False, verbose_name="organisation administrator"),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="zsa_people.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="organisation_roles",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "person of an organisation",
                "verbose_name_plural": "people of organisations",
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["user", "organisation"], name="zsa_people__user_id_fb8ee0_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="zsa_people_organisationperson_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("user", "="),
                            ("organisation", "="),
                            (zsa_portal.people.dated.Days(), "&&"),
                        ],
                        name="zsa_people_organisationperson_once",
                        violation_error_message="This person acts for the organisation in that time already.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisationperson",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_people_organisationpersonevent" ("ends", "id", "is_administrator", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "user_id") VALUES (NEW."ends", NEW."id", NEW."is_administrator", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts", NEW."user_id"); RETURN NULL;',
                    hash="edf70e7b7d47978ded6130963327dc55820ffb2d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2ab45",
                    table="zsa_people_organisationperson",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisationperson",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "zsa_people_organisationpersonevent" ("ends", "id", "is_administrator", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "user_id") VALUES (NEW."ends", NEW."id", NEW."is_administrator", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts", NEW."user_id"); RETURN NULL;',
                    hash="d8acf3a3b03a4812b5da4d8759619951a9575eac",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8f82a",
                    table="zsa_people_organisationperson",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisationperson",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_people_organisationpersonevent" ("ends", "id", "is_administrator", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "user_id") VALUES (OLD."ends", OLD."id", OLD."is_administrator", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."starts", OLD."user_id"); RETURN NULL;',
                    hash="24e4d6e6a81037ce25c6241c0c46c132ed69c4d4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9c9e9",
                    table="zsa_people_organisationperson",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="PostHolding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("executive_vice_chair", "Executive vice chair"),
                            ("secretary_general", "Secretary general"),
                            ("assistant_secretary_general", "Assistant secretary general"),
                            ("management_representative", "Management representative"),
                            ("custodian", "Custodian"),
                            ("council_secretary", "Council secretary"),
                        ],
                        max_length=40,
                        verbose_name="post",
                    ),
                ),
                (
                    "appointed_by",
                    models.CharField(blank=True, max_length=200, verbose_name="appointed by"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="post_holdings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "post holding",
                "verbose_name_plural": "post holdings",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["user", "post"], name="zsa_people__user_id_917268_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="zsa_people_postholding_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("user", "="),
                            ("post", "="),
                            (zsa_portal.people.dated.Days(), "&&"),
                        ],
                        name="zsa_people_postholding_once",
                        violation_error_message="This person holds the post in that time already.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postholding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_people_postholdingevent" ("appointed_by", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts", "user_id") VALUES (NEW."appointed_by", NEW."ends", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post", NEW."starts", NEW."user_id"); RETURN NULL;',
                    hash="e6ff612fc85a9fb4923155f6c1768ae77293149c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_85e57",
                    table="zsa_people_postholding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postholding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "zsa_people_postholdingevent" ("appointed_by", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts", "user_id") VALUES (NEW."appointed_by", NEW."ends", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post", NEW."starts", NEW."user_id"); RETURN NULL;',
                    hash="f4998e2841a0e368da58f7d6cb72c0c0a18b77ee",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1c557",
                    table="zsa_people_postholding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="postholding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_people_postholdingevent" ("appointed_by", "ends", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts", "user_id") VALUES (OLD."appointed_by", OLD."ends", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post", OLD."starts", OLD."user_id"); RETURN NULL;',
                    hash="41a85d2d7a40c9ee0a4e1ae95529620e73a67145",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_be2f1",
                    table="zsa_people_postholding",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("vice_chair", "Vice chair"),
                            ("secretary", "Secretary"),
                            ("member", "Member"),
                            ("lead", "Lead"),
                        ],
                        default="member",
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("votes", models.BooleanField(default=True, verbose_name="votes")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="zsa_people.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="zsa_people.organisation",
                        verbose_name="organisation represented",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "seat",
                "verbose_name_plural": "seats",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["user", "body"], name="zsa_people__user_id_5e8218_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="zsa_people_seat_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("body", "="),
                            ("user", "="),
                            (zsa_portal.people.dated.Days(), "&&"),
                        ],
                        name="zsa_people_seat_once",
                        violation_error_message="This person has a seat on the body in that time already.",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seat",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_people_seatevent" ("body_id", "ends", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts", "user_id", "votes") VALUES (NEW."body_id", NEW."ends", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."starts", NEW."user_id", NEW."votes"); RETURN NULL;',
                    hash="195f1df260397bb966633967590d479bd8652506",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1a3ce",
                    table="zsa_people_seat",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seat",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "zsa_people_seatevent" ("body_id", "ends", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts", "user_id", "votes") VALUES (NEW."body_id", NEW."ends", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."starts", NEW."user_id", NEW."votes"); RETURN NULL;',
                    hash="c77c6cd36c3e5414d31539292ab9bdb16824239a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ab663",
                    table="zsa_people_seat",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seat",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_people_seatevent" ("body_id", "ends", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "starts", "user_id", "votes") VALUES (OLD."body_id", OLD."ends", OLD."id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."starts", OLD."user_id", OLD."votes"); RETURN NULL;',
                    hash="bf2109bc5efca0bcd0eba77aed2dbfea268f8cf0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b38ff",
                    table="zsa_people_seat",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="DepartmentMembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                ("is_head", models.BooleanField(default=False, verbose_name="head of department")),
                (
                    "department",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="zsa_people.departmentmembership",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "is_archivist",
                    models.BooleanField(default=False, verbose_name="archivist of the department"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DeputyshipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "reason",
                    models.CharField(
                        choices=[("leave", "On leave"), ("standing", "Standing deputy")],
                        default="leave",
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="deputy",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="zsa_people.deputyship",
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="principal",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("importer", models.SlugField(max_length=40, verbose_name="kind of import")),
                ("name", models.CharField(max_length=200, verbose_name="file name")),
                ("rows", models.JSONField(default=list, verbose_name="rows")),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="uploaded"
                    ),
                ),
                (
                    "applied_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="taken over"),
                ),
                ("created", models.PositiveIntegerField(default=0, verbose_name="new rows")),
                ("updated", models.PositiveIntegerField(default=0, verbose_name="changed rows")),
                (
                    "unchanged",
                    models.PositiveIntegerField(default=0, verbose_name="unchanged rows"),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=60, verbose_name="about")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("errors", models.JSONField(default=list, verbose_name="errors")),
                ("given", models.JSONField(default=dict, editable=False)),
                (
                    "language",
                    models.CharField(default="en", max_length=10, verbose_name="language"),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="released by",
                    ),
                ),
                (
                    "started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reading began"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "To be read"),
                            ("refused", "With errors"),
                            ("ready", "Checked"),
                            ("submitted", "Waiting for release"),
                            ("done", "Taken over"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="put forward"),
                ),
                ("upload", models.BinaryField(null=True)),
            ],
            options={
                "verbose_name": "import",
                "verbose_name_plural": "imports",
                "ordering": ["-uploaded_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["started_at"],
                        name="tables_to_read",
                    ),
                    models.Index(
                        fields=["uploaded_by", "importer", "about"],
                        name="zsa_people__uploade_2834dd_idx",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("released_by", models.F("uploaded_by")), _negated=True),
                        name="released_by_a_second_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                (
                    "name",
                    zsa_portal.people.folding.NameField(max_length=80, verbose_name="full name"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("zh-hans", "Chinese"), ("en", "English")],
                        default="zh-hans",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "as_administrator",
                    models.BooleanField(default=False, verbose_name="organisation administrator"),
                ),
                (
                    "body_role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("vice_chair", "Vice chair"),
                            ("secretary", "Secretary"),
                            ("member", "Member"),
                            ("lead", "Lead"),
                        ],
                        default="member",
                        max_length=20,
                        verbose_name="role on the body",
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=zsa_portal.people.invitations.models.new_token,
                        editable=False,
                        max_length=64,
                        unique=True,
                    ),
                ),
                (
                    "sent_at",
                    models.DateTimeField(
                        default=zsa_portal.regulations.clock.now, verbose_name="sent"
                    ),
                ),
                ("expires_at", models.DateTimeField(verbose_name="open until")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted on"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn on"),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="invitations_accepted",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="accepted by",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="zsa_people.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="zsa_people.department",
                        verbose_name="department",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations_sent",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invited by",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="zsa_people.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "ordering": ["-sent_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        models.F("organisation"),
                        models.F("department"),
                        models.F("body"),
                        condition=models.Q(
                            ("accepted_at__isnull", True), ("withdrawn_at__isnull", True)
                        ),
                        name="zsa_people_one_open_invitation",
                        nulls_distinct=False,
                        violation_error_message="This address is invited already; send it again instead.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("department__isnull", True),
                            models.Q(("body__isnull", True), ("organisation__isnull", True)),
                            _connector="OR",
                        ),
                        name="zsa_people_invited_to_one_side",
                        violation_error_message="Choose either a department, or an organisation and a body.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "number",
                    zsa_portal.people.folding.CodeField(
                        max_length=40, verbose_name="membership number"
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="reason for the end"),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="zsa_people.membership",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OrganisationPersonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "is_administrator",
                    models.BooleanField(default=False, verbose_name="organisation administrator"),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="zsa_people.organisationperson",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PostHoldingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "post",
                    models.CharField(
                        choices=[
                            ("executive_vice_chair", "Executive vice chair"),
                            ("secretary_general", "Secretary general"),
                            ("assistant_secretary_general", "Assistant secretary general"),
                            ("management_representative", "Management representative"),
                            ("custodian", "Custodian"),
                            ("council_secretary", "Council secretary"),
                        ],
                        max_length=40,
                        verbose_name="post",
                    ),
                ),
                (
                    "appointed_by",
                    models.CharField(blank=True, max_length=200, verbose_name="appointed by"),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="zsa_people.postholding",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SeatEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("vice_chair", "Vice chair"),
                            ("secretary", "Secretary"),
                            ("member", "Member"),
                            ("lead", "Lead"),
                        ],
                        default="member",
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("votes", models.BooleanField(default=True, verbose_name="votes")),
                (
                    "body",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.organisation",
                        verbose_name="organisation represented",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="zsa_people.seat",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Employment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "employer",
                    zsa_portal.people.folding.NameField(max_length=160, verbose_name="employer"),
                ),
                (
                    "post",
                    models.CharField(blank=True, max_length=80, verbose_name="post held there"),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="employments",
                        to="zsa_people.expert",
                        verbose_name="expert",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="zsa_people.organisation",
                        verbose_name="employing organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "employment of an expert",
                "verbose_name_plural": "employment history of experts",
                "ordering": ["-starts", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            ("ends__gte", models.F("starts")),
                            _connector="OR",
                        ),
                        name="zsa_people_employment_ends_after_start",
                        violation_error_message="The last day lies before the first.",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_people_employmentevent" ("employer", "ends", "expert_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts") VALUES (NEW."employer", NEW."ends", NEW."expert_id", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post", NEW."starts"); RETURN NULL;',
                    hash="c571a1309e06fb65f0d7313b678793efbe292e58",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9cddb",
                    table="zsa_people_employment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "zsa_people_employmentevent" ("employer", "ends", "expert_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts") VALUES (NEW."employer", NEW."ends", NEW."expert_id", NEW."id", NEW."organisation_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post", NEW."starts"); RETURN NULL;',
                    hash="78f1ea12ded191c89af8b1500630bf033410b971",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c68a9",
                    table="zsa_people_employment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="employment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "zsa_people_employmentevent" ("employer", "ends", "expert_id", "id", "organisation_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post", "starts") VALUES (OLD."employer", OLD."ends", OLD."expert_id", OLD."id", OLD."organisation_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."post", OLD."starts"); RETURN NULL;',
                    hash="574a5f1a44e96d9b91065f01a359ce52c69f8210",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9feff",
                    table="zsa_people_employment",
                    when="AFTER",
                ),
            ),
        ),
        migrations.CreateModel(
            name="EmploymentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "starts",
                    models.DateField(
                        default=zsa_portal.regulations.clock.today, verbose_name="from"
                    ),
                ),
                ("ends", models.DateField(blank=True, null=True, verbose_name="to (last day)")),
                (
                    "employer",
                    zsa_portal.people.folding.NameField(max_length=160, verbose_name="employer"),
                ),
                (
                    "post",
                    models.CharField(blank=True, max_length=80, verbose_name="post held there"),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.expert",
                        verbose_name="expert",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="zsa_people.organisation",
                        verbose_name="employing organisation",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="zsa_people.employment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Background",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "field",
                    models.CharField(
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
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("professional", "Professional"),
                            ("managerial", "Managerial"),
                            ("testing", "Testing"),
                            ("certification", "Certification"),
                        ],
                        max_length=20,
                        verbose_name="kind of background",
                    ),
                ),
                (
                    "evidence",
                    models.CharField(
                        blank=True,
                        help_text="For instance projects, posts or publications.",
                        max_length=200,
                        verbose_name="what shows it",
                    ),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="backgrounds",
                        to="zsa_people.expert",
                        verbose_name="expert",
                    ),
                ),
            ],
            options={
                "verbose_name": "background of an expert",
                "verbose_name_plural": "backgrounds of experts",
                "ordering": ["field", "kind"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("expert", "field", "kind"),
                        name="zsa_people_background_once",
                        violation_error_message="This background is recorded already.",
                    )
                ],
            },
        ),
        migrations.RunPython(make, remove),
    ]
