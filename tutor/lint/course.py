"""Checks several lessons at once, each in whichever process is free, and gives what is found in the order asked for."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from lessons.kit.course import ROOT
from lessons.kit.problems import Problem
from tutor.lint.check import check_all, check_drawings

Report = tuple[list[Problem], str]
"""A lesson's problems, and the traceback of a check that broke off, or ""."""


class BrokeOff(Exception):
    """The check itself raised; the message is the whole traceback, wherever it was."""


def check_lessons(
    ids: Sequence[str], seeds: int, root: Path = ROOT, processes: int | None = None, *, only_questions: bool = False
) -> Iterator[tuple[str, list[Problem]]]:
    """Check lessons, and give each with its problems as soon as it and those before it are done.

    Args:
        ids: the lessons, each once.
        seeds: as `check_all` takes them.
        root: where the parts lie.
        processes: how many check at a time; as many as there are cores by default. One checks here, in this process.
        only_questions: whether nothing else is looked at.

    Raises:
        BrokeOff: a check raised something, which is no fault of the lesson.
    """
    count = min(len(ids), cores() if processes is None else processes)
    work = partial(_report, seeds, root, only_questions)
    if count < 2:
        yield from _told(ids, map(work, ids))
        return
    # Spawned, not forked: a fork copies NumPy's threads and Textual's as they happen to stand.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, context, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_DFL))
    try:
        yield from _told(ids, pool.map(work, ids))
    finally:
        pool.shutdown(cancel_futures=True)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _told(ids: Sequence[str], reports: Iterator[Report]) -> Iterator[tuple[str, list[Problem]]]:
    for lesson_id, (problems, broke_off) in zip(ids, reports, strict=True):
        if broke_off:
            raise BrokeOff(f"The check of {lesson_id} broke off.\n{broke_off}")
        yield lesson_id, problems


def _report(seeds: int, root: Path, only_questions: bool, lesson_id: str) -> Report:
    """Check one lesson; what is raised comes as text, for not every exception survives the way between processes."""
    try:
        return (check_drawings if only_questions else check_all)(lesson_id, seeds, root), ""
    except Exception:
        return [], traceback.format_exc()
