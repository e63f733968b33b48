"""Troubles that can keep some of five starts from learning: name, reason, and settings that mend each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lessons.kit.demo import Trouble
from lessons.kit.remedies import first_that_mends
from lessons.ten_questions.mistakes.model import DICE, LEARNED, STARTS, UPDATES, BeginnersMoment, last_moment


def trouble_of(story: Sequence[BeginnersMoment], data: str, hidden: int, rate: float, seed: int) -> Trouble | None:
    """Name what keeps some from learning, and look for settings that mend it by trying some."""
    now = story[-1]
    if now.arrived == STARTS:
        return None
    late = np.array([moment.losses for moment in story[-20:]])
    if not np.all(np.isfinite(late)) or bool(np.any(np.diff(late, axis=0).max(axis=0) > 0.05)):
        name, why = "It leaps about", "The steps are so long that a loss jumps up again and again."
    elif rate >= 0.2 and bool(np.any((late[0] - late[-1])[now.right < LEARNED] < 0.03)):
        name, why = (
            "Some are stuck",
            (
                "There is hardly any slope left where they stand, though it is no good place to stand. With more "
                "neurons there are more ways out."
            ),
        )
    else:
        name, why = "They ran out of time", "Their losses are still falling; only the updates have run out."
    return Trouble(name, why, _remedy(data, hidden, rate, seed))


def nobody_differs(data: str, hidden: int, rate: float, seed: int) -> Trouble:
    """Name what keeps all from learning whose weights begin at 0, and look for settings that mend it."""
    why = "With every weight at 0 all hidden neurons are one and the same, and no slope tells them apart."
    dice_will_do = last_moment(data, hidden, rate, seed, UPDATES).arrived == STARTS
    also = {} if dice_will_do else _remedy(data, hidden, rate, seed)
    return Trouble("Nobody differs", why, {"first": DICE, **also})


def _remedy(data: str, hidden: int, rate: float, seed: int) -> dict[str, float]:
    """The first of some settings with which all five arrive; the gentlest change comes first."""

    def all_arrive(fix: dict[str, float]) -> bool:
        neurons, speed = int(fix.get("hidden", hidden)), fix.get("rate", rate)
        return last_moment(data, neurons, speed, seed, UPDATES).arrived == STARTS

    tries: list[dict[str, float]] = [{"rate": 1.0}, {"hidden": 16}, {"hidden": 16, "rate": 1.0}]
    return first_that_mends(tries, all_arrive, otherwise={"hidden": 16, "rate": 2.0})
