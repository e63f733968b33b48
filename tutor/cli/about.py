"""`nntutor about`: what this is, on what terms it may be passed on, what it follows, and where progress is kept."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

from lessons.kit.articles import Article, read_articles
from tutor.console.printer import Printer
from tutor.console.shell import FINE, Shell
from tutor.console.version import licence, version
from tutor.store.open import FILE_NAME, home

WHAT = (
    "A tutor for the terminal that shows how neural networks learn, while they learn: short scenes with live training, "
    "predictions, and questions that the engine behind them marks."
)
DIGITS = (
    "The handwritten digits are real scans by E. Alpaydin and C. Kaynak, under CC BY 4.0; "
    "engine/datasets/data/LICENCES.md says more."
)
FOLLOWS = "The course follows these articles, in words of its own, and says so where it has to differ:"


def about(shell: Shell, _: SimpleNamespace) -> int:
    """Print it all; nothing is opened or made.

    Raises:
        LessonError: the list of articles is broken.
    """
    printer = Printer(shell.out, shell.environment)
    printer.line(f"nntutor {version()}", "", WHAT, "")
    if name := licence():
        printer.line(f"Licence: {name}.")
    printer.line(DIGITS)
    if articles := read_articles(shell.root):
        printer.line("", FOLLOWS)
        for article in articles:
            printer.item(article.letter, _in_words(article))
    printer.line("", _kept(shell.environment))
    return FINE


def _in_words(article: Article) -> str:
    return f"“{article.title}” (author: {article.author}; published: {article.published})"


def _kept(environment: Mapping[str, str]) -> str:
    """Say where progress is kept; whether it can be is the doctor's to find out."""
    try:
        return f"Your progress is kept in {home(environment) / FILE_NAME}."
    except (OSError, RuntimeError, ValueError) as problem:
        return f"No folder for your progress can be found ({problem}); `nntutor doctor` says what to do."
