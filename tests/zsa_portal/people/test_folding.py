"""Names and codes have one spelling, wherever they come from; a credit code is checked."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.sheets import check, places, sentences
from zsa_portal.people.folding import (
    check_credit_code,
    folded_code,
    folded_credit_code,
    folded_name,
)
from zsa_portal.people.imports import actions
from zsa_portal.people.models import Body, Expert, Invitation, Organisation, User

GOOD = "91110000600037341L"


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("示例科技有限公司", "示例科技有限公司"),
        ("  示例　科技 有限公司 ", "示例科技有限公司"),
        ("示例(北京)有限公司", "示例（北京）有限公司"),
        ("示例 （北京） 有限公司", "示例（北京）有限公司"),
        ("ＺＳＡ科技", "ZSA科技"),
        ("张　三", "张三"),
        ("张\u200b三", "张三"),
        ("Ada  Lovelace", "Ada Lovelace"),
        ("Works (Beijing) Ltd", "Works (Beijing) Ltd"),
        ("𠮷野家", "𠮷野家"),
        ("", ""),
    ],
)
def test_a_name_has_one_spelling(written, one):
    assert folded_name(written) == one
    assert folded_name(one) == one


@pytest.mark.parametrize(
    ("fold", "written", "one"),
    [
        (folded_code, " Ｍ－００１ ", "M-001"),
        (folded_code, "TC 1", "TC1"),
        (folded_credit_code, "９１１１ 0000 6000 3734 1l", GOOD),
        (folded_credit_code, "9111-0000-6000-3734-1L", GOOD),
    ],
)
def test_a_code_has_one_spelling(fold, written, one):
    assert fold(written) == one


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (GOOD, ""),
        ("91110000600037341M", "does not fit"),
        ("91110000600037341", "is no unified social credit code"),
        ("91110000600037341LL", "is no unified social credit code"),
        ("9111000060003734IL", "is no unified social credit code"),
        ("A1110000600037341L", "is no unified social credit code"),
    ],
)
def test_a_credit_code_is_checked_by_its_last_character(code, said):
    if not said:
        check_credit_code(code)
        return
    with pytest.raises(ValidationError) as refused:
        check_credit_code(code)
    assert said in refused.value.messages[0]
    assert code in refused.value.messages[0]


@pytest.mark.django_db
def test_what_is_stored_and_looked_up_is_folded(make_organisation):
    made = make_organisation("示例(北京) 有限公司", credit_code="9111 0000 6000 3734 1l")
    assert (made.name, made.credit_code) == ("示例（北京）有限公司", GOOD)
    made.refresh_from_db()
    assert made.name == "示例（北京）有限公司"
    assert Organisation.objects.get(name="示例 (北京)有限公司") == made
    with pytest.raises(ValidationError) as refused:
        Organisation(name="示例（北京）　有限公司", kind="enterprise").full_clean()
    assert list(refused.value.error_dict) == ["name"]


HEAD = ["name", "kind", "unified social credit code", "membership number", "member since"]


@pytest.mark.django_db
def test_every_importer_finds_what_is_there_in_another_spelling(make_staff, make_organisation):
    keeper = make_staff(head=True)
    known = make_organisation("示例（北京）有限公司", credit_code=GOOD)
    row = [
        "示例 (北京)有限公司",
        "Enterprise",
        "９１１１００００６０００３７３４１l",
        "Ｍ １",
        "2020-01-02",
    ]
    done, errors = actions.import_apply(run=check("members", HEAD, row, by=keeper), by=keeper)
    assert (errors, done.created, Organisation.objects.count()) == ([], 1, 1)
    assert known.memberships.get().number == "M1"
    head = ["full name", "technical fields", "kind of expertise", "employer"]
    rows = [["张　三", "bio", "Technical", "示例(北京) 有限公司"]]
    actions.import_apply(run=check("experts", head, *rows, by=keeper), by=keeper)
    expert = Expert.objects.get()
    assert (expert.name, expert.organisation) == ("张三", known)
    head = [
        "committee code",
        "committee name",
        "person",
        "e-mail",
        "organisation represented",
        "from",
    ]
    row = ["ＴＣ１", "委员会", "李 四", "ｌｉ@example.org", "示例(北京)有限公司", "2024-01-01"]
    actions.import_apply(run=check("committees", head, row, by=keeper), by=keeper)
    seat = Body.objects.get(code="TC1").seats.get()
    assert (seat.user.name, seat.user.email, seat.organisation) == ("李四", "li@example.org", known)


@pytest.mark.django_db
def test_two_rows_that_differ_in_width_alone_are_the_same(make_staff):
    rows = [["甲", "Enterprise", None, number, "2020-01-02"] for number in ("M1", "Ｍ１")]
    run = check("members", HEAD, *rows, by=make_staff(head=True))
    assert places(run) == [(3, "")]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["91110000600037341M", 911_100_006_000_373_411])
def test_a_wrong_or_a_lost_credit_code_is_named(make_staff, code):
    row = ["甲", "Enterprise", code, "M1", "2020-01-02"]
    run = check("members", HEAD, row, by=make_staff(head=True))
    assert places(run) == [(2, "unified social credit code")]
    assert ("keeps only fifteen digits" in sentences(run)) == isinstance(code, int)


@pytest.mark.django_db
def test_what_is_typed_in_forms_and_in_the_admin_is_folded(client, make_staff):
    admin = User.objects.create_superuser("root", "root@example.org", "a word of one's own")
    client.force_login(admin)
    typed = {
        "name": "示例(北京)有限公司",
        "kind": "enterprise",
        "credit_code": "91110000600037341M",
    }
    prefixes = ("memberships", "people")
    for prefix in prefixes:
        typed |= {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}
    address = reverse("admin:zsa_people_organisation_add")
    refused = client.post(address, typed)
    assert "does not fit" in refused.content.decode() or "不符" in refused.content.decode()
    assert Organisation.objects.count() == 0
    client.post(address, typed | {"credit_code": " 9111 00006 00037341l "})
    assert Organisation.objects.get().name == "示例（北京）有限公司"
    assert Organisation.objects.get().credit_code == GOOD
    client.force_login(make_staff())
    place = {"organisation": Organisation.objects.get().pk}
    typed = {"name": "王　五", "email": "wang@example.org", "language": "zh-hans"}
    client.post(reverse("people:invitation_new"), typed | place)
    assert Invitation.objects.get().name == "王五"
