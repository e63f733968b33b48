"""The quiz's experiments: three real careers to tell apart, and one in which early stopping picks its epoch."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Series, Tone
from lessons.kit.demo import Frame
from lessons.kit.figures import figure
from lessons.kit.questions import Draw, Hints, Option, Outcome, Predict, Which, question
from lessons.ten_questions.enough.graduation import curves
from lessons.ten_questions.enough.school import (
    CONCERT,
    EPOCHS,
    Career,
    best_before_patience_ends,
    career,
    risen,
    stopped,
)

POOL = 12
"""Seeds to draw careers from."""
FEW, MANY, SLOW = (8, 0.5, 0.005), (100, 0.3, 0.005), (60, 0.3, 0.0005)
"""Examples, noise and learning rate of a career that may overfit, one that settles, and one that is not done yet."""
RANGES = ("Epoch 0 to 90", "Epoch 100 to 290", "Epoch 300 to 790", f"Epoch {EPOCHS}, the last of all")
_TONES: tuple[Tone, ...] = ("main", "second", "third")


def clear_seed(kind: tuple[int, float, float], first: int) -> int:
    """The first seed, from one on and round the pool, whose career shows plainly what it is meant to."""
    seeds = [(first + i) % POOL for i in range(POOL)]
    return next(seed for seed in seeds if is_clear(kind, risen(_career(kind, seed).concerts)))


def is_clear(kind: tuple[int, float, float], rise: float) -> bool:
    """Whether a validation loss rises by 40 % at least where it should, and by 5 % at most where it should not."""
    return rise > 0.4 if kind == FEW else rise < 0.05


@question
def which_overfits(draw: Draw) -> Which:
    """Three validation curves, fresh from the engine: which one shows overfitting?"""
    kinds = draw.shuffled((FEW, MANY, SLOW))
    careers = [_career(kind, clear_seed(kind, draw.whole(0, POOL - 1))) for kind in kinds]
    slips = {
        FEW: ("", ""),
        MANY: (
            "took a settled curve for overfitting",
            "This one fell and stayed down: more practice did it no harm. In overfitting it turns and *rises*.",
        ),
        SLOW: (
            "took a high curve for overfitting",
            "Still on its way down: it has learned too little so far. In overfitting it turns and *rises*.",
        ),
    }

    def told(each: Career) -> str:
        return f"{figure(float(each.concerts.min()))} at best, {figure(float(each.concerts[-1]))} at the end"

    ends = ", ".join(figure(float(each.practice[-1])) for each in careers)
    return Which(
        prompt=f"Three networks, just trained for {EPOCHS} epochs: their validation losses are drawn. All "
        f"three training losses fell, to {ends}. Which network overfitted?",
        options=tuple(
            Option(f"network {letter}", slips[kind][0] or "missed the rise", slips[kind][1] or "It rises.")
            for letter, kind in zip("ABC", kinds, strict=True)
        ),
        amounts=lambda: [risen(each.concerts) for each in careers],
        amounts_again=lambda: [risen(each.again) for each in careers],
        hints=Hints(
            "The height does not matter. Look for a curve that turns.",
            "Overfitting: the training loss goes on falling while the validation loss, past its lowest point, rises.",
            lambda: "; ".join(f"{letter}: {told(each)}" for letter, each in zip("ABC", careers, strict=True)) + ".",
        ),
        explain=lambda: (
            "Yes. Validation losses: "
            + "; ".join(f"{letter} {told(each)}" for letter, each in zip("ABC", careers, strict=True))
            + "."
        ),
        chart=_three(careers),
    )


@question
def which_epochs(draw: Draw) -> Predict:
    """A run without early stopping is shown; which epochs would early stopping have kept?"""
    samples, patience, seed = draw.one_of((8, 12, 16, 100)), draw.one_of((5, 10, 20)), draw.whole(0, POOL - 1)
    noise = 0.5 if samples < 100 else 0.3
    whole = career(samples, noise, seed)

    def experiment() -> Outcome:
        best, end, ran_out = stopped(samples, noise, seed, patience)
        seen = end // CONCERT + 1
        chart = curves(whole.practice[:seen], whole.concerts[:seen], ran_out)
        how = "when its patience ran out" if ran_out else "when the time was up"
        caption = f"It stopped at epoch {end}, {how}, and kept epoch {best}, validation loss {figure(lowest(best))}."
        readings = {"epoch": end, "best epoch": best, "concert": lowest(best)}
        return Outcome(in_range(best), Frame(end, (chart,), caption, readings, finished=True))

    def lowest(best: int) -> float:
        return float(whole.concerts[best // CONCERT])

    def again() -> int:
        return in_range(CONCERT * best_before_patience_ends(whole.again, patience)[0])

    def slip(index: int) -> tuple[str, str]:
        best, end, ran_out = stopped(samples, noise, seed, patience)
        if index < in_range(best):
            return (
                "gave up too soon",
                (f"A better concert followed before {patience} had passed in vain; that sets the count to 0."),
            )
        why = "Its patience ran out" if ran_out else "Its time was up"
        return "waited too long", f"{why} at epoch {end}, and after epoch {best} it had heard nothing better."

    unmarked = Lines(
        "The run without early stopping",
        (
            Series("practice", whole.epochs, whole.practice, tone="second"),
            Series("concert", whole.epochs, whole.concerts),
        ),
        "epoch",
        "loss",
        (0.0, float(EPOCHS)),
        log_y=True,
    )
    shown = f"The validation loss, measured every {CONCERT} epochs, ends at {figure(float(whole.concerts[-1]))}."
    return Predict(
        prompt=f"A network practised on {samples} noisy examples for {EPOCHS} epochs, with a concert (a look at the "
        f"validation loss) every {CONCERT}. We run it again with early stopping and a patience of {patience} concerts. "
        "Which epoch's weights will it keep?",
        options=tuple(Option(text, *slip(index)) for index, text in enumerate(RANGES)),
        decide=lambda: experiment().index,
        again=again,
        hints=Hints(
            "Follow the validation curve from the left, and remember its lowest point so far.",
            f"If {patience} concerts ({patience * CONCERT} epochs) bring nothing lower, it stops there and "
            "keeps that point.",
            lambda: (
                f"The engine's validation loss starts at {figure(float(whole.concerts[0]))} and, until patience "
                f"ends, gets no lower than {figure(lowest(stopped(samples, noise, seed, patience)[0]))}."
            ),
        ),
        explain=lambda: f"So it went. {experiment().frame.caption}",
        experiment=experiment,
        chart=Frame(EPOCHS, (unmarked,), shown, {"epoch": EPOCHS}, finished=True),
    )


def in_range(epoch: int) -> int:
    """Which of `RANGES` an epoch lies in."""
    return int(np.searchsorted((100, 300, EPOCHS), epoch, side="right"))


def _career(kind: tuple[int, float, float], seed: int) -> Career:
    samples, noise, rate = kind
    return career(samples, noise, seed, rate)


def _three(careers: list[Career]) -> Frame:
    series = tuple(
        Series(letter, each.epochs, each.concerts, tone=tone)
        for letter, each, tone in zip("ABC", careers, _TONES, strict=True)
    )
    chart = Lines("Validation loss of three networks", series, "epoch", "", (0.0, float(EPOCHS)), log_y=True)
    points = (0, EPOCHS // CONCERT // 4, EPOCHS // CONCERT // 2, EPOCHS // CONCERT)
    words = "; ".join(
        f"{letter} {', '.join(figure(float(each.concerts[i])) for i in points)}"
        for letter, each in zip("ABC", careers, strict=True)
    )
    caption = f"Validation loss at epoch {', '.join(str(i * CONCERT) for i in points)}: {words}."
    return Frame(EPOCHS, (chart,), caption, {"epoch": EPOCHS}, finished=True)
