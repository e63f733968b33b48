"""Findings about what nntutor is made of: which Python and which libraries, and whether they can be loaded.

Each library is loaded in a process of its own: one that was built for another machine does not raise, it kills.
"""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires, version

from tutor.console.version import version as own_version
from tutor.doctor.finding import Finding
from tutor.text.words import listed

PARTS: Mapping[str, str] = {
    "textual": "the full screen",
    "numpy": "the demos and the quizzes",
    "plotext": "the charts",
    "markdown_it": "the lessons' text",
    "platformdirs": "finding the folder for progress",
}
"""Libraries that are needed, by the name each is imported by, and what needs it."""
DISTRIBUTIONS = {"markdown_it": "markdown-it-py"}
"""Libraries that `pip` knows by another name than Python imports them by, with that name."""
PLAIN_GOES_ON = frozenset({"textual"})
"""Without these, `nntutor --plain` is the whole course nevertheless."""
PATIENCE = 30.0
"""Seconds to load one, on a machine that has much else to do."""


def python() -> Finding:
    """Which Python this is, and which nntutor; one that is too old would not have come as far as this."""
    name = platform.python_version()
    own = own_version() if own_version()[:1].isdigit() else "from its source files"
    facts = {"version": name, "nntutor": own_version(), "platform": platform.platform()}
    return Finding("Python", f"{name} on {platform.system()}; nntutor {own}", "fine", "", facts)


def libraries(parts: Mapping[str, str] = PARTS) -> Iterator[Finding]:
    """Whether each library can be loaded, all of them at the same time; one finding for all that can."""
    trials = {name: _begin(name) for name in parts}
    versions = dict[str, str]()
    for name, trial in trials.items():
        distribution = DISTRIBUTIONS.get(name, name)
        if why_not := _outcome(trial):
            yield _broken(distribution, parts[name], why_not, goes_on=name in PLAIN_GOES_ON)
        else:
            versions[distribution] = _installed(distribution)
    if versions:
        told = listed([f"{name} {number}".strip() for name, number in versions.items()])
        yield Finding("libraries", f"{told} can be loaded", "fine", "", {"versions": versions})


def _begin(name: str) -> subprocess.Popen[str] | str:
    """Load a library as this process would; what keeps that from being tried, if something does."""
    code = f"import sys; sys.path[:] = {sys.path!r}; import {name}"
    try:
        return subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
    except (OSError, ValueError) as problem:
        return f"it could not be tried: {problem}"


def _outcome(trial: subprocess.Popen[str] | str) -> str:
    """Why a library cannot be loaded, "" if it can."""
    if isinstance(trial, str):
        return trial
    try:
        _, said = trial.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        trial.kill()
        trial.communicate()
        return "it takes for ever to load"
    if trial.returncode == 0:
        return ""
    if trial.returncode < 0:
        return f"loading it ends with signal {-trial.returncode}: it was built for another machine"
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "it cannot be loaded"


def _broken(name: str, needed_for: str, why_not: str, *, goes_on: bool) -> Finding:
    found = f"cannot be loaded, and is needed for {needed_for}: {why_not[:200]}"
    install = f"{sys.executable or 'python3'} -m pip install --force-reinstall '{_requirement(name)}'"
    advice = f"`{install}` puts it right."
    if goes_on:
        advice += " Until then `nntutor --plain` is the whole course."
    return Finding(name, found, "trouble", advice, {"version": _installed(name), "why_not": why_not})


def _installed(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


def _requirement(distribution: str) -> str:
    """Which versions nntutor was installed to need, as `pip` is told."""
    try:
        needed = requires("nntutor") or []
    except PackageNotFoundError:
        needed = []
    found = (need for need in needed if re.match(rf"{re.escape(distribution)}\b(?!-)", need) and ";" not in need)
    return next(found, distribution)
