"""The rules for demos: every setting runs, every frame is whole, a seed gives one run, every knob and remedy works."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from lessons.kit.check_frames import frame_problem, frames_problem, live_problem
from lessons.kit.check_runs import GLANCE, WHOLE_RUN, KnobSettings, Runs, frames_of
from lessons.kit.demo import Demo, Frame
from lessons.kit.knobs import Choices, Control, Knob, Setting
from lessons.kit.lesson import Lesson
from lessons.kit.live import taken_live
from lessons.kit.places import place_of
from lessons.kit.problems import Problem, code_of, noting
from lessons.kit.sameness import same
from lessons.kit.text_knob import TextKnob
from lessons.kit.typed import Typed

__all__ = ("WHOLE_RUN", "check_demos", "ends", "frames_of")

CONTROLS = (2, 5)
"""Knobs that matter, in a demo."""
LONGEST_TITLE = 60
"""Characters, at 80 columns."""


def check_demos(lesson: Lesson, runs: Mapping[str, Runs]) -> Iterator[Problem]:
    """Every rule for every demo, each with its runs; of each rule, the first offence."""
    for name, demo in lesson.demos.items():
        problems: list[Problem] = []
        place = place_of(demo.frames, code_of(lesson))
        wrong = _shape_problem(demo)
        if wrong:
            yield Problem(*place, f"The demo “{name}”: {wrong}")
            continue
        for rule in RULES:
            with noting(problems, place, f"The demo “{name}”"):
                wrong = rule(runs[name])
                if wrong:
                    problems.append(Problem(*place, f"The demo “{name}”: {wrong}"))
        yield from dict.fromkeys(problems)


def _shape_problem(demo: Demo) -> str:
    """Return what is wrong with a demo that can be seen without running it."""
    if not (demo.frames.__doc__ or "").strip() or len(demo.title) > LONGEST_TITLE:
        return f"its docstring begins with its title, one line of up to {LONGEST_TITLE} characters; write one."
    if not CONTROLS[0] <= len(demo.controls) <= CONTROLS[1]:
        return f"it has {len(demo.controls)} knobs; a demo has {CONTROLS[0]} to {CONTROLS[1]} that matter."
    takes, given = list(inspect.signature(demo.frames).parameters), [*demo.controls, "seed"]
    if sorted(takes) != sorted(given):
        return f"its function takes {', '.join(takes) or 'nothing'}; its knobs and seed are {', '.join(given)}."
    return _live_shape(demo) or _prediction_shape(demo)


def _live_shape(demo: Demo) -> str:
    """A live knob is taken as a function, and no other is."""
    live = {name for name, control in demo.controls.items() if control.live}
    for name in sorted(live ^ set(taken_live(demo.frames))):
        wrong = (
            f"takes its live knob {name} as a value" if name in live else f"takes {name}, which is not live, as Live"
        )
        return f"its function {wrong}: `{name}: Live[…]` belongs to `live=True`."
    return ""


def _prediction_shape(demo: Demo) -> str:
    prediction = demo.prediction
    if prediction is None:
        return ""
    options = {option.strip().casefold() for option in prediction.options} - {""}
    if not prediction.prompt.strip() or len(options) < max(2, len(prediction.options)):
        return "its prediction needs a prompt and two or more different options."
    return ""


def _default_run(runs: Runs) -> str:
    """The run that most learners see: whole frames, words that change, a prediction that is settled."""
    demo, frames = runs.demo, runs.whole()
    wrong = (
        frames_problem(frames)
        or _prediction_problem(demo, frames, must_settle=True)
        or _remedy_problem(runs, {}, frames)
    )
    if wrong:
        return wrong
    if any(frame.inspect is None for frame in frames):
        return "a frame has no `inspect`: name the computation behind it, for the microscope."
    run, frames = runs.turned_at_the_end()
    live = [name for name, control in demo.controls.items() if control.live]
    for name in live:
        for setting in ends(demo.controls[name]):
            wrong = live_problem(run, name, setting, frames)
            if wrong:
                return f"after its run ended, {wrong}"
    if len({frame.caption for frame in frames}) < 2:
        return f"its caption is the same all through the run, “{frames[0].caption}”: say what has changed."
    return ""


def _prediction_problem(demo: Demo, frames: list[Frame], *, must_settle: bool) -> str:
    if demo.prediction is None:
        return ""
    count = len(demo.prediction.options)
    for option in range(count):
        wrong = frame_problem(demo.prediction.over(frames[-1], option))
        if wrong:
            return f"with option {option + 1} of its prediction drawn over it, a frame {wrong}."
    for index in (frame.outcome for frame in frames if frame.outcome is not None):
        return "" if index in range(count) else f"its prediction came out as {index}; its options are 0 to {count - 1}."
    if must_settle:
        open_still = f"its prediction is still open after {len(frames)} frames of the default run"
        return f"{open_still}: say in a frame's `outcome` which option came true."
    return ""


def _live_knobs(runs: Runs) -> str:
    """Live knobs are turned while it trains, two frames after it began."""
    for name, control in runs.demo.controls.items():
        for setting in ends(control) if control.live else ():
            run = runs.demo.run()
            frames = frames_of(run, 2)
            wrong = live_problem(run, name, setting, frames)
            run.close()
            if wrong:
                return wrong
    return ""


def _every_setting(runs: Runs) -> str:
    """Each knob at each end, the others at their start: whole frames, and a remedy for any trouble."""
    demo = runs.demo
    for settings in _variants(demo):
        frames = runs.frames(settings)
        wrong = (
            frames_problem(frames)
            or _prediction_problem(demo, frames, must_settle=False)
            or _remedy_problem(runs, settings, frames)
        )
        if wrong:
            return f"with {_shown(demo, settings)}, {wrong}"
    return ""


def _same_seed(runs: Runs) -> str:
    for settings in ({}, *_variants(runs.demo)[:1]):
        if not same(runs.frames(settings), frames_of(runs.demo.run(0, **settings), GLANCE)):
            return "two runs with the same seed and settings differ: draw all chance from np.random.default_rng(seed)."
    return ""


def _other_seeds(runs: Runs) -> str:
    for seed in (1, 2**31):
        wrong = frames_problem(frames_of(runs.demo.run(seed), GLANCE))
        if wrong:
            return f"with seed {seed}, {wrong}"
    return ""


def _knobs_matter(runs: Runs) -> str:
    for name, control in runs.demo.controls.items():
        low, *others = ends(control)
        if not control.live and all(_alike(runs, {name: low}, {name: other}) for other in others):
            return f"its knob {name} changes nothing: no frame differs between its ends."
    return ""


def _alike(runs: Runs, one: KnobSettings, other: KnobSettings) -> bool:
    """Whether two settings give the same run; usually the first frames tell that they do not."""
    return all(same(runs.frames(one, most), runs.frames(other, most)) for most in (1, GLANCE, WHOLE_RUN))


def _remedy_problem(runs: Runs, settings: KnobSettings, frames: list[Frame]) -> str:
    """A trouble that was met on a run offers settings that mend it."""
    trouble = next((frame.trouble for frame in frames if frame.trouble), None)
    if trouble is None:
        return ""
    if not (trouble.name.strip() and trouble.why.strip() and trouble.fix):
        return f"the trouble “{trouble.name}” needs a name, a why and a fix."
    if not all(_fits(runs.demo.control(name), setting) for name, setting in trouble.fix.items()):
        return f"the fix for “{trouble.name}” turns a knob beyond its ends."
    mended = runs.frames({**settings, **trouble.fix}, len(frames))
    if any(frame.trouble and frame.trouble.name == trouble.name for frame in mended):
        return f"the fix for “{trouble.name}” does not mend it."
    return ""


RULES: tuple[Callable[[Runs], str], ...] = (
    _default_run,
    _live_knobs,
    _every_setting,
    _same_seed,
    _other_seeds,
    _knobs_matter,
)


def ends(control: Control) -> tuple[Setting, ...]:
    """The settings worth trying: ends, every word, a sheet empty, full and with a stroke, text short and long."""
    match control:
        case Knob():
            return control.low, control.high
        case Choices():
            return control.options
        case TextKnob():
            return control.start, "x", control.fitted("x " * control.longest)
        case Typed():
            return control.start, *control.along
        case _:
            stroke = control.start
            stroke[:, control.columns // 2] = 1.0
            return control.start, np.ones_like(stroke), stroke


def _fits(control: Control, setting: Setting) -> bool:
    match control:
        case Knob():
            return isinstance(setting, int | float) and control.low <= setting <= control.high
        case Choices():
            return setting in control.options
        case TextKnob():
            return control.fitted(setting) == setting
        case Typed():
            return isinstance(setting, str) and control.read(setting) == setting
        case _:
            return np.shape(setting) == (control.rows, control.columns)


def _variants(demo: Demo) -> list[dict[str, Setting]]:
    """One knob away from the start, each way."""
    return [{name: setting} for name, control in demo.controls.items() for setting in ends(control)]


def _shown(demo: Demo, settings: KnobSettings) -> str:
    return (
        ", ".join(f"{name} at {demo.controls[name].shown(to)}" for name, to in settings.items()) or "its default knobs"
    )
