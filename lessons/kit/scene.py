"""A demo as a lesson shows it: its knobs as they stand at first, its question, and why each option was wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lessons.kit.demo import Demo, Frame, Prediction
from lessons.kit.errors import BrokenLesson, Unreadable
from lessons.kit.knobs import Setting
from lessons.kit.scene_words import SceneWords
from lessons.kit.sentences import Sentence


@dataclass(frozen=True, eq=False)
class Scene:
    """One picture of a lesson, with what is to be predicted of it.

    Attributes:
        demo: what runs.
        key: what the scene is called in the learner's records: the demo's name, and from its second scene on a number.
        settings: knobs that do not stand at their demo's start.
        prompt: the question, or None where it is the demo's own.
        whys: by option, what somebody is told who chose it when something else came true.
    """

    demo: Demo
    key: str
    settings: Mapping[str, Setting] = field(default_factory=dict)
    prompt: str | None = None
    whys: Mapping[str, Sentence] = field(default_factory=dict)

    @property
    def prediction(self) -> Prediction | None:
        """The prediction, if one is asked for, in this scene's words."""
        asked = self.demo.prediction
        return asked if asked is None or self.prompt is None else replace(asked, prompt=self.prompt)

    def starting_settings(self) -> dict[str, Setting]:
        """Each knob as it stands before anybody turns it."""
        return {**self.demo.starting_settings(), **self.settings}

    def why(self, option: int, frame: Frame, settings: Mapping[str, Setting]) -> str:
        """Return why an option was not what happened, or "" where nobody has written why.

        Args:
            option: which, from 0.
            frame: the one at which it is told; its readings are the sentence's figures.
            settings: the run's knobs, which are figures, too.
        """
        asked = self.demo.prediction
        sentence = self.whys.get(asked.options[option]) if asked is not None else None
        return sentence.filled({**settings, **frame.readings}) if sentence is not None else ""


def alone(demo: Demo) -> Scene:
    """Return a demo outside of any lesson's text: as it is."""
    return Scene(demo, demo.name)


def made_scene(words: SceneWords, demo: Demo, key: str) -> Scene:
    """Return the scene that a block describes.

    Raises:
        BrokenLesson: it turns a knob that is not there or not so far, or speaks of an option that is none.
    """
    settings: dict[str, Setting] = {}
    for name, value in words.settings.items():
        control = demo.controls.get(name)
        if control is None:
            known = ", ".join(demo.controls)
            raise BrokenLesson(words.path, words.line, f"The demo “{demo.name}” has no knob {name}; it has {known}.")
        try:
            settings[name] = control.read(value)
        except Unreadable as problem:
            raise BrokenLesson(words.path, words.line, f"{name} cannot be {value}: {problem}") from None
    whys = {_option(demo, option, why): why for option, why in words.whys.items()}
    return Scene(demo, key, settings, words.prompt.text if words.prompt is not None else None, whys)


def _option(demo: Demo, named: str, why: Sentence) -> str:
    """The option that is named by how it begins.

    Raises:
        BrokenLesson: none begins so, or several do.
    """
    options = demo.prediction.options if demo.prediction is not None else ()
    begun = [option for option in options if option == named] or [one for one in options if one.startswith(named)]
    if len(begun) != 1:
        there = f"there is “{'”, “'.join(options)}”" if options else "it asks for no prediction"
        wrong = f"“{named}” is {'the beginning of several options' if begun else 'no option'} of the demo “{demo.name}”"
        raise BrokenLesson(why.path, why.line, f"{wrong}; {there}.")
    return begun[0]
