"""Five questions: early stopping as a rule, the gap, three real careers to tell apart, and a run that is stopped."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine import Network, Tensor, loss_of
from engine.early_stopping import EarlyStopping
from lessons.kit.charts import Lines, Series, Tone
from lessons.kit.demo import Frame
from lessons.kit.figures import exact, figure
from lessons.kit.questions import Draw, Number, Option, Outcome, Predict, Which, question
from lessons.ten_questions.enough.model import CONCERT, EPOCHS, RATE, Career, by_the_rule, career, risen, stopped
from lessons.ten_questions.enough.pictures import curves

POOL = 12
"""Seeds to draw careers from."""
FEW, MANY, SLOW = (8, 0.5, RATE), (100, 0.3, RATE), (60, 0.3, RATE / 10)
"""Examples, noise and learning rate of a career that may overfit, one that settles, and one that is not done yet."""
RANGES = ("Epoch 0 to 90", "Epoch 100 to 290", "Epoch 300 to 790", f"Epoch {EPOCHS}, the last of all")


def kept_and_stopped(losses: Sequence[float], patience: int) -> tuple[int, int]:
    """The engine's early stopping, shown one loss after another: the epoch that it keeps, and where it stops."""
    watcher = EarlyStopping(Network([1, 1], seed=0), patience)
    for epoch, loss in enumerate(losses):
        if watcher.look(loss, epoch):
            return watcher.best, epoch
    return watcher.best, len(losses) - 1


def losses_of(draw: Draw, patience: int) -> tuple[float, ...]:
    """Concerts that improve, with one stumble, then get worse till patience ends, then a dip that nobody hears."""
    falls = draw.whole(1, 3)
    level, losses = draw.whole(80, 95), []
    for fall in range(falls + 2):
        losses.append(level)
        if fall == 1:
            losses.append(level + draw.whole(2, 4))  # the stumble: worse once, within everybody's patience
        level -= draw.whole(5, 12)
    worst = losses[-1]
    losses += [worst + draw.whole(1, 9) for _ in range(patience)]
    losses += [worst - draw.whole(2, 6), worst + 3, worst + 4]
    return tuple(loss / 100 for loss in losses)


@question
def epoch_kept(draw: Draw) -> Number:
    """Which epoch's weights does early stopping keep?"""
    patience = draw.one_of((2, 3))
    losses = losses_of(draw, patience)

    def kept() -> int:
        return kept_and_stopped(losses, patience)[0]

    return Number(
        value=kept,
        again=lambda: by_the_rule(losses, patience)[0],
        tolerance=0,
        mistakes={
            "kept the last it saw": lambda: kept_and_stopped(losses, patience)[1],
            "stopped at the first stumble": lambda: kept_and_stopped(losses, 1)[0],
            "took the lowest of all": lambda: losses.index(min(losses)),
            "counted from 1": lambda: kept() + 1,
        },
        figures={
            "losses": losses,
            "patience": patience,
            "stop": lambda: kept_and_stopped(losses, patience)[1],
            "lowest": lambda: losses[kept()],
        },
    )


@question
def epoch_stopped(draw: Draw) -> Number:
    """After which epoch does early stopping stop?"""
    patience = draw.one_of((2, 3, 4))
    losses = losses_of(draw, patience)

    def kept() -> int:
        return kept_and_stopped(losses, patience)[0]

    def stop() -> int:
        return kept_and_stopped(losses, patience)[1]

    return Number(
        value=stop,
        again=lambda: by_the_rule(losses, patience)[1],
        tolerance=0,
        mistakes={
            "stopped at the best": kept,
            "stopped at the first stumble": lambda: kept_and_stopped(losses, 1)[1],
            "counted the best as waiting": lambda: stop() - 1,
            "waited one too long": lambda: stop() + 1,
        },
        figures={"losses": losses, "patience": patience, "best": kept},
    )


def mean_squared_error(slope: float, inputs: Sequence[float], targets: Sequence[float]) -> float:
    """The engine's loss of the line slope·x."""
    said = Tensor(np.array(inputs)[:, None]) * slope
    return loss_of(said, np.array(targets)[:, None], "mse").item()


@question
def gap(draw: Draw) -> Number:
    """The validation loss less the training loss, on a handful of examples."""
    slope, inputs = draw.one_of((2, 3, -2)), (1, 2, 3, 4)
    misses = (*draw.shuffled((0, draw.one_of((-1, 1)))), *(draw.one_of((-4, -3, -2, 2, 3, 4)) for _ in range(2)))
    targets = [slope * x - miss for x, miss in zip(inputs, misses, strict=True)]
    pairs = [f"({x}, {exact(y)})" for x, y in zip(inputs, targets, strict=True)]

    def practice() -> float:
        return mean_squared_error(slope, inputs[:2], targets[:2])

    def concert() -> float:
        return mean_squared_error(slope, inputs[2:], targets[2:])

    return Number(
        value=lambda: concert() - practice(),
        again=lambda: (misses[2] ** 2 + misses[3] ** 2 - misses[0] ** 2 - misses[1] ** 2) / 2,
        tolerance=0.01,
        mistakes={
            "gave the validation loss": concert,
            "sum instead of mean": lambda: 2 * (concert() - practice()),
            "the wrong way round": lambda: practice() - concert(),
            "one mean over all": lambda: mean_squared_error(slope, inputs, targets),
        },
        figures={
            "slope": slope,
            "trained": " and ".join(pairs[:2]),
            "validated": " and ".join(pairs[2:]),
            "practice misses": misses[:2],
            "concert misses": misses[2:],
            "practice": practice,
            "concert": concert,
        },
    )


