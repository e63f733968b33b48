"""The demo of fluent nonsense: what the next-letter model is surprised at, and what it is not."""

from __future__ import annotations

import numpy as np

from lessons.kit.charts import Lines, Series, Table, Tone
from lessons.kit.demo import Frame, Frames, Prediction, demo
from lessons.kit.figures import figure
from lessons.kit.inspection import Inspection, network_example
from lessons.kit.knobs import Choices, Knob
from lessons.kit.live import Live, still
from lessons.the_bigger_picture.next_letter import UPDATES, NextLetter
from lessons.the_bigger_picture.understanding.lines import (
    LETTERS,
    OWN,
    SENTENCE,
    WORDS,
    own_lines,
    shown_lines,
    surprise,
)

CHOICES = (SENTENCE, WORDS, OWN)
"""What the prediction is about, in its order."""
TONES: dict[str, Tone] = {SENTENCE: "good", WORDS: "second", OWN: "bad", LETTERS: "muted"}
SHORT = {SENTENCE: "unseen", WORDS: "words", OWN: "own", LETTERS: "letters"}
"""What the legend calls them: there is little room."""
LIKELIEST = "the likeliest"
SHOWN = 27
"""Letters of a line in the table."""
Surprises = dict[str, list[float]]


@demo(
    prediction=Prediction(
        "Which will surprise it least, when it has learnt?",
        (
            "A sentence of the tale that it has never seen",
            "The words of such a sentence, mixed up",
            "What it writes by itself",
        ),
    ),
    picks=Choices("by chance", LIKELIEST, label="it takes a letter", live=True),
    line=Knob(1, 6, start=1, steps=5, whole=True, label="line shown", live=True),
    context=Knob(1, 6, start=3, steps=5, whole=True, label="letters it sees"),
    hidden=Knob(8, 64, start=64, scale="log", steps=3, whole=True, label="hidden units"),
)
def nonsense(picks: Live[str], line: Live[int], context: int, hidden: int, seed: int) -> Frames:
    """Sense, and what sounds like it."""
    writer = NextLetter(seed, context=context, hidden=hidden)
    given = shown_lines(writer, seed)
    past: Surprises = {name: [] for name in TONES}
    updates: list[int] = []

    def lines() -> dict[str, list[str]]:
        return {**given, OWN: own_lines(writer, seed, likeliest=picks() == LIKELIEST)}

    for update, _ in writer.moments():
        updates.append(update.number)
        now = lines()
        for name in TONES:
            past[name].append(surprise(writer, now[name]))
        if update.number < UPDATES:
            yield _frame(writer, now, past, updates, int(line()) - 1)
    yield from still(lambda: _at_the_end(writer, lines(), past, updates, int(line()) - 1))


def least(past: Surprises) -> int:
    """Return which of CHOICES surprises it least by now."""
    return int(np.argmin([past[name][-1] for name in CHOICES]))


def _at_the_end(
    writer: NextLetter, lines: dict[str, list[str]], past: Surprises, updates: list[int], shown: int
) -> Frame:
    """Return the last frame, with its own lines as it takes its letters now."""
    now = {**past, OWN: [*past[OWN][:-1], surprise(writer, lines[OWN])]}
    return _frame(writer, lines, now, updates, shown)


def _frame(writer: NextLetter, lines: dict[str, list[str]], past: Surprises, updates: list[int], shown: int) -> Frame:
    number, over = updates[-1], updates[-1] == UPDATES
    sentence, words, own, letters = (past[name][-1] for name in TONES)
    return Frame(
        number,
        (_table(writer, lines, shown), _curves(past, updates)),
        f"After {number} updates a letter of unseen sentences surprises it by {figure(sentence)}; words mixed, "
        f"{figure(words)}; letters mixed, {figure(letters)}; its own, {figure(own)}.",
        {"update": number, "unseen": sentence, "words mixed": words, "its own": own},
        over,
        inspect=_next_letter_of(writer, lines[SENTENCE][shown]),
        outcome=least(past) if over else None,
    )


def _next_letter_of(writer: NextLetter, sentence: str) -> Inspection:
    beginning, letter = sentence[:4], sentence[4]
    return network_example(
        writer.net,
        writer.tale.inputs_after(beginning)[0],
        writer.letters.index(letter),
        "softmax_cross_entropy",
        title=f"Its surprise at “{letter}” after “{beginning}”",
    )


def _table(writer: NextLetter, lines: dict[str, list[str]], shown: int) -> Table:
    rows = tuple((name, lines[name][shown][:SHOWN], f"{writer.surprise(lines[name][shown]):.2f}") for name in TONES)
    return Table("A line of each", ("line", "begins", "surprise"), rows)


def _curves(past: Surprises, updates: list[int]) -> Lines:
    at = np.array(updates, dtype=float)
    series = tuple(Series(SHORT[name], at, np.array(past[name]), tone=tone) for name, tone in TONES.items())
    return Lines("Surprise at a letter", series, "update", "", (0.0, float(UPDATES)), (0.5, 5.0))
