"""What becomes public is decided by the secretariat; nothing is lost by it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.procedure import roles
from tests.zsa_portal.notices.making import COMMENTS, OBJECTIONS, put_on_notice, say
from zsa_portal.notices import queries
from zsa_portal.notices.actions import opinion_moderate, opinions_moderate
from zsa_portal.notices.models import Opinion
from zsa_portal.notices.rules import Sight, sight
from zsa_portal.people.models import Department, Party
from zsa_portal.regulations import clock
from zsa_portal.workflow.models import Duty, LogEntry
from zsa_portal.workflow.queries import log_lines
from zsa_portal.workflow.refusals import BadValue

pytestmark = pytest.mark.django_db
QUEUE = "/notices/moderation/"


def moderate(opinion, by, moderation="published", reason=""):
    return opinion_moderate(opinion=opinion, by=by, moderation=moderation, reason=reason)


def test_staff_makes_an_opinion_public(noticed):
    opinion = moderate(say(noticed), noticed.people["staff"])
    assert (opinion.moderation, opinion.moderated_by) == ("published", noticed.people["staff"])
    assert list(queries.published_opinions(noticed.matter)) == [opinion]


def test_hiding_needs_a_reason(noticed):
    opinion = say(noticed)
    with pytest.raises(BadValue) as refused:
        moderate(opinion, noticed.people["staff"], "hidden", "  ")
    assert refused.value.field == "reason"
    opinion.refresh_from_db()
    assert opinion.moderation == "pending"


def test_a_hidden_opinion_still_counts_and_stays_to_be_answered_and_resolved(noticed):
    opinion = moderate(say(noticed), noticed.people["staff"], "hidden", "Insults a person.")
    matter = noticed.matter
    assert list(queries.unanswered(matter, OBJECTIONS.code)) == [opinion]
    assert list(queries.unresolved(matter, OBJECTIONS.code)) == [opinion]
    counts = queries.counts(matter, OBJECTIONS.code)
    assert (counts.total, counts.unanswered, counts.hidden) == (1, 1, 1)


def test_the_duty_ends_with_the_last_one_looked_at(noticed):
    first, second = say(noticed), say(noticed)
    duties = Duty.objects.filter(matter=noticed.matter_id, key="moderate_opinions", done_at=None)
    moderate(first, noticed.people["staff"])
    assert duties.count() == 1
    moderate(second, noticed.people["staff"], "hidden", "Spam.")
    assert duties.count() == 0


def test_the_log_says_which_opinions_by_number_alone(noticed, make_staff):
    staff, found = noticed.people["staff"], [say(noticed) for _each in range(7)]
    moderate(found[0], staff, "hidden", "Spam.")
    opinions_moderate(opinions=found[1:], by=staff, moderation="published")
    Opinion.objects.filter(pk=found[1].pk).update(withdrawn_at=clock.now())
    lines = log_lines(noticed.matter, make_staff())
    said = [line.about for line in lines if line.about]
    assert "opinion 1" in said
    assert "; ".join(f"opinion {n}" for n in range(2, 7)) + " and 1 more" in said
    assert {line.group for line in lines if line.about} == {"other"}
    assert not any(line.about for line in log_lines(noticed.matter, noticed.people["member"]))


def test_the_log_names_no_commenter_and_who_decided(noticed, make_staff):
    author = noticed.people["member"]
    opinion = say(noticed, by=author)
    moderate(opinion, noticed.people["staff"])
    assert LogEntry.objects.get(matter=noticed.matter_id, step="opinion_receive").by == author
    for reader in (make_staff(), noticed.people["staff"]):
        said = {line.what: line.who for line in log_lines(noticed.matter, reader)}
        assert said["Opinion received"] == "a commenter"
        assert said["Opinions made public"] == str(noticed.people["staff"])


def test_the_decision_is_logged_with_its_reason(noticed):
    moderate(say(noticed), noticed.people["staff"], "hidden", "Spam.")
    entry = LogEntry.objects.get(matter=noticed.matter_id, step="opinion_hide")
    assert (entry.by, entry.reason) == (noticed.people["staff"], "Spam.")


@pytest.mark.parametrize("who", ["applicant", "secretary", "member", "drafter", "outsider"])
def test_nobody_else_moderates(noticed, browse, who):
    opinion = say(noticed)
    with pytest.raises(PermissionDenied):
        moderate(opinion, noticed.people[who])
    client = browse(noticed.people[who])
    assert client.get(QUEUE).status_code == 403
    assert client.post(QUEUE, {"opinions": [opinion.pk]}).status_code == 403
    answer = client.post(reverse("notices:moderate", args=[opinion.pk]), {"publish": "1"})
    assert answer.status_code == 403
    opinion.refresh_from_db()
    assert opinion.moderation == "pending"


def test_staff_who_act_for_the_applicant_do_not_moderate_the_opinions_on_its_matter(
    noticed, make_staff, browse
):
    opinion = say(noticed, "CANARY-ROW")
    interested = make_staff(organisation=noticed.matter.applicant)
    with pytest.raises(PermissionDenied):
        moderate(opinion, interested)
    assert list(queries.to_moderate(interested)) == []
    assert list(queries.to_moderate(noticed.people["staff"])) == [opinion]
    assert b"CANARY-ROW" not in browse(interested).get(QUEUE).content
    assert sight(noticed.matter, interested, OBJECTIONS) == Sight.PARTY
    assert moderate(opinion, noticed.people["staff"]).moderation == "published"


def test_staff_who_act_for_another_organisation_moderate(noticed, make_staff, make_organisation):
    elsewhere = make_staff(organisation=make_organisation())
    assert moderate(say(noticed), elsewhere).moderation == "published"


def test_staff_of_another_department_neither_sees_the_queue_s_rows_nor_decides(
    noticed, make_staff, browse
):
    say(noticed, "CANARY-ROW")
    other = make_staff(department="archive")
    client = browse(other)
    assert b"CANARY-ROW" not in client.get(QUEUE).content
    opinion = Opinion.objects.get()
    assert client.post(QUEUE, {"opinions": [opinion.pk]}).status_code == 403
    opinion.refresh_from_db()
    assert opinion.moderation == "pending"


def test_the_secretariat_moderates_where_another_department_owns_the_matter(
    make_noticed, make_staff, browse
):
    matter = make_noticed()
    owner = Department.objects.create(code="owner", name="Owner")
    matter.owner = owner
    matter.save(update_fields=["owner"])
    item = put_on_notice(matter).items.select_related("notice", "matter").get()
    opinion = say(item)
    helper = make_staff(department="owner")
    assert list(queries.to_moderate(matter.people["staff"])) == [opinion]
    assert list(queries.to_moderate(helper)) == [opinion]
    matter.dismiss(roles.SECRETARIAT, Party.of(Department.objects.get(code="secretariat")))
    assert list(queries.to_moderate(matter.people["staff"])) == []


def test_several_are_made_public_at_once(noticed, browse):
    opinions = [say(noticed), say(noticed), say(noticed)]
    client = browse(noticed.people["staff"])
    answer = client.post(QUEUE, {"opinions": [one.pk for one in opinions[:2]]}, follow=True)
    assert b"2 opinions are public now." in answer.content
    states = list(Opinion.objects.order_by("pk").values_list("moderation", flat=True))
    assert states == ["published", "published", "pending"]


def test_one_foreign_opinion_among_fifty_refuses_the_whole_batch(
    noticed, make_noticed, make_staff, browse
):
    matter = make_noticed()
    matter.dismiss(roles.SECRETARIAT, matter.party(roles.SECRETARIAT))
    matter.owner = Department.objects.create(code="other", name="Other")
    matter.save(update_fields=["owner"])
    foreign_item = _noticed_by(matter, make_staff(department="other"))
    opinions = [say(noticed, f"Opinion {number}.") for number in range(49)] + [say(foreign_item)]
    client = browse(noticed.people["staff"])
    answer = client.post(QUEUE, {"opinions": [one.pk for one in opinions]})
    assert answer.status_code == 403
    assert Opinion.objects.filter(moderation="pending").count() == 50
    with pytest.raises(PermissionDenied):
        opinions_moderate(opinions=opinions, by=noticed.people["staff"], moderation="published")
    assert Opinion.objects.filter(moderation="pending").count() == 50


def _noticed_by(matter, by):
    from django.db import transaction

    from zsa_portal.notices.actions import notice_publish

    matter.involve(roles.SECRETARIAT, Party.of(matter.owner))
    with transaction.atomic():
        notice = notice_publish(kind=COMMENTS, matters=[matter], title="T", body="", by=by)
        from zsa_portal.workflow.perform import perform

        perform(matter.put_on_notice, by=by, closes_at=notice.closes_at)
    return notice.items.select_related("notice", "matter").get()


def test_all_that_are_shown_are_made_public_at_once(noticed, browse):
    opinions = [say(noticed), say(noticed), say(noticed)]
    shown = {"shown": [one.pk for one in opinions[:2]], "all": "1"}
    client = browse(noticed.people["staff"])
    asked = client.post(QUEUE, shown).content.decode()
    assert "Make 2 opinions public?" in asked
    assert {one.moderation for one in Opinion.objects.all()} == {"pending"}
    client.post(QUEUE, shown | {"sure": "1"})
    states = list(Opinion.objects.order_by("pk").values_list("moderation", flat=True))
    assert states == ["published", "published", "pending"]


@pytest.mark.parametrize("chosen", [[], ["999999"], ["x"], ["-1"], ["9" * 30]])
def test_choosing_nothing_or_nonsense_is_told(noticed, browse, chosen):
    say(noticed)
    answer = browse(noticed.people["staff"]).post(QUEUE, {"opinions": chosen}, follow=True)
    assert b"Choose at least one opinion." in answer.content
    assert Opinion.objects.get().moderation == "pending"


def test_hiding_by_the_form_keeps_the_reason_for_the_author(noticed, browse):
    opinion = say(noticed)
    client = browse(noticed.people["staff"])
    address = reverse("notices:moderate", args=[opinion.pk])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Names a third person."}).status_code == 302
    receipt = browse().get(opinion.get_absolute_url())
    assert b"Names a third person." in receipt.content


def test_a_hidden_opinion_can_be_made_public_later_and_drops_its_reason(noticed):
    staff = noticed.people["staff"]
    opinion = moderate(say(noticed), staff, "hidden", "Wait.")
    opinion = moderate(opinion, staff)
    assert (opinion.moderation, opinion.moderation_reason) == ("published", "")


def test_several_hidden_ones_are_made_public_again_at_once(noticed, browse):
    staff = noticed.people["staff"]
    hidden = [moderate(say(noticed), staff, "hidden", "Wait.") for _opinion in range(3)]
    client, address = browse(staff), f"{QUEUE}?state=hidden"
    page = client.get(address).content
    assert page.count(b'name="opinions"') == 3
    assert b'name="all"' not in page
    answer = client.post(address, {"opinions": [one.pk for one in hidden[:2]]})
    assert (answer.status_code, answer.url) == (302, address)
    rows = Opinion.objects.order_by("pk").values_list("moderation", "moderation_reason")
    assert list(rows) == [("published", ""), ("published", ""), ("hidden", "Wait.")]
    assert b'name="opinions"' not in client.get(f"{QUEUE}?state=published").content


@pytest.mark.parametrize("state", ["pending", "published", "hidden", "nonsense"])
def test_the_queue_shows_each_state(noticed, browse, state):
    assert browse(noticed.people["staff"]).get(QUEUE, {"state": state}).status_code == 200


def test_only_the_two_decisions_are_possible(noticed):
    with pytest.raises(BadValue):
        moderate(say(noticed), noticed.people["staff"], "pending")
