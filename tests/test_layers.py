"""The arrows between the packages, as import-linter holds them; and the few files that may know a foreign thing."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("engine", "lessons", "tutor")


@cache
def nodes() -> tuple[tuple[str, ast.AST], ...]:
    """Each file of the three packages, relative, with each import and call in it; read once for all tests."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    trees = [(str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))) for path in paths]
    kinds = (ast.Import, ast.ImportFrom, ast.Call)
    return tuple((file, node) for file, tree in trees for node in ast.walk(tree) if isinstance(node, kinds))


def imports() -> Iterator[tuple[str, str]]:
    """Each file with each top-level module that it imports anywhere."""
    for file, node in nodes():
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        yield from ((file, name.partition(".")[0]) for name in names)


def who_imports(module: str) -> set[str]:
    return {file for file, name in imports() if name == module}


def test_import_linter_finds_every_contract_kept() -> None:
    pytest.importorskip("importlinter")
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "owner"),
    [
        ("sqlite3", "tutor/store/database.py"),
        ("plotext", "tutor/charts/axes.py"),
        ("fsrs", "tutor/study/progress/cards.py"),
        ("argparse", "tutor/cli/arguments.py"),
    ],
)
def test_one_file_knows_each_foreign_thing(module: str, owner: str) -> None:
    assert owner in who_imports(module)
    others = who_imports(module) - {owner}
    assert all(module == "argparse" and file.startswith("tutor/cli/") for file in others), others


def test_nothing_below_tutor_prints() -> None:
    printing = [
        file
        for file, node in nodes()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_textual_stays_in_the_app() -> None:
    """The shell (command line, store, quiz, plain) works on a machine whose Textual is broken."""
    shell = (*(f"tutor/{name}/" for name in ("cli", "plain", "study", "console", "store")), "tutor/__main__.py")
    assert not [file for file in who_imports("textual") | who_imports("rich") if file.startswith(shell)]
