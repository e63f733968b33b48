"""The quiz on two rules at odds: whose three darts cost most by squares, and whose by plain distance."""

from __future__ import annotations

import numpy as np

from lessons.kit.questions import Draw, Hints, Option, Which, question
from lessons.ten_questions.loss.costs import listed, loss_by_the_engine

PLAYERS = ("Ada", "Ben", "Cleo", "Dev")
Misses = tuple[float, ...]


@question
def costs_most(draw: Draw) -> Which:
    """Who pays most under one rule, where another pays most under the other."""
    rule = draw.one_of(("squared", "absolute"))
    other = "absolute" if rule == "squared" else "squared"
    groups = draw.shuffled(_hands(draw))

    def amounts() -> list[float]:
        return [loss_by_the_engine(group, rule) for group in groups]

    tempting = int(np.argmax([loss_by_the_engine(group, other) for group in groups]))
    power = 2 if rule == "squared" else 1
    return Which(
        prompt=f"Four players, three darts each, and how far off each was. Whose mean *{rule}* error is largest?",
        options=tuple(
            Option(f"{player}: {listed(group)}", *_slip(index == tempting, rule))
            for index, (player, group) in enumerate(zip(PLAYERS, groups, strict=True))
        ),
        amounts=amounts,
        amounts_again=lambda: [sum(abs(miss) ** power for miss in group) / 3 for group in groups],
        hints=Hints(
            "Which kind of thrower does this rule dislike: the wild one, or the one who is always somewhat off?",
            "Square each miss, then add them up."
            if rule == "squared"
            else "Drop the minus signs, then add the distances up. No squares here.",
            lambda: (
                "The engine's figures: "
                + ", ".join(f"{player} {amount:.3g}" for player, amount in zip(PLAYERS, amounts(), strict=True))
                + "."
            ),
        ),
        explain=lambda: (
            f"Yes, {max(amounts()):.3g}. By {other} error it would have been {PLAYERS[tempting]}: the rule decides "
            "which mistakes hurt."
        ),
    )


def _slip(tempting: bool, rule: str) -> tuple[str, str]:
    """What somebody did who picked this hand, and the line that differs."""
    if not tempting:
        return "misjudged the total", "These three together cost less than somebody else's. Add up all three costs."
    if rule == "squared":
        return (
            "counted plain distances",
            "By plain distance, yes. Squares are harder on one wild throw: square each miss before adding.",
        )
    return (
        "counted squares",
        "By squares, yes. Absolute error takes each distance as it is: one wild throw weighs no more than its length.",
    )


def _hands(draw: Draw) -> list[Misses]:
    """A wild hand, which squares dislike most, a steadily bad one, which plain distances do, and two better ones."""
    bad = draw.whole(2, 4)
    wild = next(far for far in range(1, 20) if far**2 > 3 * (bad + 0.5) ** 2)  # beyond what three bad throws cost
    spare = draw.one_of((0, 1))
    hands = [(spare, 0, wild), (bad, bad, bad), (bad, bad - 1, bad - 1), (1, draw.whole(0, 1), bad)]
    signs = (-1.0, 1.0)
    return [tuple(float(miss) * draw.one_of(signs) + 0.0 for miss in draw.shuffled(hand)) for hand in hands]
