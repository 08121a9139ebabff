"""What each role sees of a ballot and may do on its pages."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from tests.procedure import roles
from tests.zsa_portal.ballots.conftest import MORNING, VALID, cast, close, members, secretary
from zsa_portal.ballots.actions import recusal_declare, vote_cast
from zsa_portal.ballots.models import Ballot, Elector, Vote
from zsa_portal.ballots.queries import recusals_of
from zsa_portal.people.models import Deputyship, Party, User
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Recusal

HEARTFELT = "HEARTFELT-OBJECTION"


@pytest.fixture
def as_user(client):
    """A browser signed in as a user, in English."""

    def sign_in(user):
        client.force_login(user)
        client.cookies["django_language"] = "en"
        return client

    return sign_in


def page(client, name, pk, **more):
    return client.get(reverse(f"ballots:{name}", args=[pk]), **more)


def vote(client, ballot, **data):
    return client.post(reverse("ballots:vote", args=[ballot.pk]), data)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def closed(make_ballot):
    """A closed ballot with a reasoned vote against."""
    ballot = make_ballot(4, question="Whether pigs fly")
    cast(ballot, "yyy")
    vote_cast(ballot=ballot, by=members(ballot)[3], choice="disapprove", reason=HEARTFELT)
    people = ballot.matter.people
    result = close(ballot)
    result.matter.people = people
    return result


def test_voting_on_a_phone_goes_on_to_the_next_ballot(as_user, make_ballot):
    first = make_ballot(3, question="First?")
    second = make_ballot(matter=first.matter, kind=VALID, question="Second?", days=9)
    client = as_user(members(first)[0])
    shown = text(page(client, "vote", first.pk))
    assert "First?" in shown
    assert "Item 1 of 2" in shown
    for value in ("approve", "disapprove", "abstain"):
        assert f'value="{value}"' in shown
    answer = vote(client, first, choice="approve", reason="")
    assert (answer.status_code, answer.url) == (302, reverse("ballots:vote", args=[second.pk]))
    following = text(client.get(answer.url))
    receipt = Vote.objects.get().receipt
    assert f"receipt {receipt}." in following
    assert "Second?" in following
    answer = vote(client, second, choice="disapprove", reason="Not yet.")
    assert answer.url == reverse("ballots:mine")


def test_the_duty_leads_straight_to_the_vote(as_user, make_ballot):
    ballot = make_ballot(3)
    client = as_user(members(ballot)[0])
    address = reverse("ballots:vote", args=[ballot.pk])
    for name in ("home:desk", "home:inbox"):
        assert f'href="{address}"' in text(client.get(reverse(name))), name
    assert address in text(client.get(f"{ballot.matter.get_absolute_url()}ballots/"))


def test_against_without_a_reason_keeps_the_input(as_user, make_ballot):
    ballot = make_ballot(3)
    client = as_user(members(ballot)[0])
    answer = vote(client, ballot, choice="disapprove", reason="")
    assert answer.status_code == 422
    assert "Say why you are against." in text(answer)
    assert text(answer).count(" checked") == 1
    answer = vote(client, ballot, reason="My long reason")
    assert answer.status_code == 422
    assert "My long reason" in text(answer)
    assert "Choose in favour, against or abstain." in text(answer)
    answer = vote(client, ballot, choice="approve", reason="x" * 4001)
    assert answer.status_code == 422
    assert Vote.objects.count() == 0


def test_what_a_vote_needs_is_marked_before_it_is_sent(as_user, make_ballot):
    ballot = make_ballot(3)
    shown = text(page(as_user(members(ballot)[0]), "vote", ballot.pk))
    assert "Fields with an asterisk are required." in shown
    mark = ' <span class="required-mark" aria-hidden="true">*</span>'
    said = '<span class="visually-hidden">required</span>'
    assert f"<legend>Your vote{mark}{said}</legend>" in shown
    assert 'data-reason-for="disapprove"' in shown
    assert "Reason (required if you vote against)" in shown


def test_a_double_click_is_one_vote_and_a_change_keeps_history(as_user, make_ballot):
    ballot = make_ballot(3)
    client = as_user(members(ballot)[0])
    for _click in range(2):
        assert vote(client, ballot, choice="approve").status_code == 302
    assert Vote.objects.count() == 1
    assert "Your vote is recorded: In favour." in text(page(client, "vote", ballot.pk))
    vote(client, ballot, choice="abstain")
    assert list(Vote.objects.values_list("choice", flat=True)) == ["approve", "abstain"]


def test_foreign_fields_in_the_post_change_nothing(as_user, make_ballot):
    ballot = make_ballot(3)
    own, other = members(ballot)[:2]
    elector = ballot.electors.get(user=other)
    vote(
        as_user(own),
        ballot,
        choice="approve",
        elector=elector.pk,
        cast_by=other.pk,
        cast_at="2020-01-01",
        id=1,
    )
    cast_ = Vote.objects.get()
    assert (cast_.cast_by, cast_.elector.user, cast_.cast_at) == (own, own, MORNING)


def test_a_vote_after_closing_is_told_so(as_user, make_ballot):
    ballot = make_ballot(3)
    client = as_user(members(ballot)[0])
    with clock.moved_to(ballot.closes_at):
        answer = vote(client, ballot, choice="approve")
        assert answer.status_code == 409
        assert "This ballot ended at 2026-03-09 24:00. Nothing was recorded." in text(answer)
        answer = page(client, "vote", ballot.pk)
        assert (answer.status_code, answer.url) == (302, ballot.get_absolute_url())
        assert "Time is over; the count follows" in text(client.get(answer.url))
    assert Vote.objects.count() == 0


def test_a_recused_and_a_struck_elector_are_told_so(as_user, make_ballot):
    ballot = make_ballot(3)
    recused, _chair, struck = members(ballot)[2], members(ballot)[0], members(ballot)[0]
    recusal_declare(matter=ballot.matter, user=recused, reason="Kin.", by=recused)
    client = as_user(recused)
    assert vote(client, ballot, choice="approve").status_code == 409
    assert page(client, "vote", ballot.pk).status_code == 302
    assert "You are recused in this matter and do not vote." in text(
        page(client, "ballot", ballot.pk)
    )
    elector = ballot.electors.get(user=struck)
    client = as_user(secretary(ballot))
    assert page(client, "strike", elector.pk).status_code == 200
    answer = client.post(reverse("ballots:strike", args=[elector.pk]), {"reason": ""})
    assert answer.status_code == 422
    answer = client.post(reverse("ballots:strike", args=[elector.pk]), {"reason": "Left us."})
    assert (answer.status_code, answer.url) == (302, ballot.get_absolute_url())
    client = as_user(struck)
    assert vote(client, ballot, choice="approve").status_code == 409
    assert "You were struck from the list of this ballot." in text(
        page(client, "ballot", ballot.pk)
    )
    assert Vote.objects.count() == 0


def test_who_cannot_discover_the_ballot_finds_nothing(
    as_user, make_ballot, make_user, make_organisation
):
    ballot = make_ballot(3)
    recusal = recusal_declare(
        matter=ballot.matter, user=members(ballot)[0], reason="Kin.", by=members(ballot)[0]
    )
    outsider = make_user(organisation=make_organisation(), administrator=True)
    client = as_user(outsider)
    for name, pk in (
        ("ballot", ballot.pk),
        ("vote", ballot.pk),
        ("export", ballot.pk),
        ("strike", ballot.electors.first().pk),
        ("recuse", ballot.matter_id),
        ("recusal_lift", recusal.pk),
    ):
        address = reverse(f"ballots:{name}", args=[pk])
        assert client.get(address).status_code == 404, name
        posted = client.post(address, {"choice": "approve", "reason": "Mine."})
        assert posted.status_code in {404, 405}, name
    assert ballot.question not in text(client.get(reverse("ballots:mine")))
    assert Vote.objects.count() == 0


def test_who_may_see_but_not_act_is_refused(as_user, make_ballot):
    ballot = make_ballot(3)
    member = members(ballot)[2]
    recusal = recusal_declare(matter=ballot.matter, user=member, reason="Kin.", by=member)
    applicant = as_user(ballot.matter.people["applicant"])
    elector = ballot.electors.first()
    for name, pk in (
        ("vote", ballot.pk),
        ("export", ballot.pk),
        ("strike", elector.pk),
        ("recuse", ballot.matter_id),
        ("recusal_lift", recusal.pk),
    ):
        address = reverse(f"ballots:{name}", args=[pk])
        assert applicant.get(address).status_code == 403, name
        posted = applicant.post(address, {"choice": "approve", "reason": "Mine."})
        assert posted.status_code in {403, 405}, name
    assert vote(as_user(ballot.matter.people["staff"]), ballot, choice="approve").status_code == 403
    assert Vote.objects.count() == 0
    assert Elector.objects.filter(struck_at__isnull=False).count() == 0
    assert Recusal.objects.filter(lifted_at=None).count() == 1


def test_a_deputy_of_a_member_may_not_vote_on_the_page(as_user, make_ballot, make_user):
    ballot, deputy = make_ballot(3), make_user()
    Deputyship.objects.create(
        principal=members(ballot)[0], deputy=deputy, starts=dt.date(2026, 1, 1)
    )
    client = as_user(deputy)
    assert vote(client, ballot, choice="approve").status_code == 403
    assert Vote.objects.count() == 0


def test_nobody_unsigned_gets_in(client, make_ballot):
    ballot = make_ballot(3)
    addresses = [
        reverse("ballots:mine"),
        *(reverse(f"ballots:{name}", args=[ballot.pk]) for name in ("ballot", "vote", "export")),
        reverse("ballots:strike", args=[ballot.electors.first().pk]),
        reverse("ballots:recuse", args=[ballot.matter_id]),
        reverse("ballots:recusal_lift", args=[1]),
    ]
    for address in addresses:
        for answer in (client.get(address), client.post(address, {"choice": "approve"})):
            assert answer.status_code == 302
            assert answer.url.startswith(reverse("account_login"))


def test_while_it_is_open_nobody_sees_how_others_voted(as_user, make_ballot):
    ballot = make_ballot(4)
    vote_cast(ballot=ballot, by=members(ballot)[0], choice="disapprove", reason=HEARTFELT)
    people = ballot.matter.people
    for user in (members(ballot)[1], people["staff"], people["applicant"], secretary(ballot)):
        client = as_user(user)
        shown = text(page(client, "ballot", ballot.pk))
        assert "1 of 4 voted" in shown
        assert HEARTFELT not in shown
        assert "Against" not in shown
        assert page(client, "export", ballot.pk).status_code == 403
    assert "Strike from the list" in text(page(as_user(secretary(ballot)), "ballot", ballot.pk))
    assert "Strike from the list" not in text(
        page(as_user(members(ballot)[2]), "ballot", ballot.pk)
    )


def test_after_closing_committee_and_secretariat_see_single_votes(as_user, closed):
    for user in (members(closed)[0], secretary(closed), closed.matter.people["staff"]):
        client = as_user(user)
        shown = text(page(client, "ballot", closed.pk))
        assert HEARTFELT in shown
        assert members(closed)[3].name in shown
        exported = page(client, "export", closed.pk)
        assert exported.status_code == 200
        sheet = openpyxl.load_workbook(BytesIO(exported.content)).active
        assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == [
            "In favour",
            "In favour",
            "In favour",
            "Against",
        ]


def test_the_applicant_and_the_council_see_totals_but_no_single_vote(
    as_user, closed, make_committee, make_staff
):
    council = make_committee(1, kind="council")
    closed.matter.involve(roles.COUNCIL, Party.of(council))
    seat = council.seats.get()
    other_staff = make_staff(department="other")
    for user in (closed.matter.people["applicant"], seat.user, other_staff):
        client = as_user(user)
        shown = text(page(client, "ballot", closed.pk))
        assert "Whether pigs fly" in shown
        assert "Not passed" not in shown
        assert HEARTFELT not in shown
        assert members(closed)[3].name not in shown
        assert page(client, "export", closed.pk).status_code == 403
        tab = text(client.get(f"{closed.matter.get_absolute_url()}ballots/"))
        assert "3 in favour, 1 against, 0 abstaining; base 4" in tab
        assert HEARTFELT not in tab


def test_a_member_from_the_applicants_house_sees_no_single_votes(as_user, closed, make_user):
    from zsa_portal.people.models import OrganisationPerson

    member = members(closed)[2]
    OrganisationPerson.objects.create(
        user=member, organisation=closed.matter.applicant, starts=dt.date(2020, 1, 1)
    )
    client = as_user(member)
    assert HEARTFELT not in text(page(client, "ballot", closed.pk))
    assert page(client, "export", closed.pk).status_code == 403
    paper = closed.result_form.get_absolute_url()
    assert client.get(paper).status_code == 404
    assert as_user(members(closed)[0]).get(paper).status_code == 200


def test_the_public_phases_show_others_no_ballots(
    as_user, make_ballot, make_user, make_organisation
):
    from zsa_portal.workflow.perform import perform

    ballot = make_ballot(4, question="Whether pigs fly")
    cast(ballot, "yyyy")
    close(ballot, at=MORNING + dt.timedelta(seconds=1))
    matter, people = ballot.matter, ballot.matter.people
    matter = perform(matter.from_ballot, by=secretary(ballot))
    matter = perform(
        matter.put_on_notice, by=people["staff"], closes_at=MORNING + dt.timedelta(days=15)
    )
    for user in (make_user(), make_user(organisation=make_organisation())):
        client = as_user(user)
        assert client.get(matter.get_absolute_url()).status_code == 200
        assert "Whether pigs fly" not in text(
            client.get(f"{matter.get_absolute_url()}ballots/", follow=True)
        )
        assert page(client, "ballot", ballot.pk).status_code == 404


def test_a_member_declares_the_own_interest_from_the_ballot(as_user, make_ballot):
    ballot = make_ballot(3)
    member, other = members(ballot)[2], members(ballot)[0]
    client = as_user(member)
    address = reverse("ballots:recuse", args=[ballot.matter_id])
    assert address in text(page(client, "vote", ballot.pk))
    assert 'name="user"' not in text(client.get(address))
    answer = client.post(address, {"reason": "My company.", "user": other.pk})
    assert (answer.status_code, answer.url) == (302, reverse("ballots:mine"))
    assert Recusal.objects.get().user == member
    answer = client.post(address, {"reason": "My company."})
    assert answer.status_code == 422
    assert f"{member.name} is recused already." in text(answer)


def test_the_secretary_records_and_lifts_a_recusal(as_user, make_ballot, make_user):
    ballot = make_ballot(3)
    client = as_user(secretary(ballot))
    address = reverse("ballots:recuse", args=[ballot.matter_id])
    outsider, member = make_user(), members(ballot)[2]
    assert outsider.name not in text(client.get(address))
    answer = client.post(address, {"user": outsider.pk, "reason": "Kin."})
    assert answer.status_code == 422
    assert Recusal.objects.count() == 0
    answer = client.post(address, {"user": member.pk, "reason": "Kin."})
    assert answer.url == f"{ballot.matter.get_absolute_url()}ballots/"
    shown = text(client.get(answer.url))
    lift = reverse("ballots:recusal_lift", args=[Recusal.objects.get().pk])
    assert lift in shown
    assert client.get(lift).status_code == 200
    assert client.post(lift, {"reason": "A mistake."}).status_code == 302
    assert Recusal.objects.filter(lifted_at=None).count() == 0


def test_pages_cost_the_same_at_one_and_at_three_rows(
    as_user, make_ballot, django_assert_max_num_queries, settings
):
    """Sessions are read from the database: the cache is shared and may be emptied meanwhile."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    costs: dict[str, set[int]] = {}
    ballot = make_ballot(3)
    for round_ in range(2):
        if round_:
            for _more in range(2):
                cast(ballot, "yyy")
                close(ballot, at=MORNING + dt.timedelta(seconds=1))
                ballot = make_ballot(matter=ballot.matter)
                other = make_ballot(matter=ballot.matter, kind=VALID) if _more else None
            vote_cast(ballot=other, by=members(ballot)[0], choice="approve")
        member = members(ballot)[1]
        shut = Ballot.objects.filter(closed_at__isnull=False).first()
        pages = {
            "mine": reverse("ballots:mine"),
            "vote": reverse("ballots:vote", args=[ballot.pk]),
            "ballot": ballot.get_absolute_url(),
            "tab": f"{ballot.matter.get_absolute_url()}ballots/",
            "recuse": reverse("ballots:recuse", args=[ballot.matter_id]),
            "strike": reverse("ballots:strike", args=[ballot.electors.first().pk]),
        }
        client = as_user(member)
        for name, address in pages.items():
            client.get(address)
            with CaptureQueriesContext(connection) as caught:
                assert client.get(address).status_code == 200, name
            costs.setdefault(name, set()).add(len(caught))
        if shut:
            with django_assert_max_num_queries(15):
                client.get(shut.get_absolute_url())
    assert {name: len(seen) for name, seen in costs.items()} == dict.fromkeys(costs, 1), costs
    assert max(max(seen) for seen in costs.values()) <= 15, costs


