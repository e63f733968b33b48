"""The quiz on the way back: the slope through two links, as a number and as a formula."""

from __future__ import annotations

from lessons.kit.figures import exact, signed
from lessons.kit.formula import Point
from lessons.kit.questions import Draw, Formula, FormulaMistake, Hints, Misconception, Number, question
from lessons.ten_questions.why_go_back.drawn import STREETS, drawn_route
from lessons.ten_questions.why_go_back.route import Route


@question
def two_links(draw: Draw) -> Number:
    """The chain rule's product: from the loss through y and h to w."""
    route = drawn_route(draw)

    def slope() -> float:
        return route.slopes()[0]

    def value(name: str) -> float:
        return route.values()[name]

    return Number(
        prompt=f"A route of two streets: {STREETS}. With x = {exact(route.x)}, w = {exact(route.w)}, "
        f"v = {exact(route.v)} and t = {exact(route.t)}, what is the slope of the loss along w?",
        value=slope,
        again=lambda: route.measured()[0],
        tolerance=0.01,
        gradient=True,
        inspect=route.inspection("w"),
        misconceptions=(
            Misconception(
                "skipped a link",
                lambda: value("dy") * route.x,
                "You went from y straight to w. Between them lies h, and the way through it multiplies by v.",
            ),
            Misconception(
                "stopped at h",
                lambda: value("dh"),
                "That is the slope along h. One link is left: as w grows by 1, h grows by x.",
            ),
            Misconception(
                "added the links",
                lambda: value("dy") + route.v + route.x,
                "You added the links. A nudge is scaled by each in turn, so they *multiply*.",
            ),
            Misconception(
                "blamed the other weight",
                lambda: value("dv"),
                "That is the slope along v, whose factor is h. For w the factors are v and x.",
            ),
            Misconception(
                "forgot the 2",
                lambda: slope() / 2,
                "Half of it: the slope of a square is *twice* what is squared.",
            ),
            Misconception(
                "sign flipped",
                lambda: -slope(),
                "The right size, the wrong way. The miss is y − t, and each factor keeps its sign.",
            ),
        ),
        hints=Hints(
            "Start at the end: how fast does the loss change with y? Then go back, link by link.",
            "Slope along y: twice the miss. Back through y = v·h: times v. Back through h = w·x: times x.",
            lambda: (
                f"From the engine's tape: h = {exact(value('h'))}, y = {exact(value('y'))}; slope along y "
                f"{exact(value('dy'))}, along h {exact(value('dy'))} × {signed(route.v)} = {exact(value('dh'))}, along "
                f"w {exact(value('dh'))} × {signed(route.x)} = {exact(value('dw'))}."
            ),
        ),
        explain=lambda: (
            f"Yes: {exact(value('dy'))} × {signed(route.v)} × {signed(route.x)} = {exact(slope())}, a factor "
            "for each link."
        ),
    )


@question
def slope_formula(draw: Draw) -> Formula:
    """The same product as a formula, along either weight."""
    index = draw.whole(0, 1)
    factor = draw.one_of((1.0, 2.0, 3.0, 0.5))
    name, other = ("w", "v") if index == 0 else ("v", "w")
    scaled = "" if factor == 1 else f"{exact(factor)}·"
    number = f"{2 * factor:g}*" if factor != 0.5 else ""
    example = f"{number}(v*w*x - t)*{other}*x"

    def route(point: Point) -> Route:
        return Route(point["x"], point["w"], point["v"], point["t"])

    def slope(point: Point) -> float:
        return factor * route(point).slopes()[index]

    def miss(point: Point) -> float:
        return point["v"] * point["w"] * point["x"] - point["t"]

    return Formula(
        prompt=f"Two streets, written out: y = v·w·x, and the loss is `{scaled}(y − t)²`. Write the slope of the loss "
        f"along {name}, in v, w, x and t.",
        domain={"v": (0.5, 2.0), "w": (0.5, 2.0), "x": (0.5, 2.0), "t": (-2.0, 2.0)},
        value=slope,
        again=lambda point: factor * route(point).measured()[index],
        example=example,
        inspect=Route(x=2.0, w=1.5, v=-1.0, t=1.0).inspection(name),
        misconceptions=(
            FormulaMistake(
                "skipped a link",
                lambda point: 2 * factor * miss(point) * point["x"],
                f"One factor is missing: on the way to y, {name} is multiplied by {other} as well as by x.",
            ),
            FormulaMistake(
                "forgot the input",
                lambda point: 2 * factor * miss(point) * point[other],
                f"One factor is missing: {name} is multiplied by x on the way there, so the way back has x too.",
            ),
            FormulaMistake(
                "used its own weight",
                lambda point: 2 * factor * miss(point) * point[name] * point["x"],
                f"You multiplied by {name} itself. What counts is what {name} is multiplied *by*: {other} and x.",
            ),
            FormulaMistake(
                "forgot the 2",
                lambda point: factor * miss(point) * point[other] * point["x"],
                "Nearly: the slope of a square is *twice* what is squared.",
            ),
            FormulaMistake(
                "sign flipped",
                lambda point: -2 * factor * miss(point) * point[other] * point["x"],
                "The right size, but uphill and downhill are swapped: the miss is y − t, not t − y.",
            ),
        ),
        hints=Hints(
            "Two questions, and a product: how fast does the loss change with y, and how fast y with that weight?",
            f"With y the loss changes by {exact(2 * factor)} × (y − t). With {name}, y changes by whatever {name} is "
            "multiplied by.",
            lambda: (
                f"At v = w = x = 1 and t = 0 the engine's slope is "
                f"{exact(slope({'v': 1.0, 'w': 1.0, 'x': 1.0, 't': 0.0}))}. In general: `{example}`"
            ),
        ),
        explain=lambda: f"Yes: `{example}`. The way back multiplies by all that the way there did, save {name} itself.",
        gradient=True,
    )
