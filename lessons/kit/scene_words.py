"""Reads a ```demo block: which demo a scene shows, how its knobs stand, what is asked, and why each option was wrong.

    ```demo
    parking
    rate = 0.3
    ? What will your car have done after 40 updates?
    - It crawls: It moved on briskly. Each update kept {kept:.0%} of the distance.
    - It parks: It was still {distance:~} away at the end.
    ```

The demo's name; a line for each knob that does not stand at its start; the question, where it is not the demo's own;
and for each option of the prediction, which is named by how it begins, what somebody is told who chose it when
something else came true. A sentence goes
on in lines that are set in. Its figures are the run's knobs and the readings
of the frame at which it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lessons.kit.errors import BrokenLesson
from lessons.kit.sentences import Sentence

_SETTING = re.compile(r"(?P<knob>\w+) *= *(?P<value>.+)")
_OPTION = re.compile(r"- +(?P<option>.+?): +(?P<why>.+)", re.DOTALL)


@dataclass(frozen=True)
class SceneWords:
    """A ```demo block as it was read.

    Attributes:
        demo: the demo's name.
        settings: knobs by name, as written.
        prompt: the question, or None where it is the demo's own.
        whys: by option, what somebody is told who chose it in vain.
        path: the file.
        line: where the block begins, from 1.
    """

    demo: str
    settings: Mapping[str, str] = field(default_factory=dict)
    prompt: Sentence | None = None
    whys: Mapping[str, Sentence] = field(default_factory=dict)
    path: Path = Path()
    line: int = 1


def read_scene_words(path: Path, lines: list[str], opens: int) -> SceneWords:
    """Return what the lines of a block say.

    Args:
        path: the file.
        lines: those between the fences.
        opens: the line of the opening fence, from 1.

    Raises:
        BrokenLesson: with the line of the first thing that is wrong.
    """
    settings: dict[str, str] = {}
    whys: dict[str, Sentence] = {}
    names: list[str] = []
    prompt: Sentence | None = None
    for line, text in _statements(lines, opens + 1):
        if text.startswith("? "):
            prompt = Sentence(text[2:].strip(), path, line)
        elif text.startswith("-"):
            option, why = _why(path, line, text)
            whys[option] = why
        elif setting := _SETTING.fullmatch(text):
            settings[setting["knob"]] = setting["value"].strip()
        elif text.isidentifier():
            names.append(text)
        else:
            ways = "a demo's name, nor `knob = value`, `? a question`, `- an option: why it was not so`"
            raise BrokenLesson(path, line, f"“{text[:40]}” is neither {ways}.")
    if not names:
        raise BrokenLesson(path, opens, "This ```demo block names nothing.")
    if len(names) > 1:
        raise BrokenLesson(path, opens, f"A ```demo block names one demo, and this one names {len(names)}.")
    return SceneWords(names[0], settings, prompt, whys, path, opens)


def _statements(lines: list[str], first: int) -> Iterator[tuple[int, str]]:
    """Give each statement with its line; what is set in goes on with the one before."""
    begun: tuple[int, str] | None = None
    for number, line in enumerate(lines, start=first):
        if begun and line.startswith(" ") and line.strip():
            begun = (begun[0], f"{begun[1]} {line.strip()}")
        elif line.strip():
            if begun:
                yield begun
            begun = (number, line.strip())
    if begun:
        yield begun


def _why(path: Path, line: int, text: str) -> tuple[str, Sentence]:
    found = _OPTION.fullmatch(text)
    if found is None:
        raise BrokenLesson(path, line, "An option is written `- the option: why it was not so`.")
    return found["option"].strip(), Sentence(found["why"].strip(), path, line)
