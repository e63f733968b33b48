"""The rule for colours: a name has one role of colour throughout a lesson, and no two names of a picture share one.

A sign follows from the role (`tutor.charts.signs`), so that this holds signs together too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lessons.kit.charts import Bars, Chart, Field, Lines, Tone
from lessons.kit.check_runs import Runs
from lessons.kit.demo import Frame
from lessons.kit.lesson import Lesson
from lessons.kit.places import place_of
from lessons.kit.problems import Problem, code_of, noting


def check_tones(lesson: Lesson, runs: Mapping[str, Runs]) -> Iterator[Problem]:
    """The default run of every demo, each frame of it; of each demo, the first offence."""
    known: dict[str, Tone] = {}
    for name, demo in lesson.demos.items():
        place, problems = place_of(demo.frames, code_of(lesson)), list[Problem]()
        with noting(problems, place, f"The demo “{name}”"):
            wrong = tones_problem(runs[name].whole(), known)
            if wrong:
                problems.append(Problem(*place, f"The demo “{name}”: {wrong}"))
        yield from problems


def tones_problem(frames: Iterable[Frame], known: dict[str, Tone]) -> str:
    """Return the first thing wrong with the colours of some frames, or "".

    Args:
        frames: of one demo.
        known: the role of each name that the lesson's pictures have shown so far; what these show is added.
    """
    for frame in frames:
        here: dict[Tone, str] = {}
        for name, tone in toned(frame.charts):
            if known.setdefault(name, tone) != tone:
                return (
                    f"“{name}” is {tone} here and {known[name]} elsewhere in the lesson: give it one tone throughout."
                )
            if here.setdefault(tone, name) != name:
                return f"“{here[tone]}” and “{name}” are both {tone} in one picture: give each its own tone."
    return ""


def toned(charts: Iterable[Chart]) -> Iterator[tuple[str, Tone]]:
    """Each name that is drawn in a colour of its own, with its role: of curves, points, regions and bars."""
    for chart in charts:
        if isinstance(chart, Lines | Field):
            series = chart.series if isinstance(chart, Lines) else chart.points
            yield from ((one.label, one.tone) for one in series if one.label)
        if isinstance(chart, Field):
            yield from ((name, chart.region_tone(k)) for k, name in enumerate(chart.regions) if name)
        if isinstance(chart, Bars):
            yield from zip(chart.labels, chart.tones, strict=False)