def clear_seed(kind: tuple[int, float, float], first: int) -> int:
    """The first seed, from one on and round the pool, whose career shows plainly what it is meant to."""
    seeds = [(first + i) % POOL for i in range(POOL)]
    return next(seed for seed in seeds if is_clear(kind, risen(career(*kind, seed).concerts)))


def is_clear(kind: tuple[int, float, float], rise: float) -> bool:
    """Whether a validation loss rises by 40 % at least where it should, and by 5 % at most where it should not."""
    return rise > 0.4 if kind == FEW else rise < 0.05


@question
def which_overfits(draw: Draw) -> Which:
    """Three validation curves, fresh from the engine: which one shows overfitting?"""
    slips = {FEW: "", MANY: "took a settled curve for overfitting", SLOW: "took a high curve for overfitting"}
    kinds = draw.shuffled(tuple(slips))
    careers = [career(*kind, clear_seed(kind, draw.whole(0, POOL - 1))) for kind in kinds]
    told = "; ".join(
        f"{{}} {figure(float(each.concerts.min()))} at best, {figure(float(each.concerts[-1]))} at the end"
        for each in careers
    )
    return Which(
        options=tuple(Option(f"network {letter}", slips[kind]) for letter, kind in zip("ABC", kinds, strict=True)),
        amounts=lambda: [risen(each.concerts) for each in careers],
        amounts_again=lambda: [risen(each.again) for each in careers],
        figures={
            "epochs": EPOCHS,
            "ends": [figure(float(each.practice[-1])) for each in careers],
            "worked": told.format("A:", "B:", "C:"),
            "told": told.format(*"ABC"),
        },
        chart=_three(careers),
    )


def _three(careers: Sequence[Career]) -> Frame:
    lettered = list(zip("ABC", careers, strict=True))
    points = (0, EPOCHS // CONCERT // 4, EPOCHS // CONCERT // 2, EPOCHS // CONCERT)
    words = (f"{name} {', '.join(figure(float(each.concerts[i])) for i in points)}" for name, each in lettered)
    caption = f"Validation loss at epoch {', '.join(str(i * CONCERT) for i in points)}: {'; '.join(words)}."
    tones: tuple[Tone, ...] = ("main", "second", "third")
    curves = (
        Series(name, each.epochs, each.concerts, tone=tone) for (name, each), tone in zip(lettered, tones, strict=True)
    )
    return _whole_runs("Validation loss of three networks", "", tuple(curves), caption)


def _whole_runs(title: str, y_label: str, series: tuple[Series, ...], caption: str) -> Frame:
    """Losses to the last epoch, before anybody stops anything."""
    chart = Lines(title, series, "epoch", y_label, (0.0, float(EPOCHS)), log_y=True)
    return Frame(EPOCHS, (chart,), caption, {"epoch": EPOCHS}, finished=True)


@question
def which_epochs(draw: Draw) -> Predict:
    """A run without early stopping is shown; which epochs would early stopping have kept?"""
    samples, patience, seed = draw.one_of((8, 12, 16, 100)), draw.one_of((5, 10, 20)), draw.whole(0, POOL - 1)
    kind = (samples, 0.5 if samples < 100 else 0.3, RATE)
    whole = career(*kind, seed)
    best, end, ran_out = by_the_rule(whole.again, patience)
    right = in_range(CONCERT * best)
    return Predict(
        experiment=lambda: _stopped_run(whole, *stopped(*kind, seed, patience)),
        again=lambda: right,
        options=tuple(
            Option(text, "" if i == right else "gave up too soon" if i < right else "waited too long")
            for i, text in enumerate(RANGES)
        ),
        figures={
            "samples": samples,
            "epochs": EPOCHS,
            "concert": CONCERT,
            "patience": patience,
            "patience in epochs": patience * CONCERT,
            "ran out": ran_out,
            "end": end * CONCERT,
            "best": best * CONCERT,
            "first": whole.concerts[0],
            "lowest": whole.concerts[best],
        },
        chart=_unmarked(whole),
    )


def in_range(epoch: int) -> int:
    """Which of `RANGES` an epoch lies in."""
    return int(np.searchsorted((100, 300, EPOCHS), epoch, side="right"))


def _stopped_run(whole: Career, best: int, end: int, ran_out: bool) -> Outcome:
    """The run as far as early stopping let it go."""
    seen, lowest = end // CONCERT + 1, float(whole.concerts[best // CONCERT])
    chart = curves(whole.practice[:seen], whole.concerts[:seen], ran_out)
    how = "when its patience ran out" if ran_out else "when the time was up"
    caption = f"It stopped at epoch {end}, {how}, and kept epoch {best}, validation loss {figure(lowest)}."
    readings = {"epoch": end, "best epoch": best, "concert": lowest}
    return Outcome(in_range(best), Frame(end, (chart,), caption, readings, finished=True))


def _unmarked(whole: Career) -> Frame:
    practice = Series("practice", whole.epochs, whole.practice, tone="second")
    ends = figure(float(whole.concerts[-1]))
    caption = f"The validation loss, measured every {CONCERT} epochs, ends at {ends}."
    series = (practice, Series("concert", whole.epochs, whole.concerts))
    return _whole_runs("The run without early stopping", "loss", series, caption)
