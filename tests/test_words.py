"""One word for each idea: a type's name is unique, and a docstring's first line stands alone."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest

from tests.imports import modules

TYPE_NAME = re.compile(r"_?[A-Z][a-z]\w*")
"""A class or an alias of a type; constants are in capitals, and type variables are single letters."""
LEANS = re.compile(r"(What|The same|So many|As many|Whoever|Likewise|Ditto)\b|.*\b(so many|the same of)\b")
"""How a first line begins, or what is in it, that says nothing without its neighbours."""
DOCUMENTED = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def types_defined(tree: ast.Module) -> Iterator[str]:
    """Give the name of each class and each alias of a type that a module defines outside functions and classes."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (n.id for n in targets if isinstance(n, ast.Name) and TYPE_NAME.fullmatch(n.id))


def defined_twice(trees: Mapping[str, ast.Module]) -> dict[str, list[str]]:
    """Return the names that several modules give to types of their own, with those modules."""
    places: dict[str, list[str]] = defaultdict(list)
    for module, tree in trees.items():
        for name in types_defined(tree):
            places[name].append(module)
    return {name: where for name, where in places.items() if len(where) > 1}


def leaning(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give the line number and the first line of each docstring that does not stand alone.

    A demo's docstring is the title that learners read, and is not judged.
    """
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and not _is_demo(node) and (words := ast.get_docstring(node)):
            line = words.splitlines()[0]
            if LEANS.match(line):
                yield node.lineno, line


def _is_demo(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    calls = (decorator.func if isinstance(decorator, ast.Call) else decorator for decorator in node.decorator_list)
    return any(isinstance(call, ast.Name) and call.id == "demo" for call in calls)


@pytest.mark.parametrize("again", ["class Wire: ...", "Wire = tuple[int, int]", "Wire: TypeAlias = int"])
def test_a_second_type_of_one_name_is_found(again: str) -> None:
    trees = {"here": "class Wire: ...", "there": again, "elsewhere": "from here import Wire\nWIRE = Wire()"}
    found = defined_twice({name: ast.parse(code) for name, code in trees.items()})
    assert found == {"Wire": ["here", "there"]}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('def f():\n    """What it is."""', ["What it is."]),
        ('class A:\n    def f(self):\n        """Give so many."""', ["Give so many."]),
        ('def f():\n    """Return what it is.\n\n    What else?\n    """', []),
        ('@demo(rate=Knob(0, 1))\ndef f():\n    """The same network, taught."""', []),
        ('@property\ndef f():\n    """The same network, taught."""', ["The same network, taught."]),
    ],
)
def test_a_first_line_that_leans_is_found(code: str, found: list[str]) -> None:
    assert [line for _, line in leaning(ast.parse(code))] == found


def test_a_name_is_one_type() -> None:
    assert defined_twice(modules()) == {}


def test_a_first_line_stands_alone() -> None:
    assert [f"{module}:{line} {words}" for module, tree in modules().items() for line, words in leaning(tree)] == []
