"""Puts the words of quiz.md into a question that has been drawn, and refuses words and figures that do not fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lessons.kit.asking import NO_HINTS, Hints, nothing
from lessons.kit.choice import Choice
from lessons.kit.errors import BrokenLesson
from lessons.kit.formula import Formula, FormulaMistake
from lessons.kit.number import Misconception, Number
from lessons.kit.options import Option
from lessons.kit.order import Order, OrderMistake
from lessons.kit.quiz_words import MistakeWords, QuestionWords
from lessons.kit.sentences import Figures, Sentence

Body = Number | Choice | Formula | Order


def worded(body: Body, words: QuestionWords) -> Body:
    """Return a drawn question with its words; figures that are functions are computed when they are told.

    Raises:
        BrokenLesson: a mistake has no line in quiz.md, or a sentence names a figure that the question does not give.
    """
    wording = _Wording(body, words)
    wording.put_in()
    return wording.body


class _Wording:
    """The words of one drawing.

    Attributes:
        body: the question, by and by with its words; what it tells later is told of this one, so that a prediction's
            words and its marking share one run of the experiment.
    """

    def __init__(self, body: Body, words: QuestionWords) -> None:
        self.body, self._words = body, words

    def put_in(self) -> None:
        """Put all of them in."""
        if self.body.prompt or self.body.hints is not NO_HINTS or self.body.explain is not nothing:
            wrong = f"The words of “{self._words.name}” stand here: take prompt, hints and explain out of quiz.py."
            raise BrokenLesson(self._words.path, self._words.line, wrong)
        hints = Hints(*(self._telling(hint) for hint in self._words.hints))
        prompt, explain = self._telling(self._words.prompt)(), self._telling(self._words.explanation)
        body = replace(self.body, prompt=prompt, hints=hints, explain=explain)
        match body:
            case Number():
                known = tuple(Misconception(name, value, *self._about(name)) for name, value in body.mistakes.items())
                self.body = replace(body, misconceptions=known)
            case Formula():
                slips = tuple(FormulaMistake(name, value, *self._about(name)) for name, value in body.mistakes.items())
                self.body = replace(body, misconceptions=slips)
            case Order():
                swaps = tuple(OrderMistake(name, *two, *self._about(name)) for name, two in body.mistakes.items())
                self.body = replace(body, misconceptions=swaps)
            case _:
                self.body = replace(body, options=tuple(map(self._option, body.named())))

    def _figures(self, own: Figures) -> Figures:
        return {**self.body.own_figures(), **self.body.figures, **own}

    def _telling(self, sentence: Sentence, own: Figures | None = None) -> Callable[[], str]:
        """Return what gives a sentence with its figures; `own` are those of an option."""
        sentence.refuse_unknown(self._figures(own or {}))
        return lambda: sentence.filled(self._figures(own or {}))

    def _about(self, name: str) -> tuple[Callable[[], str], str]:
        """Return what a mistake is told, and the page that mends it."""
        line = self._line(name)
        return self._telling(line.told), line.page

    def _line(self, name: str) -> MistakeWords:
        words = self._words
        if name not in words.mistakes:
            wrong = f"“{words.name}” has no line for the mistake “{name}” of quiz.py: write `- {name}: …`."
            raise BrokenLesson(words.path, words.line, wrong)
        return words.mistakes[name]

    def _option(self, option: Option) -> Option:
        if not option.name:
            return option
        line = self._line(option.name)
        if not option.text and line.option is None:
            wrong = f"The option “{option.name}” has no text: write `- its text | {option.name}: …`."
            raise BrokenLesson(line.told.path, line.told.line, wrong)
        text = option.text or (self._telling(line.option, option.figures)() if line.option else "")
        return replace(option, text=text, because=self._telling(line.told, option.figures), page=line.page)
