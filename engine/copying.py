"""Refuse, with a sentence, to copy things whose copy would go on writing into the original."""

from __future__ import annotations

from typing import ClassVar, NoReturn, SupportsIndex

from engine.errors import EngineError


class Uncopied:
    """Something that `copy.copy`, `copy.deepcopy` and `pickle` refuse, since its parts write into arrays of others.

    Attributes:
        instead: the sentence that says why, and what to do instead.
    """

    __slots__ = ()
    instead: ClassVar[str]

    def __reduce_ex__(self, _: SupportsIndex, /) -> NoReturn:
        """Refuse: all three ways of copying ask here.

        Raises:
            EngineError: always.
        """
        raise EngineError(self.instead)
