"""Proves that a lesson can be shown: all of its words and pictures, at every width, in the app and in plain mode.

The kit's own rules (`lessons/kit/check*.py`) cannot do this, because lessons do not draw.
"""

from tutor.lint.check import check_rendering
from tutor.lint.course import check_lessons

__all__ = ("check_lessons", "check_rendering")
