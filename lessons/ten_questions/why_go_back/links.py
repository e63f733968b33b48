"""The quiz on the way back: slopes through two links, the formula behind them, and which way a weight moves."""

from __future__ import annotations

from lessons.kit.figures import exact, signed
from lessons.kit.formula import Point
from lessons.kit.questions import (
    Choice,
    Draw,
    Formula,
    FormulaMistake,
    Hints,
    Misconception,
    Number,
    Option,
    central_difference,
    question,
)
from lessons.ten_questions.why_go_back.route import Route

_ROUTE = "`h = w·x`, then `y = v·h`; the loss is `(y − t)²`"


def _drawn(draw: Draw, *, level: bool = False) -> Route:
    """A route for paper: whole numbers, none of them hiding a factor; `level` lets the answer be right already."""
    while True:
        w, v = (draw.one_of((-3.0, -2.0, 2.0, 3.0)) for _ in range(2))
        x, miss = draw.one_of((2.0, 3.0, 4.0, 5.0)), draw.one_of((-2.0, -1.0, 1.0, 2.0))
        if len({abs(w), abs(v), x}) == 3 or level:
            return Route(x, w, v, v * w * x - miss)


@question
def two_links(draw: Draw) -> Number:
    """The chain rule's product: from the loss through y and h to w."""
    route = _drawn(draw)

    def slope() -> float:
        return route.slopes()[0]

    def value(name: str) -> float:
        return route.values()[name]

    return Number(
        prompt=f"A route of two streets: {_ROUTE}. With x = {exact(route.x)}, w = {exact(route.w)}, "
        f"v = {exact(route.v)} and t = {exact(route.t)}, what is the slope of the loss along w?",
        value=slope,
        again=lambda: route.measured()[0],
        tolerance=0.01,
        gradient=True,
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
        misconceptions=(
            FormulaMistake(
                "skipped a link",
                lambda point: 2 * factor * miss(point) * point["x"],
                f"One link is missing: on the way from y to {name} a nudge also meets {other}: a factor.",
            ),
            FormulaMistake(
                "forgot the input",
                lambda point: 2 * factor * miss(point) * point[other],
                f"The last factor is missing: {name} is multiplied by x on the way there, so the way back has x too.",
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
                lambda point: -slope(point),
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


@question
def which_way(draw: Draw) -> Choice:
    """The sign of an update, when a minus on the way turns things round."""
    route = _drawn(draw, level=True)
    if draw.one_of((True, False, False)):
        route = Route(route.x, route.w, route.v, route.v * route.w * route.x)  # the answer is right already
    y = exact(route.values()["y"])

    def moved() -> int:
        return _way(-route.slopes()[0])

    def measured() -> int:
        return _way(-central_difference(lambda at: route.loss(float(at), route.v), route.w))

    return Choice(
        prompt=f"Two streets: {_ROUTE}. With x = {exact(route.x)}, w = {exact(route.w)} and v = {exact(route.v)} the "
        f"network says y = {y}; it should say {exact(route.t)}. Which way does the next update move w?",
        options=(
            Option(
                "up",
                "lost a sign on the way",
                "Not up. Is y too low or too high? And a negative v turns the way round once more. (If the answer is "
                "right already, nothing moves.)",
            ),
            Option(
                "down",
                "lost a sign on the way",
                "Not down. Is y too low or too high? And a negative v turns the way round once more. (If the answer is "
                "right already, nothing moves.)",
            ),
            Option(
                "it stays",
                "expected no correction",
                "There is a miss, and neither v nor x is 0, so some of it comes back to w.",
            ),
        ),
        decide=moved,
        again=measured,
        hints=Hints(
            "Should y go up or down? And what would more w do to y?",
            "More w gives more h, as x is positive. Whether more h gives more y is for the sign of v to say. An update "
            "moves w *against* the slope.",
            lambda: (
                f"The engine's slopes: {exact(route.values()['dy'])} along y, {exact(route.values()['dh'])} along h, "
                f"{exact(route.values()['dw'])} along w. The update takes the opposite sign."
            ),
        ),
        explain=lambda: (
            f"Yes. The slope along w is {exact(route.slopes()[0])}, and the update goes against it"
            f"{'' if route.slopes()[0] else ': no miss, no correction'}."
        ),
    )


def _way(move: float) -> int:
    """0 up, 1 down, 2 stays; less than a rounding is no move."""
    return 2 if abs(move) < 1e-6 else int(move < 0)


@question
def recalculated(draw: Draw) -> Number:
    """Where w stands after one update of both weights."""
    route, rate = _drawn(draw), draw.one_of((0.01, 0.02, 0.05))

    def landed() -> float:
        return route.updated(rate).w

    return Number(
        prompt=f"Two streets: {_ROUTE}. x = {exact(route.x)}, w = {exact(route.w)}, v = {exact(route.v)}, "
        f"t = {exact(route.t)}; the learning rate is {exact(rate)}. Recalculate: what is w after one update?",
        value=landed,
        again=lambda: route.w - rate * route.measured()[0],
        tolerance=0.005,
        misconceptions=(
            Misconception(
                "moved uphill",
                lambda: 2 * route.w - landed(),
                "You added the step. The slope points to *more* loss, so the update takes it away.",
            ),
            Misconception(
                "forgot the way back",
                lambda: route.w - rate * route.values()["dy"],
                "You corrected w by the slope along y, as if w stood right beside the answer. Two links lie between: "
                "times v, times x.",
            ),
            Misconception(
                "gave the step, not the weight",
                lambda: landed() - route.w,
                f"That is the step. The new w is the old one, {exact(route.w)}, plus that step.",
            ),
            Misconception(
                "forgot the 2",
                lambda: (route.w + landed()) / 2,
                "Half the step: the slope of the squared miss is *twice* the miss.",
            ),
        ),
        hints=Hints(
            "First the slope along w, all the way back. Then one step.",
            "Slope along w = twice the miss × v × x. New w = old w − learning rate × slope.",
            lambda: (
                f"On the engine's tape the miss is {exact(route.values()['y'] - route.t)} and the slope along w "
                f"{exact(route.values()['dw'])}. {exact(route.w)} − {exact(rate)} × {signed(route.values()['dw'])} = "
                f"{exact(landed())}."
            ),
        ),
        explain=lambda: f"Yes: {exact(route.w)} − {exact(rate)} × {signed(route.slopes()[0])} = {exact(landed())}.",
    )
