"""Shares as radar, bars and table; texts with what differs marked."""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as ET

import pytest

from zsa_portal.ui.bars import Spoke, Threshold, bars_drawn, bars_svg, count_bars
from zsa_portal.ui.charts import radar_svg, share_charts
from zsa_portal.ui.differences import difference
from zsa_portal.ui.drawing import length_of

SVG = "{http://www.w3.org/2000/svg}"
SPOKES = [Spoke("创新性", 1.0, "符合：5"), Spoke("先进性", 0.5), Spoke("其他", None)]


def points(svg: str) -> list[tuple[float, float]]:
    area = re.search(r'class="area" points="([^"]+)"', svg)
    assert area
    return [tuple(map(float, pair.split(","))) for pair in area[1].split()]


def test_the_radar_stands_on_equal_axes_the_first_upwards():
    first, second, third = points(radar_svg(SPOKES, title="x"))
    assert first == (280.0, 36.0)
    assert third == (280.0, 166.0)
    assert second[0] > 280


def test_below_three_items_there_is_no_radar():
    assert radar_svg(SPOKES[:2], title="x") == ""
    assert "<polygon" in radar_svg(SPOKES, title="x")


def test_the_table_beside_says_the_same_as_the_drawings():
    shown = share_charts(SPOKES, title="逐项评价")
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th><td class=\"number\">(.*?)</td>", shown)
    assert rows == [("创新性", "100%"), ("先进性", "50%"), ("其他", "—")]
    assert "符合：5" in shown


def test_drawings_are_named_escaped_and_well_formed():
    spokes = [Spoke("<b>", 0.2), Spoke("b", 0.3), Spoke("c", 0.4)]
    for svg in (radar_svg(spokes, title="A & B"), bars_svg(spokes, title="A & B")):
        root = ET.fromstring(svg)
        assert root.attrib["role"] == "img"
        assert root[0].text == "A & B"
        assert "<b>" not in svg


def wide(drawn: str) -> str:
    """The drawing that is no phone's."""
    return drawn.split('<div class="bars-narrow">', maxsplit=1)[0]


def narrow(drawn: str) -> ET.Element:
    """The drawing for a phone."""
    (found,) = re.findall(r'<div class="bars-narrow">(<svg.*</svg>)</div>', drawn, re.DOTALL)
    return ET.fromstring(found)


def bars(drawn: str) -> list[tuple[float, float]]:
    """Where each bar begins, and how long it is."""
    found = re.findall(r'class="bar-value" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', wide(drawn))
    return [(float(x), float(width)) for x, width in found]


def test_numbers_are_drawn_in_proportion_to_the_largest():
    svg = count_bars([("甲", 4), ("乙", 1), ("丙", 0), ("丁", 2.5)], title="x")
    assert bars(svg) == [(76, 354), (76, 88.5), (76, 0), (76, 221.2)]
    assert re.findall(r">([\d.]+)</text>", wide(svg)) == ["4", "1", "0", "2.5"]
    assert bars(count_bars([("甲", 0)], title="x")) == [(76, 0)]
    assert bars(count_bars([], title="x")) == []


def test_a_long_label_widens_the_drawing_instead_of_being_cut_off():
    svg = count_bars([("很长很长很长的一个标签啊啊", 1)], title="x")
    ((left, width),) = bars(svg)
    assert (left > 76, width) == (True, 354)
    assert f'viewBox="0 0 {int(left) + 410} ' in svg


def texts(svg: ET.Element) -> list[tuple[str, float, float]]:
    """Every text of a drawing with where it begins and ends."""
    found = []
    for one in svg.iter(f"{SVG}text"):
        bold = 1.1 if one.get("class") == "bar-count" else 1
        at, long = float(one.attrib["x"]), length_of(one.text or "") * bold
        left = at - long / 2 if one.get("text-anchor") == "middle" else at
        found.append((one.text, left, left + long))
    return found


LONG = "60 标准制定 · 起草工作组征求意见稿公开征求意见阶段 (Drafting group 12): 最长"


