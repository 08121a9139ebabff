"""What each package shows outside its own pages: in the menus, on the start page, in the search."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from django.apps import apps
from django.conf import settings
from django.test import RequestFactory
from django.urls import reverse

from tests.procedure.models import Example
from tests.proof.states import OPEN
from tests.proof.stations import suggestion_at
from zsa_portal.home import navigation, queries
from zsa_portal.home.context import shell
from zsa_portal.people.menu import MENU
from zsa_portal.workflow import views
from zsa_portal.workflow.machine import MACHINES

pytestmark = [pytest.mark.django_db, pytest.mark.urls("zsa_portal.urls")]
"""The portal's own addresses: what the tests' apps add to the menu is left out."""

PUBLIC = [
    "Start",
    "Published standards",
    "Conclusions on recognised standards",
    "Register of the 1字标",
    "Notices and consultations",
    "Technical committees",
    "Member organisations",
    "What the states mean",
    "Complain",
]
DESK = ("", ["My desk", "My duties", "Calendar", "My ballots", "Messages"])
STANDARDS = [
    "Projects",
    "Recognitions",
    "Published standards",
    "Conclusions on recognised standards",
    "Notices and consultations",
]
UPKEEP = ["Bodies and their standards", "Re-checks and re-examinations"]
APPLYING = ["Applications for the 1字标", "Apply for the 1字标", "Partners"]
OWN = ["People and invitations", "Complaints about us"]
REGISTER = ("1字标", ["Register of the 1字标"])
SECRETARIAT = [
    "Batches: notices and plans",
    "Pipelines",
    "Experts at work",
    "Moderate opinions",
    "Complaints",
    "Figures of complaints",
    "Year figures of recognition",
    "Departments and posts",
    "Organisations",
    "Committees and council",
    "Experts",
    "Invitations",
    "Deliveries",
    "Routing",
    "Returned mail",
    "Rules",
]
LEFT = """
import json, django
django.setup()
from django.utils.module_loading import autodiscover_modules
from zsa_portal.home.demo.lives import LIVES
from zsa_portal.people.front import SEARCHES, START
from zsa_portal.people.menu import MENU
from zsa_portal.workflow import views
from zsa_portal.workflow.machine import MACHINES
autodiscover_modules("demo.lives", "demo.kernel_lives")
print(json.dumps([list(found) for found in (MENU, START, SEARCHES, MACHINES, LIVES)]))
"""


def shell_of(user):
    request = RequestFactory().get(reverse("home:desk"))
    request.user = user
    return shell(request)


def menu_of(user):
    found = shell_of(user)["navigation"]
    return [(group["title"], [item["label"] for item in group["items"]]) for group in found]


def test_the_public_menu_is_everybody_s(client):
    shown = client.get("/").context["public_navigation"]
    assert [item["label"] for item in shown] == PUBLIC
    assert [item["label"] for item in shown if item["active"]] == ["Start"]


def test_a_user_without_places_has_the_desk_and_the_standards(make_user):
    assert menu_of(make_user()) == [DESK, ("Standards", STANDARDS), REGISTER]


def test_a_member_proposes_and_its_administrator_looks_after_its_people(
    make_user, make_organisation
):
    user = make_user(organisation=make_organisation(), administrator=True)
    assert menu_of(user) == [
        DESK,
        ("Standards", [*STANDARDS[:2], *UPKEEP, "New proposal", *STANDARDS[2:]]),
        ("1字标", [*REGISTER[1], *APPLYING]),
        ("My organisation", [*OWN, "Apply for recognition"]),
    ]


def test_staff_have_the_secretariat_s_pages_and_a_head_the_import(make_staff):
    assert menu_of(make_staff())[-1] == ("Secretariat", SECRETARIAT)
    assert menu_of(make_staff())[3][0] == "Archive"
    of_a_head = [*SECRETARIAT[:3], "Ages and turnout", *SECRETARIAT[3:12], "Import"]
    with_import = [*of_a_head, *SECRETARIAT[12:]]
    assert menu_of(make_staff(head=True))[-1] == ("Secretariat", with_import)


def test_the_administration_is_for_those_who_keep_the_portal_running(make_user):
    user = make_user(is_staff=True)
    assert menu_of(user)[3:] == [("Administration", ["Administration"])]


def test_the_numbers_of_the_menu_are_asked_in_one_query(example_matter, django_assert_num_queries):
    staff = example_matter.people["staff"]
    menu_of(staff)
    with django_assert_num_queries(1):
        found = shell_of(staff)
    numbers = {item["label"]: item["count"] for item in found["navigation"][0]["items"]}
    assert (numbers["My duties"], numbers["My desk"], found["inbox_count"]) == (1, None, 1)


def test_the_menu_counts_no_further_than_it_shows(example_matter, monkeypatch):
    staff = example_matter.people["staff"]
    for most, shown in ((1, 1), (0, "0+")):
        monkeypatch.setattr(queries, "MOST_SHOWN", most)
        monkeypatch.setattr(navigation, "MOST_SHOWN", most)
        found = shell_of(staff)
        numbers = {item["label"]: item["count"] for item in found["navigation"][0]["items"]}
        assert numbers["My duties"] == shown


def test_without_entries_that_count_nothing_is_asked(make_user, django_assert_num_queries):
    user = make_user()
    with django_assert_num_queries(0):
        assert queries.numbers_of(user, {}) == {}


@pytest.mark.urls("tests.procedure.urls")
def test_an_app_s_menu_entry_stands_in_its_own_group_for_those_it_names(make_staff, make_user):
    titles = [title for title, _labels in menu_of(make_staff())]
    assert titles == ["", "Standards", "1字标", "Examples", "Archive", "Secretariat"]
    assert ("Examples", ["The example"]) in menu_of(make_staff())
    assert "Examples" not in dict(menu_of(make_user()))


def test_an_entry_without_its_address_is_left_out(make_staff):
    assert "procedure.states" in MENU
    assert "Examples" not in dict(menu_of(make_staff()))


@pytest.mark.urls("tests.urls")
def test_every_other_entry_has_its_address():
    names = [entry.url_name for key, entry in MENU.items() if not key.startswith("procedure.")]
    assert [name for name in names if not reverse(name)] == []


def test_the_start_page_has_a_section_of_each_package_in_order(client):
    shown = client.get("/").content.decode()
    titles = re.findall(r"<h2[^>]*>(.*?)</h2>", shown)
    found = [title for title in titles if title in {"Open for comment", "Latest standards"}]
    assert found == ["Open for comment", "Latest standards"]
    assert shown.index("Latest standards") < shown.index("The example's states")


def test_the_search_finds_what_an_app_lets_find(client, make_matter):
    meaning = Example.STATES["received"].meaning
    shown = client.get(reverse("home:search"), {"q": meaning}).content.decode()
    assert ("States of the example found" in shown, "Nothing found" in shown) == (True, False)
    shown = client.get(reverse("home:search"), {"q": "no such thing"}).content.decode()
    assert ("States of the example found" in shown, "Nothing found" in shown) == (False, True)
    make_matter("noticed", title="Pumps of the north")
    shown = client.get(reverse("home:search"), {"q": "pumps"}).content.decode()
    assert ("Pumps of the north" in shown, "Nothing found" in shown) == (True, False)


def test_the_search_shows_each_procedure_s_matters_under_their_own_name(client, make_matter):
    make_matter("noticed", title="Pumps of the north")
    make_matter("noticed", title="Pumps of the south")
    assert suggestion_at(OPEN)[1].title == "Quieter pumps"
    shown = client.get(reverse("home:search"), {"q": "pumps"}).content.decode()
    heads = re.findall(r'<h2 id="found-\d">(\w+) <span class="tab-count">(\d)</span></h2>', shown)
    assert sorted(heads) == [("Examples", "2"), ("Suggestions", "1")]


def test_an_empty_search_asks_nothing_and_finds_nothing(client):
    answer = client.get(reverse("home:search"), {"q": " "})
    assert answer.context["groups"] == []
    assert "Nothing found" not in answer.content.decode()


def test_the_states_page_lists_the_procedures(client, make_staff):
    client.force_login(make_staff())
    shown = client.get(reverse("workflow:states_main")).content.decode()
    addresses = [reverse("workflow:states", args=[kind]) for kind in MACHINES]
    assert len(addresses) > 1
    assert [address for address in addresses if f'href="{address}"' not in shown] == []


def test_the_states_of_the_only_procedure_are_shown_at_once(client, monkeypatch):
    monkeypatch.setattr(views, "MACHINES", {"example": Example})
    answer = client.get(reverse("workflow:states_main"))
    alone = client.get(reverse("workflow:states", args=["example"]))
    assert (answer.status_code, answer.context["nodes"]) == (200, alone.context["nodes"])


def test_without_its_apps_the_portal_starts_and_shows_nothing_of_them():
    variables = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.zsa_portal.home.only_kernel"}
    done = subprocess.run(
        [sys.executable, "-c", LEFT],
        env=variables,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    menu, start, searches, machines, lives = json.loads(done.stdout)
    kernel = {"home", "people", "outbox", "returns", "workflow", "ballots", "notices", "catalogue"}
    assert {key.partition(".")[0] for key in menu} == kernel | {"complaints"}
    assert sorted(start) == ["catalogue.latest", "notices.open"]
    assert sorted(searches) == [
        "catalogue.announcements",
        "catalogue.editions",
        "documents.forms",
        "documents.papers",
        "home.matters",
        "notices.notices",
        "people.bodies",
        "people.organisations",
        "people.people",
    ]
    assert (machines, lives) == (["complaint"], ["complaints.complaints"])


def test_no_file_of_the_kernel_imports_an_app():
    names = {config.name.partition(".")[0] for config in apps.get_app_configs()}
    ours = "|".join(name for name in names if (settings.BASE_DIR / name / "__init__.py").exists())
    pattern = re.compile(rf"^\s*(?:from|import) (?!zsa_portal)(?:{ours})\b", re.MULTILINE)
    files = list((settings.BASE_DIR / "zsa_portal").rglob("*.py"))
    assert len(files) > 100
    assert [str(file) for file in files if pattern.search(file.read_text("utf-8"))] == []
