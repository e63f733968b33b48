"""The quiz on early stopping as a rule: which epoch it keeps, and when it stops."""

from __future__ import annotations

from collections.abc import Sequence

from engine import Network
from engine.early_stopping import EarlyStopping
from lessons.kit.figures import exact
from lessons.kit.questions import Draw, Hints, Misconception, Number, question
from lessons.ten_questions.enough.school import best_before_patience_ends


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


def _told(losses: Sequence[float]) -> str:
    return ", ".join(exact(loss) for loss in losses)


@question
def epoch_kept(draw: Draw) -> Number:
    """Which epoch's weights does early stopping keep?"""
    patience = draw.one_of((2, 3))
    losses = losses_of(draw, patience)

    def kept() -> int:
        return kept_and_stopped(losses, patience)[0]

    return Number(
        prompt=f"The validation losses after epoch 0, 1, 2 and so on would be {_told(losses)}. Early stopping has a "
        f"patience of {patience}: it stops once {patience} epochs in a row have brought nothing better than the best "
        "so far. The weights of which epoch does it keep?",
        value=kept,
        again=lambda: best_before_patience_ends(losses, patience)[0],
        tolerance=0,
        misconceptions=(
            Misconception(
                "kept the last it saw",
                lambda: kept_and_stopped(losses, patience)[1],
                "That is where it stops. It gives back the weights of its *best* epoch, which came earlier.",
            ),
            Misconception(
                "stopped at the first stumble",
                lambda: kept_and_stopped(losses, 1)[0],
                f"One worse epoch does not end it: its patience is {patience}, and something better follows in time.",
            ),
            Misconception(
                "took the lowest of all",
                lambda: losses.index(min(losses)),
                "That is the lowest on the list, but early stopping never gets there: its patience runs out before.",
            ),
            Misconception(
                "counted from 1",
                lambda: kept() + 1,
                "The right place in the list, counted from 1. The first loss belongs to epoch 0.",
            ),
        ),
        hints=Hints(
            "Go along the list and keep a finger on the best so far.",
            f"Each better loss moves the finger. Once {patience} in a row were not better, it ends, and the finger is "
            "the answer. The first loss is epoch 0.",
            lambda: (
                f"The engine stops at epoch {kept_and_stopped(losses, patience)[1]}; its lowest loss until then was "
                f"{exact(losses[kept()])}, at epoch {kept()}."
            ),
        ),
        explain=lambda: f"Yes: epoch {kept()}, with {exact(losses[kept()])}. A later dip goes unheard.",
    )


@question
def epoch_stopped(draw: Draw) -> Number:
    """After which epoch does early stopping stop?"""
    patience = draw.one_of((2, 3, 4))
    losses = losses_of(draw, patience)

    def stop() -> int:
        return kept_and_stopped(losses, patience)[1]

    return Number(
        prompt=f"Validation losses from epoch 0 on: {_told(losses)}. With a patience of {patience}, training stops "
        f"once {patience} epochs in a row were no better than the best so far. After which epoch does it stop?",
        value=stop,
        again=lambda: best_before_patience_ends(losses, patience)[1],
        tolerance=0,
        misconceptions=(
            Misconception(
                "stopped at the best",
                lambda: kept_and_stopped(losses, patience)[0],
                "That is the epoch it keeps. To know that it was the best, it has to wait out its patience.",
            ),
            Misconception(
                "stopped at the first stumble",
                lambda: kept_and_stopped(losses, 1)[1],
                f"That was only one worse epoch, and the patience is {patience}. A better one follows, and the count "
                "starts again.",
            ),
            Misconception(
                "counted the best as waiting",
                lambda: stop() - 1,
                "One too early: the best epoch itself is no waiting. The count begins with the epoch after it.",
            ),
            Misconception(
                "waited one too long",
                lambda: stop() + 1,
                f"One too late: it stops with the epoch that makes the count {patience}, not with the one after.",
            ),
        ),
        hints=Hints(
            "Count epochs without a new best; each new best sets the count back to 0.",
            f"Stop at the epoch with which the count reaches {patience}: the best epoch + {patience}.",
            lambda: (
                f"The engine's best is epoch {kept_and_stopped(losses, patience)[0]}; {patience} epochs later it is "
                f"epoch {stop()}."
            ),
        ),
        explain=lambda: f"Yes: {kept_and_stopped(losses, patience)[0]} + {patience} = {stop()}.",
    )
