"""The rules for a question's words: a prompt, mistakes named and explained, three hints, a reason at the end."""

from __future__ import annotations

import re

from lessons.kit.asking import told
from lessons.kit.check_frames import frame_problem
from lessons.kit.errors import Unreadable
from lessons.kit.questions import Body, Choice, Formula, Number, Option, Order, read_option

MISTAKES = {"number": 3, "formula": 3, "order": 1}
"""Named misconceptions behind each kind of typed reply, at least."""
ORDERED = (3, 8)
"""Things to put in order."""
OPTIONS = (2, 9)
"""Options of a choice: one key each."""
ROUNDED = 0.006
"""How far, relative to the answer, the figure in a worked answer may be rounded."""
_SHARE = re.compile(r"\b(?:as a|what|which) share\b|\bin per cent\b|\bhow sure\b|\bprobability\b", re.IGNORECASE)
"""Words of a prompt that asks for a share of a whole."""
_FIGURE = re.compile(r"([-−]?)((?:\d[\d,]*\.?\d*|\.\d+)(?:[eE][-−+]?\d+)?)( ?%)?")


def wording_problem(body: Body) -> str:
    """Return what is missing from a drawn question's words, or ""."""
    if not body.prompt.strip():
        return "it asks nothing: write a prompt."
    if body.chart and frame_problem(body.chart):
        return f"its chart {frame_problem(body.chart)}."
    if isinstance(body, Choice):
        return _options_problem(body.options)
    return _mistakes_problem(body) or _limits_problem(body)


def _mistakes_problem(body: Number | Formula | Order) -> str:
    names = [mistake.name.strip() for mistake in body.misconceptions]
    least = MISTAKES[body.kind]
    if len(names) < least:
        return f"it knows {len(names)} misconceptions; behind a {body.kind} stand at least {least}."
    if "" in names or len(set(names)) < len(names):
        return "each misconception has a name of its own."
    unexplained = [mistake.name for mistake in body.misconceptions if not told(mistake.because).strip()]
    if unexplained:
        return f"the misconception “{unexplained[0]}” does not say what to tell who made it (because)."
    return ""


def _limits_problem(body: Number | Formula | Order) -> str:
    if isinstance(body, Number) and not body.unit and _SHARE.search(body.prompt):
        return 'it asks for a share: say unit="share" or unit="per cent", so that 88 for 0.88 is told apart.'
    if isinstance(body, Number) and body.tolerance < 0:
        return f"its tolerance is {body.tolerance:g}; it is 0 or more."
    if isinstance(body, Formula) and any(not low < high for low, high in body.domain.values()):
        return "a name's two ends lie the wrong way round: give the lower one first."
    if isinstance(body, Order) and not ORDERED[0] <= len(body.things) <= ORDERED[1]:
        return f"it has {len(body.things)} things; from {ORDERED[0]} to {ORDERED[1]} can be put in order."
    return ""


def _options_problem(options: tuple[Option, ...]) -> str:
    texts = [option.text for option in options]
    if not OPTIONS[0] <= len(texts) <= OPTIONS[1]:
        return f"it has {len(texts)} options; a choice has {OPTIONS[0]} to {OPTIONS[1]}."
    for index, text in enumerate(texts):
        try:
            picked = read_option(text, texts)
        except Unreadable:
            picked = -1
        if picked != index:
            return f"typing the option “{text}” does not pick it: no option may read like another's number or letter."
    return ""


def help_problem(body: Body) -> str:
    """Return what is missing from the hints and from what a right reply is told, or ""."""
    hints = [body.hints.step(number) for number in (1, 2, 3)]
    for name, hint in zip(("nudge", "method", "worked answer"), hints, strict=True):
        if not hint.strip():
            return f"its {name} is empty: there are three hints."
    if not body.explain().strip():
        return "a right reply is told nothing: explain why it is so."
    return _worked_problem(body, hints[2])


def _worked_problem(body: Body, worked: str) -> str:
    figures = figures_in(worked)
    if isinstance(body, Formula):
        return "" if body.example in worked else f"its worked answer “{worked}” does not come to {body.example}."
    if isinstance(body, Order):
        return ""
    if not isinstance(body, Number):
        return "" if figures else f"its worked answer “{worked}” has no figure: show what the engine computed."
    answer = body.answer()
    near = max(body.tolerance, ROUNDED * abs(answer))
    if any(abs(figure - answer) <= near for figure in figures):
        return ""
    return f"its worked answer “{worked}” does not come to {answer:.6g}, the engine's figure."


def figures_in(text: str) -> list[float]:
    """The numbers that stand in a sentence, in any writing that the lessons use."""
    found: list[float] = []
    for sign, digits, percent in _FIGURE.findall(text):
        size = float(digits.replace(",", "").replace("−", "-"))
        found.append((-size if sign else size) / (100 if percent else 1))
        if percent:
            found.append(-size if sign else size)
    return found
