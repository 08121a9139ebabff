"""Template tags: icons, stage bar, badges, times, links of a list."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import SafeString

from zsa_portal.ui.elements import LogLine, Missing, StageStep
from zsa_portal.ui.templatetags.ui import told_apart

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = dt.datetime(2026, 3, 15, 12, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def drawn(source, **context):
    return Template("{% load ui %}" + source).render(Context(context))


def test_icon_is_decoration_unless_it_has_a_label():
    assert 'aria-hidden="true"' in drawn('{% icon "inbox" %}')
    assert 'role="img" aria-label="Inbox"' in drawn('{% icon "inbox" "Inbox" %}')


def test_unknown_icon_is_drawn_as_a_dot():
    assert "sprite.svg#dot" in drawn("{% icon name %}", name='x"><script>')


STAGES = [
    StageStep("00", "预阶段", "done", dt.date(2026, 3, 2)),
    StageStep("10", "立项", "current"),
    StageStep("20", "起草"),
]


def test_stage_bar_tells_position_and_each_status_in_words():
    html = drawn("{% stage_bar stages %}", stages=STAGES)

    assert "Stage 2 of 3: 立项" in html
    assert html.count('aria-current="step"') == 1
    assert [html.count(f">{word}<") for word in ("done", "now", "to come")] == [1, 1, 1]
    assert '<time datetime="2026-03-02">2026-03-02</time>' in html


def test_failed_stage_counts_as_the_position():
    html = drawn("{% stage_bar stages %}", stages=[*STAGES[:1], StageStep("10", "立项", "failed")])

    assert "Stage 2 of 2" in html
    assert ">failed<" in html


def test_no_stages_draw_nothing():
    assert drawn("{% stage_bar stages %}", stages=[]).strip() == ""


def test_state_badge_escapes_its_label():
    html = drawn('{% state_badge label "warn" "30.20" %}', label="<b>")

    assert html.strip() == (
        '<span class="state-badge tone-warn"><span class="state-code">30.20</span>&lt;b&gt;</span>'
    )


def test_due_badge_has_words_and_the_last_day():
    html = drawn("{% due_badge due now %}", due=dt.datetime(2026, 3, 18, tzinfo=SHANGHAI), now=NOW)

    assert "2 days left" in html
    assert "2026-03-17" in html
    assert 'data-urgency="soon"' in html


@pytest.mark.parametrize("pair", [(None, NOW), (NOW, None)])
def test_due_badge_without_due_or_now_is_empty(pair):
    assert drawn("{% due_badge due now %}", due=pair[0], now=pair[1]).strip() == ""


def test_empty_state_offers_the_action_only_with_both_parts():
    with_both = drawn('{% empty_state "None" "Why" "/new" "New" %}')

    assert '<a class="btn btn-primary" href="/new">New</a>' in with_both
    assert "<a" not in drawn('{% empty_state "None" action_url="/new" %}')


def test_times_are_shown_in_the_current_zone():
    utc = dt.datetime(2026, 3, 1, 16, 30, tzinfo=dt.UTC)

    assert drawn("{{ at|when }}", at=utc) == (
        '<time datetime="2026-03-02T00:30+08:00">2026-03-02 00:30</time>'
    )
    assert drawn("{{ at|when }}", at=None) == "—"


@pytest.mark.parametrize(("value", "shown"), [(None, "—"), ("", "—"), (0, "0"), ("x", "x")])
def test_dash_for_nothing(value, shown):
    assert drawn("{{ value|or_dash }}", value=value) == shown


def page_of(number, total):
    return Paginator(range(total), 1).page(number)


def test_page_links_keep_the_rest_of_the_address():
    request = RequestFactory().get("/list", {"q": "数据", "page": "2"})
    html = drawn("{% page_links page %}", page=page_of(2, 3), request=request)

    assert 'href="?q=%E6%95%B0%E6%8D%AE&amp;page=1"' in html
    assert 'rel="next" href="?q=%E6%95%B0%E6%8D%AE&amp;page=3"' in html
    assert html.count('aria-current="page"') == 1


def test_one_page_has_no_links():
    request = RequestFactory().get("/list")

    assert drawn("{% page_links page %}", page=page_of(1, 1), request=request).strip() == ""


def test_export_link_keeps_filters_and_drops_the_page():
    request = RequestFactory().get("/list", {"q": "x", "page": "2", "sort": "-a"})

    assert drawn("{% export_link %}", request=request) == "?q=x&amp;sort=-a&amp;export=xlsx"


def test_log_names_what_who_when_and_why():
    line = LogLine(NOW, "Issue plan", "Wang", "Noticed", "Planned", ["F15"], "<b>because</b>")
    html = drawn('{% include "partials/log.html" %}', lines=[line])

    parts = ["Issue plan", "Wang", "Noticed", "Planned", "F15", "&lt;b&gt;because"]
    assert [part for part in parts if part not in html] == []


def test_refusals_take_sentences_as_well_as_records():
    missing = ["One vote is missing.", Missing("Objection 2 is open.", "F15", "Resolve it", "/o/2")]
    html = drawn('{% include "partials/refusals.html" %}', missing=missing)

    assert "One vote is missing." in html
    assert '<a href="/o/2">Resolve it</a>' in html
    assert html.count('class="rule-id"') == 1


def test_progress_asks_again_only_while_it_runs():
    part = '{% include "partials/progress.html" %}'
    running = drawn(part, job_id=1, label="PDF", poll_url="/jobs/1", percent=40)
    done = drawn(part, job_id=1, label="PDF", poll_url="/jobs/1", finished=True, result_url="/f")

    assert 'hx-get="/jobs/1"' in running
    assert "hx-get" not in done
    assert 'href="/f"' in done


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("2026-09", True),
        ("2026-10-08 11:24", True),
        ("GS-2026-001", True),
        ("2026", True),
        ("—", False),
        ("TC 服务部 2026-09", False),
        ("<b>2026-09</b>", False),
        ("T/ZSA 1-2024", True),
        (SafeString('<a href="/matters/1/">T/ZSA 1-2024</a>'), True),
        (SafeString('<a href="/matters/1/">自动驾驶 1-2024</a>'), False),
    ],
)
def test_a_date_or_number_of_a_cell_stays_on_one_line(cell, kept):
    shown = Template("{% load ui %}{{ cell|unbroken }}").render(Context({"cell": cell}))
    assert ('<span class="unbroken">' in shown) is kept
    assert "<b>" not in shown


def test_what_tells_things_apart_is_escaped_and_parts_no_number():
    said = told_apart({1: "<b> 修订 T/ZSA 1-2024 · 2026-03-02"}, 1)
    assert said == (
        ' <span class="told-apart">&lt;b&gt; 修订 <span class="unbroken">T/ZSA 1-2024</span> · '
        '<span class="unbroken">2026-03-02</span></span>'
    )
    assert told_apart({1: "修订"}, 2) == ""
