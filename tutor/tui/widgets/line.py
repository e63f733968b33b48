"""A line to type on: whatever is printed on a key is typed; the question mark opens the help but in prose."""

from __future__ import annotations

from textual.widgets import Input


class Line(Input):
    """The kind of line on which every value and reply is typed."""

    def __init__(self, *, placeholder: str = "", id: str, compact: bool = False, select_on_focus: bool = True) -> None:  # noqa: A002
        super().__init__(placeholder=placeholder, id=id, compact=compact, select_on_focus=select_on_focus)
        self.takes_prose = False  # words of the learner's own: a question mark is one of their signs
        self.set_reactive(Input.cursor_blink, False)  # blinking sends something twice a second

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """A question mark is part of no reply and no value. Textual knows + and − by name, but not what they print."""
        return (self.takes_prose or key != "question_mark") and (
            key in {"plus", "minus"} or super().check_consume_key(key, character)
        )
