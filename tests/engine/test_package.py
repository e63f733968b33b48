"""The package: what it loads, that its examples run, and that every file says what it is for."""

import doctest
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import engine

FILES = sorted(Path(engine.__file__).parent.rglob("*.py"))


def loaded_by(statement: str) -> set[str]:
    """The top-level modules that a statement loads in a fresh interpreter, without those that NumPy or Python bring."""
    code = f"import sys, numpy; before = set(sys.modules); {statement}; print(*set(sys.modules) - before)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()} - set(sys.stdlib_module_names)


def test_the_engine_loads_numpy_and_nothing_else() -> None:
    everything = "from engine import Tensor, Network, train, gradient_check, example_loss, schedules, bench"
    assert loaded_by(everything) <= {"engine", "numpy"}


def test_importing_the_engine_loads_no_file_of_it() -> None:
    code = "import sys, engine; print(*sorted(name for name in sys.modules if name.startswith(('engine', 'numpy'))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["engine"]


def test_every_public_name_is_there() -> None:
    for name in dir(engine):
        assert getattr(engine, name) is not None
    with pytest.raises(AttributeError, match="Tensor"):
        _ = engine.Tensr


def test_the_reading_order_names_every_file_and_folder_once() -> None:
    named = re.findall(r"`(\w+)`", engine.__doc__ or "")
    files = {path.relative_to(Path(engine.__file__).parent).parts[0].removesuffix(".py") for path in FILES}
    assert sorted(named) == sorted(files - {"__init__"})


@pytest.mark.parametrize("name", ["tensor", "network", "training", "optimisers.driver"])
def test_the_examples_in_docstrings_run(name: str) -> None:
    result = doctest.testmod(import_module(f"engine.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
