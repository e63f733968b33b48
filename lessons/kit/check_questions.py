"""The rules for questions, held over many seeds: fair numbers, two agreeing answers, known mistakes, real help."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lessons.kit.check_frames import frame_problem
from lessons.kit.check_marking import marking_problem, mistakes_problem
from lessons.kit.check_once import once_each
from lessons.kit.check_wording import help_problem, wording_problem
from lessons.kit.demo import Frame
from lessons.kit.lesson import Lesson
from lessons.kit.places import SourceLine, place_of
from lessons.kit.problems import Problem, code_of, noting
from lessons.kit.questions import Asked, Body, Choice, Formula, Number, Predict, Question
from lessons.kit.witness import measures_a_slope, reaches_the_engine

THOROUGH = 10
"""One seed in this many is marked in every way; of predictions, which run an experiment each, half of these."""
FRESH = 3
"""Drawings, at least, that differ from one another, so that a retry is not the same question again."""


@dataclass
class Tally:
    """A tally of what only shows over many drawings."""

    seeds: int = 0
    redrawn: int = 0
    drawings: set[tuple[str, ...]] = field(default_factory=set)
    answers: list[object] = field(default_factory=list)
    known: list[frozenset[str]] = field(default_factory=list)
    """The mistakes that each drawing knows; of options, which come and go with what is offered, nothing is asked."""


def check_questions(lesson: Lesson, seeds: int) -> Iterator[Problem]:
    """Every rule for every question; of each, the first seed that breaks a rule is named."""
    for name, question in lesson.questions.items():
        place = place_of(question.maker, code_of(lesson))
        problems: list[Problem] = []
        with noting(problems, place, f"The question “{name}”, seed 0"):
            problems.extend(Problem(*place, f"The question “{name}”{wrong}") for wrong in _provenance(lesson, question))
        if not problems:
            problems = _over_seeds(question, seeds, place)
        yield from dict.fromkeys(problems)


def _provenance(lesson: Lesson, question: Question) -> Iterator[str]:
    """Where the answer comes from: the engine, and for a gradient a central difference beside it."""
    drawn: list[Body] = []

    def answer() -> None:
        drawn.append(question.draw(0).body)
        drawn[0].answer()

    if not reaches_the_engine(answer, lesson.heading.folder):
        yield " is answered without the engine: compute the answer by it, and never type one in."
    body = drawn[0]
    if isinstance(body, Number | Formula) and body.gradient:
        value, again = _both_ways(body)
        if not measures_a_slope(again):
            yield " is about a gradient: compute it again by a central_difference."
        if measures_a_slope(value):
            yield " is about a gradient: its value comes from the engine's backward pass, not from a difference."
        if body.inspect is None:
            yield " is about a gradient: name its computation by `inspect`, for the microscope."


def _both_ways(body: Number | Formula) -> tuple[Callable[[], float], Callable[[], float]]:
    """The two computations of an answer; of a formula, at its first point."""
    if isinstance(body, Number):
        return body.value, body.again
    formula, point = body, body.points()[0]
    return lambda: formula.value(point), lambda: formula.again(point)


def _over_seeds(question: Question, seeds: int, place: SourceLine) -> list[Problem]:
    """Draw from each seed, and stop at the first that breaks a rule: the next would say the same."""
    problems: list[Problem] = []
    tally, remembering = Tally(), once_each(question)
    for seed in range(seeds):
        with noting(problems, place, f"The question “{question.name}”, seed {seed}"):
            wrong = _one_seed(question, remembering.draw(seed), seeds, tally)
            if wrong:
                problems.append(Problem(*place, f"The question “{question.name}”, seed {seed}: {wrong}"))
        if problems:
            return problems
    return [Problem(*place, f"The question “{question.name}” {wrong}") for wrong in _tally_problems(tally)]


def _one_seed(question: Question, asked: Asked, seeds: int, tally: Tally) -> str:
    """Return which rule a drawing that remembers breaks, or ""; the question itself remembers nothing."""
    body, seed = asked.body, asked.seed
    tally.seeds += 1
    tally.redrawn += asked.redrawn > 0
    tally.drawings.add(body.looks())
    if not isinstance(body, Choice):
        tally.known.append(frozenset(mistake.name for mistake in body.misconceptions))
    wrong = wording_problem(body) or body.ambiguity()
    expensive, thorough = isinstance(body, Predict), max(2, seeds // THOROUGH)
    if wrong or (expensive and seed >= max(2, thorough // 2)):
        return wrong
    answer = body.answer()
    tally.answers.append(answer)
    wrong = mistakes_problem(body)
    if wrong or seed >= thorough:
        return wrong
    return _the_same_again(question, asked, answer) or marking_problem(body) or help_problem(body) or _outcome(body)


def _the_same_again(question: Question, asked: Asked, answer: object) -> str:
    twin = question.draw(asked.seed).body
    times = 1 if isinstance(twin, Predict) else 2  # an experiment is run twice each time
    if twin.looks() != asked.body.looks() or any(twin.answer() != answer for _ in range(times)):
        return "drawn again, it is another question: take all chance from `draw`."
    return ""


def _outcome(body: Body) -> str:
    """A prediction's experiment ends with a picture."""
    if not isinstance(body, Predict):
        return ""
    frame: object = body.outcome.frame
    wrong = frame_problem(frame) if isinstance(frame, Frame) else "is missing: show the last picture"
    return wrong and f"its experiment's frame {wrong}."


def _tally_problems(tally: Tally) -> Iterator[str]:
    if 2 * tally.redrawn > tally.seeds:
        yield f"is drawn again for {tally.redrawn} of {tally.seeds} seeds: choose numbers that keep the mistakes apart."
    fewest, most = min(tally.known, key=len, default=frozenset()), max(tally.known, key=len, default=frozenset())
    if len(fewest) < len(most):
        left_out = "”, “".join(sorted(most - fewest))
        yield f"leaves out “{left_out}” in some drawings: give it in each; where it would be right, all is drawn again."
    if len(tally.drawings) < min(FRESH, tally.seeds):
        yield f"looks the same for nearly all of {tally.seeds} seeds: a retry needs fresh numbers."
    if len(tally.answers) >= THOROUGH and len(set(tally.answers)) == 1:
        yield f"has the same answer for each of {len(tally.answers)} seeds: vary the numbers or the order."
