"""The demo of the changed world: spam moves, rule and network stay as they are, then one of them may be mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from engine import Network
from engine.arrays import Labels
from lessons.inside_the_network.rules.model import (
    OLD_RULE,
    UNSEEN,
    WHO,
    Mails,
    by_network,
    by_rule,
    learning,
    mails,
    right,
    trained,
    who,
)
from lessons.inside_the_network.rules.pictures import mail_map
from lessons.kit.charts import Lines, Mark, Series
from lessons.kit.demo import Frame, Frames, Prediction, Reading, Trouble, demo
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Knob

CALM, MOVING, MENDING = 5, 12, 20
"""Frames before the change, while spam moves, and while what is to be mended is mended."""
WEEKS = CALM + MOVING + MENDING
EVERY, ON_THE_MAP = 10, 80
"""Updates a frame, while the network learns again; mails of a week that the map has room for."""


@dataclass(eq=False)
class Office:
    """The mail office: both sorters and how they have done so far.

    Attributes:
        net: the network.
        seed: of the mails.
        rule: links and capitals from which a mail is called spam.
        mended: whether anybody mends either of them after the change.
        scores: mails sorted right by rule and network, each week.
    """

    net: Network
    seed: int
    rule: tuple[float, float] = OLD_RULE
    mended: bool = False
    scores: list[tuple[int, int]] = field(default_factory=list)

    def sort(self, moved: float) -> Mails:
        """Let both sort a week's mails, and keep how they did."""
        week = mails(UNSEEN, self.seed, 1, moved)
        called = by_rule(week.measures, *self.rule), by_network(self.net, week.measures)
        self.scores.append((right(called[0], week), right(called[1], week)))
        return week


@demo(
    prediction=Prediction("In the end, who sorts at least 170 of 200 mails right?", WHO),
    shown=Knob(0, 80, start=0, steps=8, whole=True, label="new examples"),
    links=Knob(0.0, 10.0, start=OLD_RULE[0], steps=20, label="new rule: links"),
    capitals=Knob(0.0, 10.0, start=OLD_RULE[1], steps=20, label="new rule: capitals"),
)
def change(shown: float, links: float, capitals: float, seed: int) -> Frames:
    """The spammers change their ways."""
    office = Office(trained(seed), seed, mended=bool(shown) or (links, capitals) != OLD_RULE)
    for moved in (*np.zeros(CALM), *np.linspace(0.0, 1.0, MOVING + 1)[1:]):
        yield _frame(office, office.sort(float(moved)), _told(float(moved)))
    office.rule = (links, capitals)
    for _ in _mended(office, int(shown)):
        last = len(office.scores) == WEEKS - 1
        yield _frame(office, office.sort(1.0), _mending(int(shown), office.rule), over=last)


def _mended(office: Office, shown: int) -> Iterator[int]:
    """Give a number for each frame of the mending, while the network learns from new examples, if there are any."""
    if not shown:
        yield from range(MENDING)
        return
    for update in learning(office.net, mails(shown, office.seed, 2, moved=1.0), EVERY):
        if update.number:
            yield update.number


def _told(moved: float) -> str:
    return "Mail as it always was" if not moved else "Spam is changing"


def _mending(shown: int, rule: tuple[float, float]) -> str:
    done = [f"{shown} new examples for the network"] if shown else []
    done += ["a new rule"] if rule != OLD_RULE else []
    return f"Spam has changed; {' and '.join(done) or 'nobody mends anything'}"


def _frame(office: Office, week: Mails, told: str, *, over: bool = False) -> Frame:
    rule, network = office.scores[-1]
    number, outcome = len(office.scores) - 1, who(rule, network) if over else None
    readings: dict[str, Reading] = {"week": number + 1, "rule": rule, "network": network}
    return Frame(
        number,
        (
            mail_map(
                "Ground: network, line: rule", partial(by_network, office.net), week.first(ON_THE_MAP), office.rule
            ),
            _curves(np.array(office.scores), mended=office.mended),
        ),
        f"Week {number + 1}. {told}: the rule sorts {rule} of {UNSEEN} right, the network {network}.",
        readings,
        over,
        _trouble(rule, network) if outcome == WHO.index("Neither") else None,
        network_example(
            office.net, week.inputs[1], week.targets[1], "binary_cross_entropy", title="One spam mail of this week"
        ),
        outcome,
    )


def _trouble(rule: int, network: int) -> Trouble:
    why = f"{rule} and {network} of {UNSEEN}: both still sort the mail of a world that is gone."
    return Trouble("Out of date", why, {"shown": 40})


def _curves(scores: Labels, *, mended: bool) -> Lines:
    weeks = np.arange(1.0, len(scores) + 1)
    series = (
        Series("rule", weeks, scores[:, 0].astype(float), tone="fourth"),
        Series("network", weeks, scores[:, 1].astype(float), tone="third"),
    )
    marks = (Mark("change", x=CALM + 0.5), *((Mark("mending", x=CALM + MOVING + 0.5),) if mended else ()))
    return Lines("Sorted right", series, "week", "of 200", (1.0, float(WEEKS)), (80.0, 200.0), marks=marks)
