"""Drawings: structure, no overlap of labels or nodes, escaping."""

import itertools
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from zsa_portal.ui.charts import Bar, bar_chart
from zsa_portal.ui.diagram_layout import lay_out
from zsa_portal.ui.diagram_parts import NODE_HEIGHT, SMALL, text_width
from zsa_portal.ui.svg import Edge, Node, state_diagram

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def chinese():
    with translation.override("zh-hans"):
        yield


def svg_of(html):
    start, end = html.index("<svg"), html.index("</svg>") + 6
    return ET.fromstring(html[start:end])


def machine(states=40, edges=70, groups=9):
    """A machine as large as the longest of ours, with level, forward and back edges of all lengths."""
    nodes = [
        Node(f"s{n}", f"状态{'长' * (n % 5)}{n}", f"阶段 {n * groups // states}")
        for n in range(states)
    ]
    pairs = ((n * 7 + 3) % states for n in itertools.count())
    steps = [Edge(f"s{n}", f"s{n + 1}", f"下一步骤{n}") for n in range(states - 1)]
    steps += [
        Edge(f"s{(n * 11) % states}", f"s{next(pairs)}", f"退回或跳过{n}")
        for n in range(edges - len(steps))
    ]
    return nodes, steps


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def label_boxes(layout):
    for route in layout.routes:
        x, y = route.label_at
        half = text_width(route.edge.label, SMALL) / 2
        yield (x - half, y - SMALL, x + half, y + 2)


def node_boxes(layout):
    for box in layout.boxes.values():
        yield (box.x, box.y, box.x + box.width, box.y + NODE_HEIGHT)


def test_no_two_nodes_or_labels_overlap():
    layout = lay_out(*machine())
    boxes = [*node_boxes(layout), *label_boxes(layout)]

    assert [pair for pair in itertools.combinations(boxes, 2) if overlap(*pair)] == []


def test_no_edge_runs_through_a_node():
    layout = lay_out(*machine())
    crossings = []
    for route, box in itertools.product(layout.routes, layout.boxes.values()):
        inner = (box.x + 1, box.y + 1, box.x + box.width - 1, box.y + NODE_HEIGHT - 1)
        for (x1, y1), (x2, y2) in itertools.pairwise(route.points):
            line = (min(x1, x2) - 0.1, min(y1, y2) - 0.1, max(x1, x2) + 0.1, max(y1, y2) + 0.1)
            if overlap(line, inner):
                crossings.append((route.edge, box.node.key))

    assert crossings == []


def test_no_two_edges_lie_on_each_other():
    lines = [
        (number, *sorted(pair))
        for number, route in enumerate(lay_out(*machine()).routes)
        for pair in itertools.pairwise(route.points)
    ]
    shared = [
        (one, other)
        for one, other in itertools.combinations(lines, 2)
        if one[0] != other[0] and (lie_along(one, other, 0) or lie_along(one, other, 1))
    ]

    assert shared == []


def lie_along(one, other, axis):
    """Whether two lines run on the same x (axis 0) or y (axis 1) for more than a pixel."""
    (_n, a, b), (_m, c, d) = one, other
    if {round(point[axis]) for point in (a, b, c, d)} != {round(a[axis])}:
        return False
    along = 1 - axis
    return min(b[along], d[along]) - max(a[along], c[along]) > 1


def test_everything_lies_inside_the_drawing():
    layout = lay_out(*machine())
    boxes = [*node_boxes(layout), *label_boxes(layout)]

    assert min(min(x1, y1) for x1, y1, _x2, _y2 in boxes) >= 0
    assert max(x2 for _x1, _y1, x2, _y2 in boxes) <= layout.width
    assert max(y2 for _x1, _y1, _x2, y2 in boxes) <= layout.height


def test_groups_stand_from_top_to_bottom_in_their_order():
    layout = lay_out(*machine())
    tops = [band.y for band in layout.bands]

    assert [band.label for band in layout.bands] == [f"阶段 {n}" for n in range(9)]
    assert tops == sorted(tops)


def test_group_flows_in_the_order_of_its_longest_path():
    nodes = [Node("c", "丙", "g"), Node("a", "甲", "g"), Node("b", "乙", "g")]
    layout = lay_out(nodes, [Edge("a", "b"), Edge("c", "a")])

    assert sorted(layout.boxes, key=lambda key: layout.boxes[key].x) == ["c", "a", "b"]


@pytest.mark.parametrize("nodes", [[], [Node("a", "甲")]])
def test_small_machines_are_drawn(nodes):
    assert len(svg_of(state_diagram(nodes, []))) > 0


