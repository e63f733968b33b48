"""What a fresh interpreter has loaded: each package only what it may, and the command no more than it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {"textual", "rich", "plotext", "numpy", "markdown_it"}


def loaded_after(code: str) -> set[str]:
    """The top-level modules in a new interpreter that has run this."""
    script = f"{code}\nimport sys\nsys.stderr.write(' '.join(name for name in sys.modules if '.' not in name))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    return set(done.stderr.split())


def running(*words: str) -> str:
    return f"from tutor.__main__ import main\nmain({list(words)!r})"


def every_module_of(package: str) -> str:
    """Code that imports a package wholly."""
    return (
        f"import importlib, pkgutil, {package}\n"
        f"for module in pkgutil.walk_packages({package}.__path__, '{package}.'):\n"
        "    importlib.import_module(module.name)"
    )


def test_the_engine_loads_numpy_and_nothing_else_from_outside() -> None:
    loaded = loaded_after(every_module_of("engine"))
    assert "numpy" in loaded
    assert not loaded & {"textual", "rich", "plotext", "markdown_it", "platformdirs", "sqlite3", "lessons", "tutor"}


def test_the_lessons_load_the_engine_and_nothing_that_draws_or_keeps() -> None:
    loaded = loaded_after(every_module_of("lessons"))
    assert {"engine", "numpy", "markdown_it"} <= loaded
    assert not loaded & {"textual", "rich", "plotext", "platformdirs", "sqlite3", "tutor"}


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["nosuch"], ["lesson", "nosuch"]])
def test_asking_what_it_is_loads_nothing_heavy(words: list[str]) -> None:
    assert not loaded_after(running(*words)) & (HEAVY | {"sqlite3", "engine"})


@pytest.mark.parametrize("words", [["lessons"], ["lessons", "--json"], ["progress"], ["reset"], ["about"]])
def test_lists_run_no_lesson(words: list[str]) -> None:
    assert not loaded_after(running(*words)) & (HEAVY | {"engine"})


@pytest.mark.parametrize("words", [["certificate"], ["graduate"]])
def test_a_graduation_runs_no_lesson_before_it_begins(words: list[str]) -> None:
    assert not loaded_after(running(*words)) & {"numpy", "engine", "textual", "plotext"}


def test_the_plain_conversation_lists_the_course_before_numpy_and_never_loads_textual() -> None:
    assert not loaded_after(running("--plain")) & (HEAVY | {"engine"})
    assert not loaded_after(running("--plain", "lesson", "gradient")) & {"textual", "rich"}


def test_the_first_word_is_on_the_screen_before_the_app_is_imported() -> None:
    """The splash is written by `learn`, which has loaded neither Textual nor anything else that takes long."""
    assert not loaded_after("import tutor.__main__, tutor.cli.learn") & (HEAVY | {"engine"})


def test_the_scheduler_is_loaded_only_where_something_was_answered_and_mastery_is_asked_for() -> None:
    answered = (
        "from tutor.store import Attempt, open_store\n"
        "store = open_store()\nstore.record(Attempt('gradient', 'slope_here', 1, '2', 'right'))\n"
        "from tutor.tui.services import Services\n"
    )
    assert "fsrs" not in loaded_after(running("progress")) | loaded_after(running("--plain"))
    assert "fsrs" not in loaded_after(
        f"import tutor.tui.screens.home, tutor.study.practice.session\n{answered}Services().standings(store)"
    )
    assert "fsrs" in loaded_after(f"{answered}Services().standings_now(store)")


def test_the_store_quizzes_and_charts_cost_nothing_until_used() -> None:
    assert not loaded_after("import tutor.store, tutor.study.progress.standing, tutor.charts") & (HEAVY | {"engine"})
