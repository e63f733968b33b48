"""The demo of the next letter: it learns from a tale, and writes a line at every look."""

from __future__ import annotations

import math

import numpy as np

from lessons.kit.charts import Lines, Mark, Series, Table
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.the_bigger_picture.next_letter import UPDATES, NextLetter, goes_round

SHOWN, LINE, LONG = 27, 36, 600
"""Letters of a line in the table, of one in the caption, and of the text by which it is judged in the end."""
KEPT = (0, 20, 50, 100, 200)
"""Updates whose lines stay on the screen."""
WORDY, TALE = 0.15, 0.8
"""From the one share of the tale's words a text is more than a heap of letters, from the other on it is the tale."""
OPTIONS = (
    "A heap of letters, as at first",
    "Some words, and much that sounds like words",
    "Sentences of the tale",
    "One phrase, again and again",
)


@demo(
    prediction=Prediction(f"What will it write after {UPDATES} updates?", OPTIONS),
    picks=Choices("by chance", "the likeliest", label="takes a letter", live=True),
    context=Knob(1, 6, start=3, steps=5, whole=True, label="letters it sees"),
    hidden=Knob(8, 64, start=64, scale="log", steps=3, whole=True, label="hidden units"),
    beginning=Choices("the ", "she ", "a", "kettle", label="begins with", live=True),
)
def babble(picks: Live[str], context: int, hidden: int, beginning: Live[str], seed: int) -> Frames:
    """A pen that asks letter by letter."""
    writer = NextLetter(seed, context=context, hidden=hidden)
    losses: list[tuple[int, float]] = []
    lines: dict[int, str] = {}
    for update, _ in writer.moments():
        losses.append((update.number, float(update.validation_loss or math.nan)))
        if update.number in KEPT:
            lines[update.number] = _line(writer, beginning(), picks(), seed, SHOWN)
        if update.number < UPDATES:
            yield _frame(writer, losses, lines, beginning(), picks(), seed)
    yield from still(lambda: _frame(writer, losses, lines, beginning(), picks(), seed))


def what_it_writes(writer: NextLetter, text: str) -> int:
    """Return which of OPTIONS a text is."""
    if goes_round(text):
        return 3
    share = writer.share_of_words(text)
    return 0 if share < WORDY else 1 if share < TALE else 2


def _line(writer: NextLetter, beginning: str, picks: str, seed: int, letters: int) -> str:
    rng = np.random.default_rng(seed) if picks == "by chance" else None
    return writer.write(beginning, letters, rng)


def _frame(
    writer: NextLetter,
    losses: list[tuple[int, float]],
    lines: dict[int, str],
    beginning: str,
    picks: str,
    seed: int,
) -> Frame:
    number, loss = losses[-1]
    over = number == UPDATES
    text = _line(writer, beginning, picks, seed, LONG if over else LINE)
    now = text[: len(beginning) + LINE]
    readings = {"update": number, "loss": loss}
    judged = ""
    if over:
        readings["words of the tale"] = writer.share_of_words(text)
        judged = f" Of {LONG} letters, {writer.share_of_words(text):.0%} of the words stand in the tale."
    likeliest = int(writer.chances(beginning).argmax())
    return Frame(
        number,
        (_written(lines, number, now), _curve(losses)),
        f"After {number} updates, at a loss of {figure(loss)}, it writes: “{now}…”{judged}",
        readings,
        over,
        inspect=network_example(
            writer.net,
            writer.tale.inputs_after(beginning)[0],
            likeliest,
            "softmax_cross_entropy",
            title=f"After “{beginning}”: what if “{writer.letters[likeliest]}” came next?",
        ),
        outcome=what_it_writes(writer, text) if over else None,
    )


def _written(lines: dict[int, str], number: int, now: str) -> Table:
    """Return the line of each moment that is kept, empty until it comes, and the line of now below them."""
    kept = tuple((f"{n}", lines.get(n, "")[:SHOWN]) for n in KEPT)
    return Table("What it writes", ("after", "text"), (*kept, (f"{number}", now[:SHOWN])))


def _curve(losses: list[tuple[int, float]]) -> Lines:
    updates, heights = np.array(losses).T
    series = (Series("sentences kept back", updates, heights),)
    mark = Mark("ln 28", y=math.log(28))
    return Lines("Loss", series, "update", "", (0.0, float(UPDATES)), (1.5, 3.5), marks=(mark,))