def test_electors_stand_by_pinyin_on_screen_and_in_the_sheet_who_leads_first(as_user, make_ballot):
    ballot = make_ballot(5)
    names = ["左主任", "周秘书", "赵六", "李四", "王五"]
    for user, name in zip(members(ballot), names, strict=True):
        User.objects.filter(pk=user.pk).update(name=name)
    expected = ["左主任", "周秘书", "李四", "王五", "赵六"]
    closed = close(ballot)
    client = as_user(ballot.matter.people["staff"])
    shown = page(client, "ballot", closed.pk)
    assert [one.voter_name for one in shown.context["electors"]] == expected
    assert re.findall(
        r'<td data-label="Elector">(\S+)(?: <span[^>]*>(\w+)</span>)?', shown.content.decode()
    ) == [
        ("左主任", "Chair"),
        ("周秘书", "Secretary"),
        *((name, "") for name in expected[2:]),
    ]
    sheet = openpyxl.load_workbook(BytesIO(page(client, "export", closed.pk).content)).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == expected
    assert [row["name"] for row in closed.result_form.data["rows"]] == expected


def test_recusals_stand_by_pinyin(make_ballot):
    ballot = make_ballot(3)
    for user, name in zip(members(ballot), ["赵六", "阿明", "李四"], strict=True):
        User.objects.filter(pk=user.pk).update(name=name)
        recusal_declare(matter=ballot.matter, user=user, by=user, reason="有利益关系")
    assert [row.user.name for row in recusals_of(ballot.matter)] == ["阿明", "李四", "赵六"]
