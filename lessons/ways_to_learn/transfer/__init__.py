"""Lesson: what one network has learned, taken over by another: where that helps, and where it does not."""
