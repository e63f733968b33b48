"""Every import of our packages as a graph: those within functions and those for type checkers too."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("engine", "lessons", "tutor")

Graph = Mapping[str, frozenset[str]]
"""By a module's dotted name, the modules of ours that it imports."""


@cache
def modules() -> Mapping[str, ast.Module]:
    """Return each module of the three packages, parsed, by its dotted name."""
    paths = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
    return {_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@cache
def imports() -> Graph:
    """Return who imports whom; `from package import module` counts as the module, not as the package."""
    known = modules()
    return {
        name: frozenset(found for node in ast.walk(tree) for found in _imported(node, known) if found != name)
        for name, tree in known.items()
    }


def circles(graph: Graph) -> list[list[str]]:
    """Return each set of modules that reach one another, sorted; R. E. Tarjan, SIAM J. Comput. 1 (1972) 146."""
    found: list[list[str]] = []
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: list[str] = []

    def visit(module: str) -> None:
        order[module] = lowest[module] = len(order)
        open_.append(module)
        for other in sorted(graph.get(module, ())):
            if other not in order:
                visit(other)
                lowest[module] = min(lowest[module], lowest[other])
            elif other in open_:
                lowest[module] = min(lowest[module], order[other])
        if lowest[module] == order[module]:
            start = open_.index(module)
            found.append(sorted(open_[start:]))
            del open_[start:]

    for module in sorted(graph):
        if module not in order:
            visit(module)
    return [circle for circle in found if len(circle) > 1]


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(node: ast.AST, known: Mapping[str, ast.Module]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name in known)
    elif isinstance(node, ast.ImportFrom) and node.module:
        for alias in node.names:
            within = f"{node.module}.{alias.name}"
            yield from (name for name in (within if within in known else node.module,) if name in known)
