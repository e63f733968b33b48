"""The rules for marking: whoever accepts nonsense, refuses a notation or mixes up mistakes is caught."""

from __future__ import annotations

import pytest

from lessons.kit.charts import Table
from lessons.kit.check_marking import NONSENSE, marking_problem, mistakes_problem, notations
from lessons.kit.demo import Frame
from lessons.kit.questions import Choice, Hints, Misconception, Number, Option, Outcome, Predict
from lessons.kit.replies import read_number
from lessons.kit.verdicts import Verdict

HINTS = Hints("nudge", "method", lambda: "worked")
OPTIONS = (
    Option("up", "stepped uphill", "It fell."),
    Option("down", "", ""),
    Option("along", "kept the height", "It fell."),
)
FRAME = Frame(1, (Table("t", ("a",), ()),), "It fell.", {"update": 1})


class Oddly(Number):
    """A number that marks one reply by another's verdict."""

    swapped: dict[str, str]

    def mark(self, reply: str) -> Verdict:
        """As a number does, but for the swapped replies."""
        return super().mark(self.swapped.get(reply, reply))


class OddChoice(Choice):
    """A choice that marks one reply by another's verdict."""

    swapped: dict[str, str]

    def mark(self, reply: str) -> Verdict:
        """As a choice does, but for the swapped replies."""
        return super().mark(self.swapped.get(reply, reply))


def number(swapped: dict[str, str]) -> Number:
    body = Oddly(
        prompt="?", value=lambda: -1.25, again=lambda: -1.25, tolerance=0.01, hints=HINTS, explain=lambda: "Yes.",
        misconceptions=tuple(
            Misconception(name, value, "No.")
            for name, value in (("sign flipped", lambda: 1.25), ("halved", lambda: -0.625))
        ),
    )  # fmt: skip
    object.__setattr__(body, "swapped", swapped)
    return body


def choice(swapped: dict[str, str]) -> Choice:
    body = OddChoice(
        prompt="?", options=OPTIONS, decide=lambda: 1, again=lambda: 1, hints=HINTS, explain=lambda: "Yes."
    )
    object.__setattr__(body, "swapped", swapped)
    return body


def test_fair_marking_passes() -> None:
    assert marking_problem(number({})) == marking_problem(choice({})) == ""
    assert mistakes_problem(number({})) == mistakes_problem(choice({})) == ""


@pytest.mark.parametrize("reply", NONSENSE)
def test_nonsense_that_is_marked_is_caught(reply: str) -> None:
    assert "is marked wrong; it cannot be read" in marking_problem(number({reply: "7"}))
    assert "is marked right; it cannot be read" in marking_problem(choice({reply: "2"}))


@pytest.mark.parametrize("reply", ["-1.25", "−1.25", "-1,25", "-1.250000000e+00", "-1.250000000·10^0", "  -1.25  ",
                                   "-125 %", "-5/4"])  # fmt: skip
def test_a_notation_that_is_refused_is_caught(reply: str) -> None:
    assert reply in {"-1.25", *notations(-1.25)}
    assert f"typed as “{reply}”, is marked wrong" in marking_problem(number({reply: "7"}))


@pytest.mark.parametrize(
    ("as_if", "says"),
    [("-1.25", "marked right (no name)"), ("7", "marked wrong (no name)"), ("-0.625", "marked wrong (halved)")],
)
def test_a_mistake_that_is_not_told_by_its_name_is_caught(as_if: str, says: str) -> None:
    assert f"“sign flipped” leads to 1.25, which is {says}" in mistakes_problem(number({"1.25": as_if}))


@pytest.mark.parametrize(
    ("swapped", "says"),
    [
        ({"2": "1"}, "its own answer, typed as “2”, is marked wrong"),
        ({"down": "1"}, "its own answer, typed as “down”, is marked wrong"),
        ({"3": "2"}, "the option “along” is marked right (None)"),
        ({"3": "1"}, "the option “along” is marked wrong (stepped uphill)"),
    ],
)
def test_options_that_are_mixed_up_are_caught(swapped: dict[str, str], says: str) -> None:
    assert says in marking_problem(choice(swapped))


def test_a_prediction_is_marked_few_times_because_each_runs_its_experiment() -> None:
    runs: list[int] = []

    def experiment() -> Outcome:
        runs.append(1)
        return Outcome(1, FRAME)

    body = Predict(
        prompt="?", options=OPTIONS, again=lambda: 1, hints=HINTS,
        explain=lambda: "Yes.", experiment=experiment,
    )  # fmt: skip
    assert marking_problem(body) == ""
    assert len(runs) <= 6


@pytest.mark.parametrize("value", [0.0, 1.234, -1.234, 1234.0, 0.125, 1e-12, -5e20, 1 / 3, 0.1 + 0.2])
def test_notations_are_all_the_same_number(value: float) -> None:
    for reply in notations(value):
        assert read_number(reply) == pytest.approx(value, rel=1e-9, abs=1e-300), reply
