"""The certificate as a picture: a network with a unit for each question, lit where the reply was right.

SVG that needs nothing else: no fonts of its own, no links, no scripts; light, and dark where the reader's page is dark.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from random import Random
from xml.etree import ElementTree

from lessons.kit.titles import question_title
from tutor.study.graduation.records import COURSE, Graduation, again
from tutor.study.graduation.sizes import OF_A_PART, OF_THE_COURSE, WHOLE_COURSE, size_of
from tutor.text.words import date

WIDTH, HEIGHT = 840, 600
LAYERS = {OF_A_PART.questions: (3, 4, 3), OF_THE_COURSE.questions: (3, 5, 4, 3)}
"""The units of each layer, by how many questions there are."""
NET_LEFT, NET_TOP, NET_WIDTH, NET_HEIGHT = 84.0, 352.0, 220.0, 156.0
LIST_LEFT, LIST_TOP, LIST_HEIGHT = 384, 352, 180
NAME_SIZE, NAME_ROOM = 38, 720
STYLE = """
.paper { fill: #fdfbf5 } .frame { fill: none; stroke: #005f87; stroke-width: 2 } .fine { stroke-width: .75 }
.ink { fill: #26323a } .faint { fill: #5f6b73 } .mark { fill: #005f87 } .weight { stroke: #005f87 }
.unit { fill: #fdfbf5; stroke: #005f87; stroke-width: 2 } .lit { fill: #005f87 } .on-lit { fill: #fdfbf5 }
.serif { font-family: Georgia, "DejaVu Serif", serif } .mono { font-family: Menlo, "DejaVu Sans Mono", monospace }
@media (prefers-color-scheme: dark) {
.paper, .unit { fill: #1c1c1c } .frame, .unit, .weight { stroke: #87afff } .ink { fill: #e4e4e4 }
.faint { fill: #a8a8a8 } .mark, .lit { fill: #87afff } .on-lit { fill: #1c1c1c }
}
"""


def as_svg(won: Graduation, name: str = "") -> str:
    """Return a certificate as a whole SVG picture, a document of its own."""
    size = {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "width": str(WIDTH), "height": str(HEIGHT)}
    svg = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", **size})
    ElementTree.SubElement(svg, "title").text = f"Certificate: {name or 'the bearer'} has graduated from “{won.title}”"
    ElementTree.SubElement(
        svg, "desc"
    ).text = f"{_score(won)} on {date(won.when)}. Anyone can draw the same {size_of(won.part).in_words}: {again(won)}"
    ElementTree.SubElement(svg, "style").text = STYLE
    _frame(svg)
    _praise(svg, won, name)
    _network(svg, won)
    _questions(svg, won)
    _foot(svg, won)
    ElementTree.indent(svg)
    return ElementTree.tostring(svg, encoding="unicode") + "\n"


def _frame(svg: ElementTree.Element) -> None:
    _rectangle(svg, 0, "paper")
    _rectangle(svg, 18, "frame")
    _rectangle(svg, 25, "frame fine")


def _rectangle(svg: ElementTree.Element, inset: int, kind: str) -> None:
    box = {"x": inset, "y": inset, "width": WIDTH - 2 * inset, "height": HEIGHT - 2 * inset, "rx": 14 - inset // 3}
    ElementTree.SubElement(svg, "rect", {"class": kind, **{side: str(value) for side, value in box.items()}})


def _praise(svg: ElementTree.Element, won: Graduation, name: str) -> None:
    """Who, what, when, how well: each on a line of its own, as wide as there is room for."""
    bearer = name or "The bearer"
    for y, size, kind, words in (
        (78, 15, "faint", "C E R T I F I C A T E"),
        (118, 30, "mark", COURSE),
        (186, NAME_SIZE, "ink", bearer),
        (226, 17, "faint", "has graduated from" if won.part == WHOLE_COURSE else "has graduated from the part"),
        (262, 24, "ink", f"“{won.title}”"),
        (300, 17, "faint", f"on {date(won.when)}, with {_score(won)}"),
    ):
        _text(svg, (WIDTH / 2, y), words, f"serif {kind}", min(size, _fitting(words)), middle=True)


def _score(won: Graduation) -> str:
    return f"{won.score} of {size_of(won.part).questions} questions right"


def _fitting(words: str) -> int:
    """The size in which words fit on a line: a letter is about half as wide as it is high, a wide one as wide."""
    ems = sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.62 for sign in words)
    return max(8, int(NAME_ROOM / max(ems, 1.0)))


def _network(svg: ElementTree.Element, won: Graduation) -> None:
    """Draw the network, its weights from the seed, so that no two certificates look alike."""
    dice, layers = Random(won.seed), list(_places(LAYERS[len(won.items)]))
    for before, after in pairwise(layers):
        for (x1, y1), (x2, y2) in product(before, after):
            weight = dice.random()
            ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke-width": 0.4 + 3 * weight**2}
            line = {"class": "weight", "opacity": f"{0.25 + 0.5 * weight:.2f}"}
            ElementTree.SubElement(svg, "line", line | {key: f"{value:.1f}" for key, value in ends.items()})
    for number, ((x, y), right) in enumerate(zip((p for layer in layers for p in layer), won.right, strict=True), 1):
        unit = {"class": "unit lit" if right else "unit", "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "15"}
        ElementTree.SubElement(svg, "circle", unit if right else unit | {"stroke-dasharray": "3 3"})
        _text(svg, (x, y + 4.5), str(number), "mono on-lit" if right else "mono faint", 13, middle=True)


def _places(layers: Sequence[int]) -> Iterator[list[tuple[float, float]]]:
    """Where the units stand, a layer at a time."""
    for column, count in enumerate(layers):
        x = NET_LEFT + NET_WIDTH * column / (len(layers) - 1)
        gap = NET_HEIGHT / (max(layers) - 1)
        top = NET_TOP + (NET_HEIGHT - gap * (count - 1)) / 2
        yield [(x, top + gap * row) for row in range(count)]


def _questions(svg: ElementTree.Element, won: Graduation) -> None:
    """Which question each unit stands for, and the seed that draws it."""
    for row, (item, right) in enumerate(zip(won.items, won.right, strict=True)):
        y = LIST_TOP + LIST_HEIGHT // len(won.items) * row
        kind = "mono ink" if right else "mono faint"
        _text(svg, (LIST_LEFT, y), f"{row + 1:>2}", kind, 11, keep=True)
        _text(svg, (LIST_LEFT + 22, y), "✓" if right else "✗", kind, 11)
        _text(svg, (LIST_LEFT + 38, y), f"{question_title(item.question)} ({item.lesson})", kind, 11)
        _text(svg, (WIDTH - 78, y), str(item.seed), kind, 11, end=True)


def _foot(svg: ElementTree.Element, won: Graduation) -> None:
    _text(
        svg,
        (WIDTH / 2, 553),
        f"Anyone can draw the same {size_of(won.part).in_words}: {again(won)}",
        "mono mark",
        12,
        middle=True,
    )
    _text(svg, (WIDTH / 2, 568), f"nntutor {won.version} · {won.id}", "mono faint", 9, middle=True)


def _text(
    svg: ElementTree.Element,
    at: tuple[float, float],
    words: str,
    kind: str,
    size: int,
    *,
    middle: bool = False,
    end: bool = False,
    keep: bool = False,
) -> None:
    """A line of words; its anchor is its beginning, its middle or its end."""
    place = {"class": kind, "x": f"{at[0]:g}", "y": f"{at[1]:g}", "font-size": str(size)}
    anchor = {"text-anchor": "middle" if middle else "end"} if middle or end else {}
    space = {"xml:space": "preserve"} if keep else {}
    ElementTree.SubElement(svg, "text", place | anchor | space).text = words
