"""What a learner predicted of a demo, kept from one session to the next, on the screen and in plain text alike."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tutor.store import Foretold, Store

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.demo import Demo
    from lessons.kit.knobs import Setting


@dataclass(frozen=True)
class Guess:
    """A prediction.

    Attributes:
        option: which of the demo's options it was.
        made_for: the seed and the settings that it was made for, as `conditions` writes them.
    """

    option: int
    made_for: str


def conditions(demo: Demo, seed: int, settings: Mapping[str, Setting]) -> str:
    """Return what a run starts from: its seed and its knobs, but for live ones, which are turned on the way."""
    starting = (settings[name] for name, control in demo.controls.items() if not control.live)
    return json.dumps([seed, *(at if isinstance(at, str) else float(at) for at in starting)])


def as_command(lesson: str, demo: Demo, made_for: str) -> str:
    """The command that starts the run for which a prediction was made; as much of it as `made_for` still tells."""
    words = ["nntutor", "demo", f"{lesson}/{demo.name}"]
    try:
        seed, *settings = json.loads(made_for)
        starting = [(name, control) for name, control in demo.controls.items() if not control.live]
        for (name, control), setting in zip(starting, settings, strict=True):
            words += [f"--{name.replace('_', '-')}", control.exact(setting)]
        words += ["--seed", str(int(seed))]
    except (ValueError, TypeError):  # the demo has other knobs by now
        del words[3:]
    return shlex.join(words)


def keep(store: Store, lesson: str, demo: Demo, guess: Guess) -> str | None:
    """Keep a prediction; gives what `Store.record` gives."""
    assert demo.prediction is not None
    return store.foretell(Foretold(lesson, demo.name, demo.prediction.options[guess.option], guess.made_for))


def kept(store: Store, lesson: str, demo: Demo) -> Guess | None:
    """The prediction that was made of a demo, or None; also if the lesson no longer has that option."""
    told = store.foretold(lesson, demo.name)
    if told is None or demo.prediction is None or told.said not in demo.prediction.options:
        return None
    return Guess(demo.prediction.options.index(told.said), told.made_for)
