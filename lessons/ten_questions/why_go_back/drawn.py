"""The quiz's routes of two streets, with numbers for paper and head."""

from __future__ import annotations

from lessons.kit.questions import Draw
from lessons.ten_questions.why_go_back.route import Route

STREETS = "`h = w·x`, then `y = v·h`; the loss is `(y − t)²`"
"""How a prompt tells the route."""


def drawn_route(draw: Draw, *, level: bool = False) -> Route:
    """A route for paper: whole numbers, none of them hiding a factor; `level` lets the answer be right already."""
    while True:
        w, v = (draw.one_of((-3.0, -2.0, 2.0, 3.0)) for _ in range(2))
        x, miss = draw.one_of((2.0, 3.0, 4.0, 5.0)), draw.one_of((-2.0, -1.0, 1.0, 2.0))
        if len({abs(w), abs(v), x}) == 3 or level:
            return Route(x, w, v, v * w * x - miss)