def test_a_long_figure_at_the_end_of_a_bar_is_not_cut_off():
    svg = ET.fromstring(bars_svg([Spoke("甲", 1, figure="1047.5 天")], title="x"))
    ((_figure, _left, right),) = [one for one in texts(svg) if one[0] == "1047.5 天"]
    assert right <= float(svg.attrib["viewBox"].split()[2])


@pytest.mark.parametrize("share", [0, 0.02, 0.75, 1])
def test_on_a_phone_bars_and_words_stay_within_the_drawing_at_their_full_size(share):
    spokes = [Spoke("甲", 0.5, figure="1047.5 天"), Spoke(LONG, share), Spoke("", None)]
    line = Threshold(share, "needed: 12")
    svg = narrow(bars_drawn(spokes, title="x", threshold=line))
    width, height = map(float, svg.attrib["viewBox"].split()[2:])
    assert width <= 326
    assert all(left > -0.1 and right < width + 0.1 for _text, left, right in texts(svg))
    for rect in svg.iter(f"{SVG}rect"):
        assert float(rect.attrib["x"]) + float(rect.attrib["width"]) <= width
        assert float(rect.attrib["y"]) + float(rect.attrib["height"]) <= height
    said = "".join(text or "" for text, _left, _right in texts(svg))
    assert LONG.replace(" ", "") in said.replace(" ", "")


def test_on_a_phone_labels_stand_above_their_bars_and_lead_where_those_lead():
    svg = narrow(count_bars([("甲", 4), ("乙", 1)], title="x"))
    rows = list(svg.iter(f"{SVG}g"))
    for group in rows:
        label, base, value, count = group
        assert float(label.attrib["y"]) < float(base.attrib["y"])
        assert float(count.attrib["x"]) > float(value.attrib["x"]) + float(value.attrib["width"])
    assert [float(row[2].attrib["width"]) for row in rows] == [264, 66]
    linked = narrow(bars_drawn([Spoke("Here", 0.5, url="/a/")], title="x"))
    assert [one.attrib["href"] for one in linked.iter(f"{SVG}a")] == ["/a/"]


def test_both_drawings_of_a_page_have_names_of_their_own():
    drawn = bars_drawn([Spoke("甲", 0.5)], title="x")
    names = re.findall(r' id="([^"]+)"', drawn)
    assert len(names) == len(set(names)) == 2


@pytest.mark.parametrize(
    ("old", "new", "went", "came"),
    [
        ("误差不大于0.5%", "误差不大于0.05%", ["0.5%"], ["0.05%"]),
        ("本文件规定了要求。", "本文件规定了技术要求。", [], ["技术"]),
        ("应符合GB/T 1.1的规定", "应符合GB/T 2.1的规定", ["1.1"], ["2.1"]),
        ("𠮷林", "吉林", ["𠮷"], ["吉"]),
        ("", "新增条款", [], ["新增条款"]),
        ("相同", "相同", [], []),
    ],
)
def test_what_differs_is_marked_sign_by_sign_and_numbers_whole(old, new, went, came):
    found = difference(old, new)
    assert re.findall("<del>(.*?)</del>", found.old) == went
    assert re.findall("<ins>(.*?)</ins>", found.new) == came
    assert re.sub("</?del>", "", found.old) == old
    assert re.sub("</?ins>", "", found.new) == new
    assert found.is_none is (old == new)


def test_both_texts_are_escaped():
    found = difference("<script>a", "<script>b")
    assert "<script>" not in found.old + found.new


def test_long_texts_are_compared_in_bounded_time():
    began = time.monotonic()
    difference("甲乙丙丁" * 5000, "丁丙乙甲" * 5000)
    assert time.monotonic() - began < 10


def test_a_bar_with_an_address_is_a_link_and_the_drawing_no_longer_one_picture():
    drawn = bars_svg([Spoke("Here", 0.5, url="/a/?b=1&c=2"), Spoke("There", 1)], title="Bars")
    assert drawn.count("<a ") == 1
    assert '<a href="/a/?b=1&amp;c=2"><g class="bar' in drawn
    assert 'role="group"' in drawn
    assert 'role="img"' in bars_svg([Spoke("There", 1)], title="Bars")
