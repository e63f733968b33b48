"""The seeds that a learner may type: one limit for the app, plain text and the command line."""

from __future__ import annotations

LARGEST_SEED = 2**53
"""Beyond this, JSON readers that hold numbers as floats would get another seed."""
LONGEST = 30
"""Characters of what is typed that may be digits alone."""
RANGE = f"a whole number from 0 to {LARGEST_SEED:,}"


def read_seed(text: str) -> int:
    """A typed seed.

    Raises:
        Unreadable: it is not a whole number from 0 to the largest seed.
    """
    from lessons.kit.errors import Unreadable
    from lessons.kit.replies import read_number
    from lessons.kit.signs import tidied

    digits = tidied(text[:LONGEST])
    number = int(digits) if digits.isdecimal() else read_number(text)  # which is a float, so not every whole number
    if not 0 <= number <= LARGEST_SEED or number != int(number):
        raise Unreadable(f"A seed is {RANGE}.")
    return int(number)
