"""A knob that is typed, as a conversation and on the command line."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.tutor.shell_support import LESSON, make_course, said, write_lesson

WRITE = """
## Write

A telegram.

```demo
wire
```

Its words were counted.
"""
WIRE = '''"""The telegram."""

from lessons.kit.demo import Frame, demo
from lessons.kit.live import Live, still
from lessons.kit.text_knob import TextKnob


@demo(telegram=TextKnob("free cash", longest=20))
def wire(telegram: Live[str], seed):
    """A telegram."""
    yield from still(lambda: counted(telegram()))


def counted(words):
    return Frame(1, (), f"“{words}” is {len(words.split())} words.", {}, finished=True)
'''


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course in which a telegram may be written."""
    made = make_course(tmp_path / "course")
    text = LESSON["text.md"].replace("\n## Quiz", f"{WRITE}\n## Quiz", 1)
    write_lesson(made / "ten_questions" / "hills", {**LESSON, "text.md": text, "demo_wire.py": WIRE})
    return made


def talk(root: Path, *replies: str) -> str:
    """What is said when somebody types this."""
    home = {"NNTUTOR_HOME": str(root.parent / "home")}
    return said(root, "--plain", "lesson", "hills", stdin="\n".join(replies), environment=home).out


def test_words_are_typed_after_the_knob_and_told(root: Path) -> None:
    out = talk(root, "page 4", "telegram are you = in?", "telegram", "telegram " + "x" * 21, "q")
    assert "telegram “free cash” (your words), words of your own, up to 20 characters" in out
    assert "“are you = in?” is 4 words." in out
    assert "telegram stands at are you = in?; words of your own, up to 20 characters." in " ".join(out.split())
    assert "There is room for 20 characters; these are 21." in out


def test_the_code_of_typed_words_makes_the_same_picture_again(root: Path) -> None:
    out = talk(root, "page 4", "telegram don't $HOME", "code", "q")
    code = next(line for line in out.splitlines() if "nntutor demo" in line)
    words = shlex.split(code[code.index("nntutor demo") :])
    assert "don't $HOME" in words
    assert "“don't $HOME” is 2 words." in " ".join(said(root, *words[1:], "--plain").out.split())


def test_words_that_begin_with_dashes_are_no_options(root: Path) -> None:
    told = said(root, "demo", "hills/wire", "--telegram=--plain now", "--plain").out
    assert "“plain now” is 2 words." in told
    refused = said(root, "demo", "hills/wire", "--telegram", "x" * 21)
    assert refused.status and "--telegram: There is room for 20 characters" in refused.err
