"""The three ways in which a progress file can fail."""

from __future__ import annotations


class Damaged(Exception):
    """The file is not what nntutor wrote."""


class NotKept(Exception):
    """The file cannot be written to; the message is a clause such as "the disk is full"."""


class Newer(Exception):
    """A later nntutor wrote the file."""

    def __init__(self, version: int, known: int) -> None:
        self.version = version
        super().__init__(f"its format is {version}, and this one knows {known}")
