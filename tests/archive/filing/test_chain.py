"""The chain of a filing by level, and the day by which a month is filed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from archive.checking.actions import checks_finish
from archive.filing import actions
from archive.filing.models import Filing
from archive.filing.states import F
from archive.filing.times import filing_due, is_late
from archive.records import Item
from tests.archive.filing.conftest import MARCH, at
from zsa_portal.outbox.models import Message
from zsa_portal.people.models import DepartmentMembership, Deputyship
from zsa_portal.people.places import forget, places_of
from zsa_portal.regulations import clock
from zsa_portal.regulations.models import Setting
from zsa_portal.workflow.perform import offered, perform, seen_of
from zsa_portal.workflow.refusals import BadValue, Changed, Refusal, StepsUnmet, WrongState


def states_of(filing):
    return dict(Item.objects.filter(filing=filing).values_list("name", "state"))


def told(user, event):
    return Message.objects.filter(recipient=user, event=event).exists()


def test_an_archivist_has_the_turn_of_the_department(filing, cast):
    assert filing.holder.key in places_of(cast.archivist).parties
    assert filing.holder.key not in places_of(cast.clerk).parties


@pytest.mark.rule("A06a")
def test_a_month_is_filed_until_the_end_of_the_20th_of_the_next(filing):
    assert filing_due(filing) == filing.due_at == at(2026, 4, 21)


@pytest.mark.rule("A06a")
def test_the_last_second_of_the_20th_is_in_time_and_the_next_is_late():
    assert not is_late(MARCH, at(2026, 4, 20, 23, 59, 59))
    assert is_late(MARCH, at(2026, 4, 21))
    with clock.moved_to(at(2026, 4, 20, 23, 59, 59)):
        assert not is_late(MARCH, None)
    with clock.moved_to(at(2026, 4, 21)):
        assert is_late(MARCH, None)


@pytest.mark.rule("A03a")
def test_an_empty_list_is_not_submitted(filing, cast, row):
    with pytest.raises(StepsUnmet, match="The list is empty"):
        perform(filing.submit_list, by=cast.archivist)
    row()
    assert perform(filing.submit_list, by=cast.archivist).state == F.CHECK


@pytest.mark.rule("A03a")
def test_only_the_archivist_submits_and_only_the_head_approves(filing, cast, row):
    row()
    for user in (cast.head, cast.clerk, cast.other_head, cast.custodian):
        with pytest.raises(PermissionDenied):
            perform(filing.submit_list, by=user)
    filing = perform(filing.submit_list, by=cast.archivist)
    for user in (cast.archivist, cast.clerk, cast.other_head, cast.custodian):
        with pytest.raises(PermissionDenied):
            perform(filing.approve_list, by=user)


@pytest.mark.rule("A07a")
def test_public_rows_are_stored_at_the_heads_approval(filing, cast, row, submitted):
    row("通知.docx", level="public")
    filing = submitted(filing)
    with pytest.raises(StepsUnmet, match="nothing goes to the custodian"):
        perform(filing.approve_list, by=cast.head)
    filing = perform(filing.store_public, by=cast.head)
    assert filing.state == F.SECRETARY_GENERAL
    assert states_of(filing) == {"通知.docx": "accepted"}
    assert filing.handed_over_at == clock.now()


@pytest.mark.rule("A07b")
def test_rows_above_public_go_to_the_custodian(filing, cast, row, submitted):
    row("通知.docx", level="public")
    row("纪要.docx", level="restricted")
    row("名单.docx", level="confidential")
    filing = submitted(filing)
    with pytest.raises(StepsUnmet, match="Rows above public go to the custodian"):
        perform(filing.store_public, by=cast.head)
    filing = perform(filing.approve_list, by=cast.head)
    assert filing.state == F.CUSTODY
    assert states_of(filing) == {
        "通知.docx": "accepted",
        "纪要.docx": "listed",
        "名单.docx": "listed",
    }


@pytest.mark.rule("A03b")
def test_the_department_of_public_files_is_told_of_them(filing, cast, row, submitted, public_clerk):
    row("通知.docx", level="public")
    perform(submitted(filing).store_public, by=cast.head)
    assert told(public_clerk, "filing.store_public")


@pytest.mark.rule("A03b")
def test_a_setting_gives_public_files_to_another_department(
    filing, cast, row, submitted, public_clerk
):
    Setting.objects.create(
        key="archive.public_department", value="member_service", valid_from=at(2026, 1, 1)
    )
    row("通知.docx", level="public")
    perform(submitted(filing).store_public, by=cast.head)
    assert told(cast.other_clerk, "filing.store_public")
    assert not told(public_clerk, "filing.store_public")


@pytest.mark.rule("A03b")
def test_the_department_of_public_files_is_not_told_of_others(
    filing, row, in_custody, public_clerk
):
    row("纪要.docx")
    in_custody(filing)
    assert not told(public_clerk, "filing.approve_list")


@pytest.mark.rule("A03b")
def test_only_the_custodian_judges_and_takes_in(filing, cast, row, in_custody):
    item = row()
    filing = in_custody(filing)
    for user in (cast.archivist, cast.head, cast.other_head, cast.secretary_general):
        with pytest.raises(PermissionDenied):
            actions.row_accept(filing=filing, item=item.pk, by=user)
        with pytest.raises(PermissionDenied):
            actions.row_return(filing=filing, item=item.pk, reason="x", by=user)
        with pytest.raises(PermissionDenied):
            actions.rows_accept_rest(filing=filing, by=user)
        with pytest.raises(PermissionDenied):
            perform(filing.take_in, by=user)
    actions.row_accept(filing=filing, item=item.pk, by=cast.custodian)
    assert perform(filing.take_in, by=cast.custodian).state == F.SECRETARY_GENERAL


@pytest.mark.rule("A03a")
def test_every_row_is_judged_before_the_list_goes_on(filing, cast, row, in_custody):
    first, second = row("一.docx"), row("二.docx")
    filing = in_custody(filing)
    actions.row_accept(filing=filing, item=first.pk, by=cast.custodian)
    with pytest.raises(StepsUnmet, match="1 rows are not checked yet"):
        perform(filing.take_in, by=cast.custodian)
    actions.row_return(filing=filing, item=second.pk, reason="缺页", by=cast.custodian)
    with pytest.raises(StepsUnmet, match="Some rows are returned"):
        perform(filing.take_in, by=cast.custodian)
    assert perform(filing.return_rows, by=cast.custodian).state == F.RETURNED


def test_nothing_is_returned_where_every_row_conforms(filing, cast, row, in_custody):
    row()
    filing = in_custody(filing)
    actions.rows_accept_rest(filing=filing, by=cast.custodian)
    with pytest.raises(StepsUnmet, match="No row is returned"):
        perform(filing.return_rows, by=cast.custodian)


def test_returned_rows_come_again_and_the_accepted_ones_stand(filing, cast, row, in_custody):
    first, second = row("一.docx"), row("二.docx")
    filing = in_custody(filing)
    actions.row_return(filing=filing, item=second.pk, reason="缺页", by=cast.custodian)
    assert actions.rows_accept_rest(filing=filing, by=cast.custodian) == 1
    filing = perform(filing.return_rows, by=cast.custodian)
    second.refresh_from_db()
    assert second.returned_for == "缺页"
    assert filing.handed_over_at is None
    with clock.moved_to(at(2026, 4, 12, 9)):
        filing = in_custody(filing)
        assert filing.handed_over_at == at(2026, 4, 12, 9)
        assert states_of(filing) == {"一.docx": "accepted", "二.docx": "listed"}
        with pytest.raises(Refusal, match="it stands"):
            actions.row_return(filing=filing, item=first.pk, reason="x", by=cast.custodian)
        actions.row_accept(filing=filing, item=second.pk, by=cast.custodian)
        assert perform(filing.take_in, by=cast.custodian).state == F.SECRETARY_GENERAL


def test_a_row_is_returned_with_a_reason_of_some_length(filing, cast, row, in_custody):
    item = row()
    filing = in_custody(filing)
    for reason in ("  ", "长" * 501):
        with pytest.raises(BadValue):
            actions.row_return(filing=filing, item=item.pk, reason=reason, by=cast.custodian)
    assert states_of(filing) == {"纪要.docx": "listed"}


def test_rows_are_judged_in_custody_alone_and_on_a_fresh_page(filing, cast, row, in_custody):
    item = row()
    with pytest.raises(WrongState):
        actions.row_accept(filing=filing, item=item.pk, by=cast.custodian)
    filing = in_custody(filing)
    seen = seen_of(filing)
    actions.row_accept(filing=filing, item=item.pk, by=cast.custodian, seen=seen)
    with pytest.raises(Changed):
        actions.row_return(filing=filing, item=item.pk, reason="缺页", by=cast.custodian, seen=seen)
    with pytest.raises(Refusal, match="not on the list any more"):
        actions.row_accept(filing=filing, item=item.pk + 1, by=cast.custodian)


@pytest.mark.rule("A03a")
def test_a_head_who_prepared_the_list_does_not_approve_it_alone(filing, cast, row):
    row()
    DepartmentMembership.objects.filter(user=cast.head).update(is_archivist=True)
    forget(cast.head)
    filing = perform(filing.submit_list, by=cast.head)
    checks_finish(filing)
    with pytest.raises(StepsUnmet, match="You prepared this list"):
        perform(filing.approve_list, by=cast.head)
    Deputyship.objects.create(
        principal=cast.head,
        deputy=cast.clerk,
        starts=dt.date(2026, 4, 1),
        ends=dt.date(2026, 4, 30),
    )
    assert perform(filing.approve_list, by=cast.clerk).state == F.CUSTODY


@pytest.mark.rule("A03a")
def test_the_archivist_as_the_heads_deputy_does_not_approve_the_own_list(filing, cast, row):
    row()
    Deputyship.objects.create(
        principal=cast.head,
        deputy=cast.archivist,
        starts=dt.date(2026, 4, 1),
        ends=dt.date(2026, 4, 30),
    )
    filing = perform(filing.submit_list, by=cast.archivist)
    checks_finish(filing)
    with pytest.raises(StepsUnmet, match="You prepared this list"):
        perform(filing.approve_list, by=cast.archivist)
    assert perform(filing.approve_list, by=cast.head).state == F.CUSTODY


def test_a_month_with_nothing_to_file_is_reported_and_confirmed(filing, cast, row):
    filing = perform(filing.report_nothing, by=cast.archivist, nothing_reason="本月无归档资料。")
    assert filing.state == F.CHECK
    with pytest.raises(StepsUnmet, match="The list is empty"):
        perform(filing.store_public, by=cast.head)
    filing = perform(filing.confirm_nothing, by=cast.head)
    assert (filing.state, filing.handed_over_at) == (F.FILED, clock.now())


def test_a_month_with_material_is_not_reported_empty(filing, cast, row):
    item = row()
    with pytest.raises(StepsUnmet, match="There is material on the list"):
        perform(filing.report_nothing, by=cast.archivist, nothing_reason="无")
    filing = perform(filing.submit_list, by=cast.archivist)
    with pytest.raises(StepsUnmet, match="has material to file"):
        perform(filing.confirm_nothing, by=cast.head)
    item.delete()
    with pytest.raises(StepsUnmet):
        perform(filing.confirm_nothing, by=cast.head)


@pytest.mark.rule("A03a")
def test_a_head_who_reported_nothing_does_not_confirm_it(filing, cast):
    DepartmentMembership.objects.filter(user=cast.head).update(is_archivist=True)
    forget(cast.head)
    filing = perform(filing.report_nothing, by=cast.head, nothing_reason="无")
    with pytest.raises(StepsUnmet, match="You prepared this list"):
        perform(filing.confirm_nothing, by=cast.head)


def test_the_head_returns_a_list_with_a_reason(filing, cast, row, submitted):
    row()
    filing = perform(submitted(filing).return_list, by=cast.head, reason="缺少会议纪要")
    assert filing.state == F.COLLECTING


@pytest.mark.rule("A08e")
def test_the_secretary_general_and_the_vice_chair_sign_in_turn(filing, cast, row, submitted):
    row("通知.docx", level="public")
    filing = perform(submitted(filing).store_public, by=cast.head)
    with pytest.raises(PermissionDenied):
        perform(filing.sign_as_secretary_general, by=cast.vice_chair)
    filing = perform(filing.sign_as_secretary_general, by=cast.secretary_general)
    with pytest.raises(PermissionDenied):
        perform(filing.sign_as_vice_chair, by=cast.secretary_general)
    filing = perform(filing.sign_as_vice_chair, by=cast.vice_chair)
    assert filing.state == F.FILED
    assert [row.place for row in filing.signatures.all()] == [1, 2, 3, 4]


@pytest.mark.parametrize("signer", ["secretary_general", "vice_chair"])
def test_who_does_not_sign_returns_the_list_to_the_head(filing, cast, row, submitted, signer):
    row("通知.docx", level="public")
    filing = perform(submitted(filing).store_public, by=cast.head)
    if signer == "vice_chair":
        filing = perform(filing.sign_as_secretary_general, by=cast.secretary_general)
    step = getattr(filing, f"return_from_{signer}")
    filing = perform(step, by=getattr(cast, signer), reason="目录有误")
    assert filing.state == F.CHECK
    with clock.moved_to(at(2026, 4, 25, 9)):
        filing = perform(filing.store_public, by=cast.head)
    assert (filing.state, filing.handed_over_at) == (F.SECRETARY_GENERAL, at(2026, 4, 10, 9))


@pytest.mark.rule("A08e")
def test_a_list_changed_after_a_signature_is_signed_again(filing, cast, row, submitted):
    item = row("通知.docx", level="public")
    filing = perform(submitted(filing).store_public, by=cast.head)
    assert "sign_again" not in names_offered(filing, cast.archivist)
    with pytest.raises(PermissionDenied):
        perform(filing.sign_again, by=cast.archivist)
    item.document.level = "restricted"
    item.document.save()
    filing = Filing.objects.get(pk=filing.pk)
    with pytest.raises(StepsUnmet, match="signed again"):
        perform(filing.sign_as_secretary_general, by=cast.secretary_general)
    assert "sign_again" in names_offered(filing, cast.archivist)
    with pytest.raises(PermissionDenied):
        perform(filing.sign_again, by=cast.clerk)
    perform(filing.sign_again, by=cast.archivist)
    with pytest.raises(StepsUnmet, match="Head of department"):
        perform(filing.sign_as_secretary_general, by=cast.secretary_general)
    perform(filing.sign_again, by=cast.head)
    filing = perform(filing.sign_as_secretary_general, by=cast.secretary_general)
    assert filing.state == F.VICE_CHAIR


def names_offered(filing, user):
    return [transition.name for transition, _meaning in offered(filing, user)]


@pytest.mark.rule("A08e")
def test_the_list_has_a_column_for_each_level_of_folders(filing, cast, row):
    row("深.docx", path=("一", "二", "三", "四"))
    with pytest.raises(StepsUnmet, match="5 levels deep, the list has 4"):
        perform(filing.submit_list, by=cast.archivist)
    for columns in (0, 9):
        with pytest.raises(BadValue):
            actions.columns_set(filing=filing, columns=columns, by=cast.archivist)
    with pytest.raises(PermissionDenied):
        actions.columns_set(filing=filing, columns=5, by=cast.head)
    filing = actions.columns_set(filing=filing, columns=5, by=cast.archivist)
    filing = perform(filing.submit_list, by=cast.archivist)
    with pytest.raises(WrongState):
        actions.columns_set(filing=filing, columns=6, by=cast.archivist)
