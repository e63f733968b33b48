"""What a learner predicted of a demo: committed to once, kept between sessions, held against what came true."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tutor.store import KeptPrediction, Store

if TYPE_CHECKING:  # the first paint must not load NumPy
    from lessons.kit.demo import Demo, Frame, Prediction
    from lessons.kit.knobs import Setting
    from lessons.kit.scene import Scene

DECLINED = -1
"""In place of an option: they would rather not."""


@dataclass(frozen=True)
class Commitment:
    """Where the learner stands with the prediction of a scene.

    Attributes:
        scene: the scene.
        option: which of its options they committed to; None before, −1 if they would rather not.
        made_for: the seed and the settings that it was made for, as `conditions` writes them.
    """

    scene: Scene
    option: int | None = None
    made_for: str = ""

    @property
    def demo(self) -> Demo:
        """The demo that runs in the scene."""
        return self.scene.demo

    @property
    def asked(self) -> Prediction | None:
        """The prediction that is asked for, if any."""
        return self.scene.prediction

    @property
    def is_due(self) -> bool:
        """Whether a prediction is still to be made."""
        return self.asked is not None and self.option is None

    @property
    def words(self) -> str:
        """The option that was committed to, in the lesson's words; "" if there is none."""
        asked = self.asked
        return "" if asked is None or self.option in (None, DECLINED) else asked.options[self.option or 0]

    def declined(self) -> Commitment:
        """Return what is left if the demo is run without a prediction: this one, if it has been made."""
        return replace(self, option=DECLINED) if self.is_due else self

    def made(self, option: int, seed: int, settings: Mapping[str, Setting]) -> Commitment:
        """Return the commitment to an option, for a run with this seed and these knobs."""
        return Commitment(self.scene, option, conditions(self.demo, seed, settings))

    def holds_for(self, seed: int, settings: Mapping[str, Setting]) -> bool:
        """Whether it was made of a run with this seed and these knobs."""
        return self.made_for == conditions(self.demo, seed, settings)

    def over(self, frame: Frame) -> Frame:
        """The frame with what was predicted drawn over it."""
        asked = self.asked
        return frame if asked is None or self.option is None else asked.over(frame, self.option)

    def why_not(self, frame: Frame, settings: Mapping[str, Setting]) -> str:
        """Return why what was predicted is not what happened, with this frame's figures; "" if nobody says."""
        return "" if self.option in (None, DECLINED) else self.scene.why(self.option or 0, frame, settings)

    def with_other_settings(self, came_true: int | None) -> str:
        """Say what was predicted of another run than this one, and what came true in this one, if anything has yet."""
        told = f"With other settings you said “{self.words}”"
        if came_true is None or self.asked is None:
            return f"{told}."
        if came_true == self.option:
            return f"{told}; it holds with these, too."
        return f"{told}. With these: “{self.asked.options[came_true]}”."


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


def keep(store: Store, lesson: str, commitment: Commitment) -> str | None:
    """Keep a prediction that was made; gives what `Store.record` gives."""
    return store.keep_prediction(KeptPrediction(lesson, commitment.scene.key, commitment.words, commitment.made_for))


def kept(store: Store, lesson: str, scene: Scene) -> Commitment:
    """The prediction that was made of a scene, or none yet; also if the lesson no longer has that option."""
    found, asked = store.prediction(lesson, scene.key), scene.prediction
    if found is None or asked is None or found.option not in asked.options:
        return Commitment(scene)
    return Commitment(scene, asked.options.index(found.option), found.made_for)
