"""Lesson: input, hidden and output layers, on real handwritten digits."""