def test_edge_to_itself_and_to_the_unknown():
    layout = lay_out([Node("a", "甲")], [Edge("a", "a", "保存"), Edge("a", "x"), Edge("x", "a")])

    assert [route.edge.label for route in layout.routes] == ["保存"]


def test_drawing_has_title_description_and_texts():
    svg = svg_of(state_diagram(*machine(), current="s5", title="标准项目的状态"))
    texts = [element.text for element in svg.iter(f"{SVG}text")]

    assert svg.get("role") == "img"
    assert svg.find(f"{SVG}title").text == "标准项目的状态"
    assert svg.find(f"{SVG}desc").text == "共 40 个状态，其间有 70 个步骤。"
    assert {node.label for node in machine()[0]} - set(texts) == set()
    assert {edge.label for edge in machine()[1]} - set(texts) == set()


def test_current_state_and_its_steps_are_marked():
    svg = svg_of(state_diagram([Node("a", "甲"), Node("b", "乙")], [Edge("a", "b", "提交")], "a"))
    current = [g for g in svg.iter(f"{SVG}g") if g.get("class") == "node node-current"]

    assert [g.find(f"{SVG}text").text for g in current] == ["甲"]
    assert [p.get("class") for p in svg.iter(f"{SVG}path") if p.get("marker-end")] == [
        "edge edge-next"
    ]


def test_drawing_carries_no_style_and_no_script():
    html = state_diagram(*machine(), current="s5")

    assert [bad for bad in ("style=", "<style", "<script", "onclick") if bad in html] == []


def test_same_machine_gives_the_same_drawing():
    assert state_diagram(*machine()) == state_diagram(*machine())


def test_labels_of_a_diagram_are_escaped():
    evil = "<script>alert(1)</script>"
    html = state_diagram([Node("a", evil, evil)], [Edge("a", "a", evil)], "a", title=evil)

    assert "<script>" not in html
    assert html.count("&lt;script&gt;") >= 6


def test_table_beside_tells_every_step_and_can_be_left_out():
    nodes, edges = [Node("a", "甲"), Node("b", "乙")], [Edge("a", "b", "提交")]

    assert state_diagram(nodes, edges).count("<td") == 3
    assert state_diagram(nodes, edges, table=False).count("<td") == 0


VOTES = [Bar("赞成", 9, "ok"), Bar("反对", 2, "bad"), Bar("未投票", 4, "warn")]


def bars_of(svg):
    return [
        float(rect.get("width"))
        for rect in svg.iter(f"{SVG}rect")
        if rect.get("class") == "bar-value"
    ]


def test_bars_are_as_long_as_their_counts():
    longest = bars_of(svg_of(bar_chart([Bar("全部", 15)], total=15)))[0]

    assert bars_of(svg_of(bar_chart(VOTES, total=15))) == [
        pytest.approx(longest * count / 15, abs=0.1) for count in (9, 2, 4)
    ]


def test_threshold_stands_at_the_needed_count():
    svg = svg_of(bar_chart([Bar("赞成", 12)], total=15, needed=12))
    line = svg.find(f"{SVG}g[@class='threshold']/{SVG}path").get("d")
    bar = next(rect for rect in svg.iter(f"{SVG}rect") if rect.get("class") == "bar-value")
    end = float(bar.get("x")) + float(bar.get("width"))

    assert float(line[1:].split(" ")[0]) == pytest.approx(end, abs=0.2)
    assert svg.find(f"{SVG}g[@class='threshold']/{SVG}text").text == "需要 12 票"


def test_chart_without_threshold_has_no_line():
    assert svg_of(bar_chart(VOTES, total=15)).find(f"{SVG}g[@class='threshold']") is None


def test_chart_of_nothing_and_of_too_much_stays_in_its_frame():
    assert bars_of(svg_of(bar_chart([Bar("赞成", 0)], total=0, needed=0))) == [0]
    full = bars_of(svg_of(bar_chart([Bar("赞成", 15)], total=15)))
    assert bars_of(svg_of(bar_chart([Bar("赞成", 99)], total=15))) == full


def test_table_beside_the_chart_tells_base_and_need():
    html = bar_chart(VOTES, total=15, needed=12)

    assert [word in html for word in ("计票基数", "通过所需赞成票")] == [True, True]


def test_labels_of_a_chart_are_escaped():
    assert "<b>" not in bar_chart(
        [Bar("<b>", 1)], total=1, needed=1, title="<b>", needed_label="<b>"
    )
