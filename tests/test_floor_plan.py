"""The floor plan holds: no import leads in a circle or upward, not even one in a function or for type checkers."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise

import pytest

from tests.imports import PACKAGES, ROOT, circles, imports

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
PLANS = {
    container: [[name.strip() for name in layer.split("|")] for layer in contract["layers"]]
    for contract in CONTRACTS
    for container in contract.get("containers", ())
}
"""The layers of each package that has a plan, from the top down, as pyproject.toml has them."""
FLOWS = re.findall(
    r"`([\w/]+\.py)`: ",
    (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("| Space → ")[2].partition("\n\n")[0],
)
"""The files that CONTRIBUTING tells a newcomer to read, flow by flow."""


def test_the_search_finds_a_circle_and_nothing_else() -> None:
    graph = {"a": {"b"}, "b": {"c", "d"}, "c": {"a"}, "d": {"e"}, "e": set[str]()}
    assert circles({name: frozenset(others) for name, others in graph.items()}) == [["a", "b", "c"]]


def test_no_import_leads_in_a_circle() -> None:
    assert circles(imports()) == []


def test_every_large_package_has_a_plan() -> None:
    assert {"tutor", "tutor.tui", "tutor.study", "lessons", "engine"} <= set(PLANS)


@pytest.mark.parametrize("container", PLANS)
def test_no_import_leads_upward_or_sideways(container: str) -> None:
    rank = {name: number for number, layer in enumerate(PLANS[container]) for name in layer}
    wrong = []
    for module, others in imports().items():
        for other in others:
            here, there = (_within(container, name) for name in (module, other))
            if here and there and here != there and rank[there] <= rank[here]:
                wrong.append(f"{module} -> {other}")
    assert wrong == []


def test_packages_stand_in_their_order() -> None:
    wrong = [
        f"{module} -> {other}"
        for below, above in pairwise(PACKAGES)
        for module, others in imports().items()
        for other in others
        if module.startswith(f"{below}.") and other.startswith(f"{above}.")
    ]
    assert wrong == []


def test_the_flows_lead_through_files_that_are_there() -> None:
    paths = [ROOT / name if name.startswith(PACKAGES) else ROOT / "tutor" / name for name in FLOWS]
    assert len(paths) > 20
    assert [path for path in paths if not path.is_file()] == []


def _within(container: str, module: str) -> str:
    """The layer of a container to which a module belongs, "" if it stands elsewhere."""
    return module.removeprefix(f"{container}.").partition(".")[0] if module.startswith(f"{container}.") else ""
