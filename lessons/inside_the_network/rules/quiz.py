"""Five questions: sorting by a rule, a border that slides, a dispute, a rewriting, and who is well again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from engine.arrays import Labels
from lessons.inside_the_network.rules.model import (
    GOOD,
    OLD_RULE,
    UNSEEN,
    WHO,
    Mails,
    by_network,
    by_rule,
    mails,
    right,
    trained,
    who,
)
from lessons.inside_the_network.rules.one_by_one import called_by_hand, counted, stopped
from lessons.inside_the_network.rules.pictures import mail_map
from lessons.kit.computation import Computation
from lessons.kit.demo import Frame
from lessons.kit.figures import exact
from lessons.kit.questions import Choice, Draw, Number, Option, Outcome, Predict, Which, question
from lessons.kit.slopes import Array

NEW_RULE = (0.0, 5.0)


@question
def right_by_the_rule(draw: Draw) -> Number:
    """Count the mails that a rule sorts right; one of them lies on the threshold."""
    links, capitals = draw.whole(3, 6), draw.whole(3, 6)
    given = _telling(draw, links, capitals)
    sort = partial(counted, given, links, capitals)

    def called() -> int:
        return int(np.count_nonzero(by_rule(given.measures, links, capitals)))

    def correct() -> int:
        return right(by_rule(given.measures, links, capitals), given)

    return Number(
        value=lambda: float(correct()),
        again=lambda: float(sort()),
        tolerance=0.25,
        mistakes={
            "took AND for OR": lambda: right(by_rule(given.measures, links, capitals, "or"), given),
            "took ≥ for >": lambda: sort(strict=True),
            "counted the mails called spam": called,
            "counted the wrong ones": lambda: len(given.spam) - correct(),
        },
        figures={
            "links": links,
            "capitals": capitals,
            "letters": _kind(given, 0),
            "spam": _kind(given, 1),
            "count": len(given.spam),
            "called": called,
            "stopped": lambda: _listed(Mails(*_chosen(given, by_rule(given.measures, links, capitals)))),
        },
    )


def _telling(draw: Draw, links: int, capitals: int) -> Mails:
    """Return eight mails, one of them on the threshold, under which the known mistakes lead to other counts."""
    counts: set[int] = set()
    while len(counts) < 5:
        spam = np.array(draw.shuffled((0, 0, 0, 0, 1, 1, 1, 1)))
        measures = np.array([[draw.whole(kind, 8 + kind) for _ in range(2)] for kind in spam], dtype=float)
        measures[-1] = links, draw.whole(capitals, 9)
        given = Mails(measures, spam)
        called, either = by_rule(measures, links, capitals), by_rule(measures, links, capitals, "or")
        counts = {right(called, given), 8 - right(called, given), int(called.sum()), right(either, given)}
        counts.add(counted(given, links, capitals, strict=True))
    return given


def _chosen(given: Mails, which: Array) -> tuple[Array, Labels]:
    return given.measures[which], given.spam[which]


def _kind(given: Mails, spam: int) -> list[str]:
    """Return the letters or the spam as links/capitals."""
    return [f"{exact(float(a))}/{exact(float(b))}" for a, b in given.measures[given.spam == spam]]


def _listed(given: Mails) -> list[str]:
    return [
        f"{exact(float(a))}/{exact(float(b))} {'spam' if spam else 'letter'}"
        for (a, b), spam in zip(given.measures, given.spam, strict=True)
    ]


@question
def from_how_many_links(draw: Draw) -> Number:
    """The border of the simplest network slides with the capitals."""
    w1, w2 = draw.one_of(((2.0, 3.0), (4.0, 3.0), (5.0, 2.0), (5.0, 3.0), (4.0, 5.0), (2.0, 5.0)))
    capitals, links = draw.whole(1, 6), draw.number(0.5, 6, step=0.5)
    b = -(w1 * links + w2 * capitals)
    at = Computation(lambda x, c: (w1 * x + w2 * c + b).named("z"), {"links": 0.0}, {"capitals": float(capitals)})
    return Number(
        value=lambda: -at.value() / at.slope("links"),
        again=lambda: (-b - w2 * capitals) / w1,
        tolerance=0.05,
        mistakes={
            "left the capitals out": lambda: -b / w1,
            "lost the sign of the bias": lambda: (b - w2 * capitals) / w1,
            "added the capitals": lambda: (-b + w2 * capitals) / w1,
            "divided by the wrong weight": lambda: (-b - w2 * capitals) / w2,
            "did not divide": lambda: -b - w2 * capitals,
        },
        figures={
            "w1": w1,
            "w2": w2,
            "b": b,
            "below": -b,
            "capitals": capitals,
            "by capitals": w2 * capitals,
            "rest": -b - w2 * capitals,
        },
        inspect=at.inspect("links", title="The sum for a mail without links"),
    )


@question
def which_they_dispute(draw: Draw) -> Which:
    """Which of four mails a rule and the simplest network sort differently."""
    a, b = draw.whole(3, 5), draw.whole(3, 5)
    limit = a + b + 1
    disputed = draw.one_of(((a - 2, b + 5), (a + 5, b - 2), (a, b)))
    places = {
        "": disputed,
        "took AND for OR": draw.one_of(((a - 3, b + 2), (a + 2, b - 3))),
        "doubted a clear spam": (a + 2, b + 1),
        "doubted a clear letter": (a - 2, b - 2),
    }
    shown = draw.shuffled(tuple(places))

    def network(links: int, capitals: int) -> bool:
        here = Computation(lambda x, y: x + y - float(limit), {"x": float(links), "y": float(capitals)})
        return here.value() > 0

    def dispute(links: int, capitals: int) -> float:
        rule = bool(by_rule(np.array([[links, capitals]], dtype=float), a, b)[0])
        return float(rule != network(links, capitals))

    return Which(
        options=tuple(Option(f"links {places[name][0]}, capitals {places[name][1]}", name) for name in shown),
        amounts=lambda: [dispute(*places[name]) for name in shown],
        amounts_again=lambda: [float(stopped(*places[name], a, b) != (sum(places[name]) > limit)) for name in shown],
        figures={
            "links": a,
            "capitals": b,
            "limit": limit,
            "the mail": f"{disputed[0]} links and {disputed[1]} capitals",
            "sum": sum(disputed),
            "called": stopped(*disputed, a, b),
        },
    )


@question
def which_rewriting(draw: Draw) -> Choice:
    """Which rewritten rule sorts the new mails best."""
    turned = draw.one_of((False, True))
    spam = [(draw.whole(0, 2), draw.whole(6, 9)) for _ in range(4)]
    letters = [(draw.whole(1, 5), draw.whole(0, 4)) for _ in range(4)]
    rows = np.array([*spam, *letters], dtype=float)
    order = list(draw.shuffled(tuple(range(8))))
    given = Mails((rows[:, ::-1] if turned else rows)[order], np.array([1, 1, 1, 1, 0, 0, 0, 0])[order])
    rules = {
        "": (0, 5),
        "raised what still holds": (4, 8),
        "raised what no longer holds": (7, 4),
        "dropped both conditions": (0, 0),
    }
    shown = draw.shuffled(tuple(rules))
    written = {name: rule[::-1] if turned else rule for name, rule in rules.items()}

    def best(count: Callable[[int, int], int]) -> int:
        return int(np.argmax([count(*written[name]) for name in shown]))

    return Choice(
        options=tuple(
            Option(f"IF links ≥ {written[name][0]} AND capitals ≥ {written[name][1]}", name) for name in shown
        ),
        decide=lambda: best(lambda a, b: right(by_rule(given.measures, a, b), given)),
        again=lambda: best(partial(counted, given)),
        figures={
            "letters": _kind(given, 0),
            "spam": _kind(given, 1),
            "few": "capitals" if turned else "links",
            "many": "links" if turned else "capitals",
            "right": lambda: right(by_rule(given.measures, *written[""]), given),
        },
    )


@question
def who_sorts_well(draw: Draw) -> Predict:
    """Who sorts well after the change, by what was done."""
    shown, rewritten, seed = draw.one_of((0, 0, 20, 40)), draw.one_of((False, True)), draw.whole(0, 4)
    rule = NEW_RULE if rewritten else OLD_RULE
    week = mails(UNSEEN, seed, 1, moved=1.0)

    def sorted_by_both() -> Outcome:
        net = trained(seed, shown)
        counts = right(by_rule(week.measures, *rule), week), right(by_network(net, week.measures), week)
        caption = f"The rule sorts {counts[0]} of {UNSEEN} right, the network {counts[1]}."
        picture = mail_map("Ground: network, line: rule", partial(by_network, net), week, rule)
        readings = {"rule": counts[0], "network": counts[1]}
        return Outcome(who(*counts), Frame(UNSEEN, (picture,), caption, readings, finished=True))

    def by_hand() -> int:
        called = called_by_hand(trained(seed, shown), week)
        return who(counted(week, *rule), int(np.count_nonzero(called == week.spam)))

    slips = ("expected both", "expected the rule alone", "expected the network alone", "expected neither")
    return Predict(
        experiment=sorted_by_both,
        again=by_hand,
        options=tuple(Option(text, slip) for text, slip in zip(WHO, slips, strict=True)),
        figures={
            "shown": shown,
            "rewritten": rewritten,
            "good": GOOD,
            "of": UNSEEN,
            "by the rule": lambda: right(by_rule(week.measures, *rule), week),
            "by the network": lambda: right(by_network(trained(seed, shown), week.measures), week),
        },
    )
