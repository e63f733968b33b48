"""The quiz on the update: which way a weight moves, and where it lands."""

from __future__ import annotations

from lessons.kit.figures import exact, signed
from lessons.kit.questions import Choice, Draw, Hints, Misconception, Number, Option, central_difference, question
from lessons.ten_questions.why_go_back.drawn import STREETS, drawn_route
from lessons.ten_questions.why_go_back.route import Route


@question
def which_way(draw: Draw) -> Choice:
    """The sign of an update, when a minus on the way turns things round."""
    route = drawn_route(draw, level=True)
    if draw.one_of((True, False, False)):
        route = Route(route.x, route.w, route.v, route.v * route.w * route.x)  # the answer is right already
    y = exact(route.values()["y"])
    slip, told = (
        "lost a sign on the way",
        (
            "Is y too low or too high? And as v is "
            f"{'negative, more w means less y' if route.v < 0 else 'positive, more w means more y'}."
        ),
    )
    if route.values()["y"] == route.t:
        slip = "corrected without a miss"
        told = "y is right already, and where there is no miss there is nothing to correct."

    def moved() -> int:
        return _way(-route.slopes()[0])

    def measured() -> int:
        return _way(-central_difference(lambda at: route.loss(float(at), route.v), route.w))

    return Choice(
        prompt=f"Two streets: {STREETS}. With x = {exact(route.x)}, w = {exact(route.w)} and v = {exact(route.v)} the "
        f"network says y = {y}; it should say {exact(route.t)}. Which way does the next update move w?",
        options=(
            Option(
                "up",
                slip,
                f"Not up. {told}",
            ),
            Option(
                "down",
                slip,
                f"Not down. {told}",
            ),
            Option(
                "it stays",
                "expected no correction",
                "There is a miss, and neither v nor x is 0, so some of it comes back to w.",
            ),
        ),
        decide=moved,
        again=measured,
        inspect=route.inspection("w"),
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
            f"Yes. The slope along w is {exact(route.slopes()[0])}, and the update goes against it."
            if route.slopes()[0]
            else "Yes. No miss, no slope, no correction."
        ),
    )


def _way(move: float) -> int:
    """0 up, 1 down, 2 stays; less than a rounding is no move."""
    return 2 if abs(move) < 1e-6 else int(move < 0)


@question
def recalculated(draw: Draw) -> Number:
    """Where w stands after one update of both weights."""
    route, rate = drawn_route(draw), draw.one_of((0.01, 0.02, 0.05))

    def landed() -> float:
        return route.updated(rate).w

    return Number(
        prompt=f"Two streets: {STREETS}. x = {exact(route.x)}, w = {exact(route.w)}, v = {exact(route.v)}, "
        f"t = {exact(route.t)}; the learning rate is {exact(rate)}. Recalculate: what is w after one update?",
        value=landed,
        again=lambda: route.w - rate * route.measured()[0],
        tolerance=0.005,
        inspect=route.inspection("w"),
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
